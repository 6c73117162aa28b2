import type { Database } from '$lib/store/node';

const portion = 200;

/** A document as it is read, and the revisions that contradict it. */
export type Stored<T> = T & { _id: string; _rev: string; _conflicts?: string[] };

/** All documents of a database by id, in portions. */
export async function* everyDocument<T extends object>(
	db: Database<T>,
	start = '',
	end = '\uffff'
): AsyncGenerator<Stored<T>[]> {
	let startkey = start;
	for (;;) {
		const { rows } = await db.allDocs({
			...{ startkey, endkey: end, limit: portion },
			include_docs: true,
			conflicts: true
		});
		const docs = rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_design/') ? [doc] : []));
		if (docs.length) yield docs;
		const last = rows.at(-1)?.id;
		if (last === undefined || rows.length < portion) return;
		startkey = `${last}\u0000`;
	}
}
