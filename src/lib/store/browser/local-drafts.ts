import { Lasting } from '$lib/base';
import { openDB, type DBSchema } from 'idb';

interface Schema extends DBSchema {
	drafts: { key: string; value: { draftId: string } };
}

/** Drafts on this computer's disk, by draft id. Each write asks the browser for strict durability. */
export class StoredDrafts<T extends { draftId: string }> {
	readonly #db = new Lasting(() =>
		openDB<Schema>('yuanke-drafts', 1, {
			terminated: () => this.#db.letGo(),
			upgrade: (db) => void db.createObjectStore('drafts')
		})
	);

	async get(draftId: string): Promise<T | null> {
		return ((await (await this.#db.get()).get('drafts', draftId)) as T | undefined) ?? null;
	}

	async put(draft: T): Promise<void> {
		const tx = (await this.#db.get()).transaction('drafts', 'readwrite', { durability: 'strict' });
		await Promise.all([tx.store.put(draft, draft.draftId), tx.done]);
	}

	async remove(draftId: string): Promise<void> {
		const tx = (await this.#db.get()).transaction('drafts', 'readwrite', { durability: 'strict' });
		await Promise.all([tx.store.delete(draftId), tx.done]);
	}

	/** Removes those that are chosen; each is looked at without anything being able to change it meanwhile. */
	async forget(chosen: (drafts: T[]) => string[]): Promise<void> {
		const tx = (await this.#db.get()).transaction('drafts', 'readwrite', { durability: 'strict' });
		const drafts = (await tx.store.getAll()) as unknown as T[];
		await Promise.all([...chosen(drafts).map((draftId) => tx.store.delete(draftId)), tx.done]);
	}
}
