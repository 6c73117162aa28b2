import { closeDatabases, openDatabases, type Database } from '$lib/store/node';
import { expect } from 'vitest';

/** Opens a writer's databases and makes sure that all it acknowledged is there, and that PouchDB finds what it points to. */
export async function expectHeld(folder: string, acknowledged: ReadonlyMap<string, number>): Promise<void> {
	const databases = await openDatabases(folder);
	try {
		const db = databases.lessons as Database<object> as Database<{ n: number }>;
		const { rows, total_rows } = await db.allDocs({ include_docs: true });
		const held = new Map(rows.map(({ id, doc }) => [id, doc?.n ?? 0]));
		const lost = [...acknowledged].filter(([id, n]) => (held.get(id) ?? 0) < n);
		expect(lost).toEqual([]);
		expect(total_rows).toBe(rows.length);
		for (const { id } of rows) expect((await db.get(id))._id).toBe(id);
		const { results } = await db.changes({ since: 0 });
		expect(results.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
	} finally {
		await closeDatabases(databases);
	}
}
