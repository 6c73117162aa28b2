// A hub's databases in a process of their own, written and read without a pause until it is killed.
// Prints one JSON line for each thing that happened; what is printed as `ack` was acknowledged.
import { closeDatabases, openDatabases, storeFailure, type Database } from '$lib/store/node';
import { randomBytes } from 'node:crypto';
import { Follower, Written, type Note } from './follower';

const [, , folder = '', prefix = ''] = process.argv;
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const databases = await openDatabases(folder, {
	onDamage: (name, failure) => {
		say({ damaged: name, code: failure.code, why: String(failure.cause) });
		process.exit(3);
	},
	onRenewed: (name) => say({ renewed: name })
});
const db = databases.lessons as Database<object> as Database<Note>;
const written = new Written();
let n = 0;
const text = () => randomBytes(30 + ((n * 7919) % 9000)).toString('base64');

async function attempt(docs: Note[], write: () => Promise<unknown>): Promise<boolean> {
	try {
		await written.write(docs, write);
	} catch (error) {
		say({ failed: storeFailure(error)?.code ?? String(error) });
		await pause(5);
		return false;
	}
	say({ ack: docs.map(({ _id, n }) => [_id, n]) });
	return true;
}

/** New documents, alone and several at once. */
async function add(): Promise<void> {
	for (;;) {
		const count = n % 5 === 0 ? 12 : 1;
		const docs = Array.from({ length: count }, () => ({ _id: `${prefix}:${++n}`, n, text: text() }));
		await attempt(docs, () => (count === 1 && docs[0] ? db.put(docs[0]) : db.bulkDocs(docs)));
	}
}

/** One document, saved over and over as a draft is. */
async function change(): Promise<void> {
	for (;;) {
		const before = await db.get('draft').catch((error: { status?: number }) => {
			if (error.status === 404 && !written.of('draft')) return null;
			throw error;
		});
		if (before && before.n < written.of('draft')) throw new Error(`draft went back to ${before.n}`);
		const doc = { ...(before ?? { _id: 'draft' }), n: ++n, text: text() };
		await attempt([doc], () => db.put(doc));
	}
}

/** Everything acknowledged so far is read, also while the database is mended. */
async function read(): Promise<void> {
	const follower = new Follower(db);
	for (;;) {
		const known = written.all();
		const { rows } = await db.allDocs({ include_docs: true });
		const held = new Map(rows.map(({ doc }) => [doc?._id, doc?.n ?? 0]));
		for (const [id, n] of known) if ((held.get(id) ?? 0) < n) throw new Error(`${id} ${n} cannot be read`);
		for (const one of [follower, new Follower(db)]) {
			const missing = await one.missing(written);
			if (missing.length) throw new Error(`changes are missing: ${missing.join()}`);
		}
		await pause(20);
	}
}

process.on('SIGTERM', () => void closeDatabases(databases).then(() => process.exit(0)));
say({ open: true });
await Promise.all([add(), change(), read()]).catch((error: unknown) => {
	say({ wrong: String(error) });
	process.exit(4);
});
