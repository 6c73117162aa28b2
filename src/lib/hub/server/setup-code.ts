import { newCode, normaliseCode, UserError } from '$lib/base';
import type { Database } from '$lib/store/node';
import { notFoundIsNull, statusOf, unlessConflict } from './documents';

/** `setup-code` in `accounts`, until it was used. */
interface Stored {
	_id: string;
	_rev?: string;
	kind: 'setup-code';
	code: string;
}

const _id = 'setup-code';

/**
 * The code of the first visit. It stands in the database: the process that printed it is not always the one that is visited, and
 * what was printed stays true when one starts again.
 */
export class SetupCode {
	readonly #db: Database<Stored>;

	constructor(db: Database<never> | Database<object>) {
		this.#db = db as Database<object> as Database<Stored>;
	}

	/** The code, made where there is none. */
	async get(): Promise<string> {
		const code = newCode();
		for (;;) {
			const stored = await notFoundIsNull(this.#db.get(_id));
			if (stored) return stored.code;
			await this.#db.put({ _id, kind: 'setup-code', code }).catch(unlessConflict);
		}
	}

	isSame(code: string, typed: string): boolean {
		return normaliseCode(typed) === code;
	}

	/** Uses the code up for a task; it stays when that fails. Throws `UserError('wrong_code')` when somebody else uses it. */
	async useFor(task: () => Promise<void>): Promise<void> {
		const stored = await notFoundIsNull(this.#db.get(_id));
		if (!stored) throw new UserError('wrong_code');
		await this.#db.remove(stored).catch((error: unknown) => {
			throw statusOf(error) === 409 ? new UserError('wrong_code') : error;
		});
		try {
			await task();
		} catch (error) {
			await this.#db.put({ _id, kind: 'setup-code', code: stored.code }).catch(unlessConflict);
			throw error;
		}
	}
}
