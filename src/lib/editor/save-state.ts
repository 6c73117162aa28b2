import type { UserError } from '$lib/base';

/** How safe the author's work is just now; `at` in milliseconds since 1970. */
export type SaveState =
	| { kind: 'saved'; at: number }
	| { kind: 'saving' }
	/** Kept on this computer; the hub cannot be reached. */
	| { kind: 'local'; at: number }
	/** The same lesson was changed elsewhere too; the other text is kept under `otherId`. */
	| { kind: 'conflict'; otherId: string }
	| { kind: 'failed'; error: UserError };
