import type { Databases } from '$lib/store/node';

/** Lets some writes of many documents through, cuts the next one short and fails it, as a full disk does. Gives how to end that. */
export function failAfter(db: Databases['lookup'], writes: number, isCut: boolean): () => void {
	const bulk = db.bulkDocs.bind(db);
	const end = () => void (db.bulkDocs = bulk);
	db.bulkDocs = async (docs: never[], ...more: []) => {
		// PouchDB's own `put` comes this way too, with a callback.
		if (more.length || writes-- > 0) return bulk(docs, ...more);
		end();
		if (isCut) await bulk(docs.slice(0, Math.ceil(docs.length / 2)));
		throw new Error('the disk is full');
	};
	return end;
}
