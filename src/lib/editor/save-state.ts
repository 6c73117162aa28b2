import type { UserError } from '$lib/base';

/** How safe the author's work is just now; `at` in milliseconds since 1970. */
export type SaveState =
	/** `here` says why this computer itself cannot keep a copy: only the hub has the text. */
	| { kind: 'saved'; at: number; here?: UserError }
	| { kind: 'saving' }
	/** Kept on this computer; the hub cannot be reached, or `why` says what else keeps it from saving. It is tried again. */
	| { kind: 'local'; at: number; why?: UserError }
	/** The same lesson was changed elsewhere too; the other text is kept under `otherId`. */
	| { kind: 'conflict'; otherId: string }
	| { kind: 'failed'; error: UserError };
