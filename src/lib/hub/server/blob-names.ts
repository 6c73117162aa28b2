import type { Database, FileBlobs } from '$lib/store/node';

/** What may be the name of a blob. Taken from any text: a name too many only keeps a blob, a name too few would lose one. */
const names = /[0-9a-f]{64}/g;
const page = 200;

/** The blobs that are named, and those that have come to be named since. */
export interface Named {
	all: ReadonlySet<string>;
	since: () => Promise<ReadonlySet<string>>;
}

/**
 * Finds every blob that some document of the databases names (drafts, versions, templates, questions, packages, releases, and
 * whatever else there will be), or that such a blob names in its turn, as the list of a release's files does.
 */
export async function namedBlobs(databases: Database<object>[], blobs: FileBlobs): Promise<Named> {
	// Begun before reading: what is written meanwhile is found by `since`.
	const marks = await Promise.all(databases.map(async (db) => ({ db, seq: (await db.info()).update_seq })));
	const all = new Set<string>();
	for (const db of databases) for await (const text of textsOf(db)) addNames(text, all);
	await addListed(all, blobs);
	const since = async () => {
		const later = new Set<string>();
		for (const { db, seq } of marks) {
			const { results } = await db.changes({ since: seq, include_docs: true });
			for (const { doc } of results) addNames(JSON.stringify(doc), later);
		}
		await addListed(later, blobs);
		return later;
	};
	return { all, since };
}

async function* textsOf(db: Database<object>): AsyncGenerator<string> {
	let startkey: string | undefined;
	for (;;) {
		const from = startkey === undefined ? {} : { startkey, skip: 1 };
		const { rows } = await db.allDocs({ include_docs: true, conflicts: true, limit: page, ...from });
		for (const { doc } of rows) yield JSON.stringify(doc);
		startkey = rows.at(-1)?.id;
		if (rows.length < page) return;
	}
}

function addNames(text: string, to: Set<string>): void {
	for (const [name] of text.matchAll(names)) to.add(name);
}

/** Adds what named blobs name themselves, as long as they are lists in JSON. */
async function addListed(named: Set<string>, blobs: FileBlobs): Promise<void> {
	// A set that grows is gone through to its new end.
	for (const sha256 of named) {
		if ((await blobs.size(sha256)) === null) continue;
		const [first] = new Uint8Array(
			await new Response(await blobs.read(sha256, { start: 0, end: 1 })).arrayBuffer()
		);
		if (first !== 0x7b && first !== 0x5b) continue;
		const decoder = new TextDecoder();
		let tail = '';
		for await (const bytes of await blobs.read(sha256)) {
			const text = tail + decoder.decode(bytes, { stream: true });
			addNames(text, named);
			tail = text.slice(-63);
		}
	}
}
