import type { Database, FileBlobs } from '$lib/store/node';
import { setTimeout as pause } from 'node:timers/promises';
import { NameFilter } from './name-filter';

/** What may be the name of a blob. Taken from any text: a name too many only keeps a blob, a name too few would lose one. */
const names = /[0-9a-f]{64}/g;

/** How many documents, some of which are large, and how many files are looked at before others have their turn. */
const [page, some] = [50, 200];

/** How long others have it, in ms. */
const turn = 5;

/** The blobs that are named, and those that have come to be named since. */
export interface Named {
	all: Pick<ReadonlySet<string>, 'has'>;
	since: () => Promise<ReadonlySet<string>>;
}

/**
 * Finds every blob that some document of the databases names (drafts, versions, templates, questions, packages, releases, and
 * whatever else there will be), or that such a blob names in its turn, as the list of a release's files does. A chore: it reads
 * everything, with pauses, in a memory that does not grow with what there is.
 */
export async function namedBlobs(databases: Database<object>[], blobs: FileBlobs): Promise<Named> {
	// Begun before reading: what is written meanwhile is found by `since`.
	const marks = await Promise.all(databases.map(async (db) => ({ db, seq: (await db.info()).update_seq })));
	const all = new NameFilter();
	for (const db of databases) for await (const text of textsOf(db)) addNames(text, all);
	await addListed(all, blobs);
	const since = async () => {
		const later = new Set<string>();
		for (const { db, seq } of marks) for await (const text of changedTextsOf(db, seq)) addNames(text, later);
		// A set that grows is gone through to its new end.
		for (const sha256 of later) if (await isList(sha256, blobs)) await addNamesIn(sha256, blobs, later);
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
		await pause(turn);
	}
}

async function* changedTextsOf(db: Database<object>, seq: string | number): AsyncGenerator<string> {
	for (let since = seq; ;) {
		const { results, last_seq } = await db.changes({ since, include_docs: true, limit: page });
		for (const { doc } of results) yield JSON.stringify(doc);
		since = last_seq;
		if (results.length < page) return;
	}
}

function addNames(text: string, to: Pick<Set<string>, 'add'> | NameFilter): void {
	for (const [name] of text.matchAll(names)) to.add(name);
}

/** Adds what named blobs name themselves, as long as they are lists in JSON. */
async function addListed(named: NameFilter, blobs: FileBlobs): Promise<void> {
	let lists: string[] = [];
	let looked = 0;
	for await (const sha256 of blobs.all()) {
		if (await isList(sha256, blobs)) lists.push(sha256);
		if (++looked % some === 0) await pause(turn);
	}
	for (;;) {
		const reached = lists.filter((sha256) => named.has(sha256));
		if (!reached.length) return;
		for (const sha256 of reached) await addNamesIn(sha256, blobs, named);
		// What they name may be a list that was not named before.
		const done = new Set(reached);
		lists = lists.filter((sha256) => !done.has(sha256));
	}
}

async function isList(sha256: string, blobs: FileBlobs): Promise<boolean> {
	if ((await blobs.size(sha256)) === null) return false;
	const bytes = await new Response(await blobs.read(sha256, { start: 0, end: 1 })).arrayBuffer();
	const [first] = new Uint8Array(bytes);
	return first === 0x7b || first === 0x5b;
}

async function addNamesIn(
	sha256: string,
	blobs: FileBlobs,
	to: Pick<Set<string>, 'add'> | NameFilter
): Promise<void> {
	const decoder = new TextDecoder();
	let tail = '';
	for await (const bytes of await blobs.read(sha256)) {
		const text = tail + decoder.decode(bytes, { stream: true });
		addNames(text, to);
		tail = text.slice(-63);
	}
}
