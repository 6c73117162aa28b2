import * as v from 'valibot';
import { couchFetch } from './couch-fetch';
import type { CouchPlace } from './couch-place';

/** What is asked of one database. */
export type Ask = (url: string, init?: RequestInit) => Promise<Response>;

const Info = v.object({ cluster: v.optional(v.object({ n: v.number() }), { n: 1 }) });
const Row = v.looseObject({ id: v.string(), rev: v.optional(v.string()) });
/** The last revision of one line of a document; the hashes of that line are newest first. */
const Leaf = v.object({
	_rev: v.string(),
	_deleted: v.optional(v.boolean(), false),
	_revisions: v.object({ start: v.number(), ids: v.array(v.string()) })
});
type Leaf = v.InferOutput<typeof Leaf>;
const Leaves = v.array(v.looseObject({ ok: v.optional(Leaf) }));

/** How many documents of one write are looked at together. */
const atOnce = 8;

/**
 * A cluster says yes to a write as soon as most copies have it, and yes again to another that reached some copy first: of two who
 * take one revision each is told that it was theirs. Here a write waits for all copies. Where not all of them took it, all that was
 * written over one revision is looked at, and only the one with the highest hash is told yes; the others are a conflict (409), as
 * on a single server, and are taken away. Nobody can come later: every copy has gone on from that revision. Documents are read
 * from all copies too, so that nobody goes on from one that will not stand.
 *
 * What was acknowledged is then in whatever copy a list or the changes are read from. A write costs one more request
 * so, the first one of a document two.
 */
export function certainWrites(place: CouchPlace, database: string): Ask {
	return new Writes(place, database).ask;
}

class Writes {
	/** How many copies of each document there are. */
	#copies: Promise<number> | null = null;

	constructor(
		private readonly place: CouchPlace,
		private readonly database: string
	) {}

	readonly ask: Ask = async (url, init = {}) => {
		const request = this.#requestOf(url, init);
		const copies = request ? await this.#count() : 1;
		if (!request || copies < 2) return couchFetch(this.place, url, init);
		// A copy that was down and is back may not know yet what the others have.
		if (request === 'write' && isNew(init) && (await this.#isThere(url, copies)))
			return answer(409, conflict);
		const all = new URL(url);
		all.searchParams.set(request === 'read' ? 'r' : 'w', String(copies));
		const response = await couchFetch(this.place, all.href, init);
		if (request === 'read' || !response.ok) return response;
		if (request === 'write') {
			// Also when all copies took it: it may have gone on from one that does not stand.
			const row = v.parse(Row, await response.json());
			return (await this.#stands(row.id, row.rev ?? '')) ? answer(201, row) : answer(409, conflict);
		}
		const rows = v.parse(v.array(Row), await response.json());
		// Accepted (202): some not by all copies. Who writes many at a time holds a lease, or bears to be behind (contacts, tries).
		if (response.status !== 202 && rows.length > atOnce) return answer(response.status, rows);
		for (let at = 0; at < rows.length; at += atOnce)
			await Promise.all(
				rows.slice(at, at + atOnce).map(async ({ id, rev }, i) => {
					if (rev && !(await this.#stands(id, rev))) rows[at + i] = { id, ...conflict };
				})
			);
		return answer(201, rows);
	};

	/** What a request does with documents of ours, if anything. What is replicated (`new_edits: false`) competes with nobody. */
	#requestOf(url: string, { method = 'GET', body }: RequestInit): 'read' | 'write' | 'write several' | null {
		const path = new URL(url).pathname.slice(new URL(this.database).pathname.length + 1);
		if (path === '_bulk_docs' && method === 'POST')
			return typeof body === 'string' && replicated.test(body) ? null : 'write several';
		if (!/^[^_/][^/]*$/.test(path)) return null;
		if (method === 'GET') return 'read';
		return method === 'PUT' || method === 'DELETE' ? 'write' : null;
	}

	#count(): Promise<number> {
		this.#copies ??= couchFetch(this.place, this.database)
			.then(async (response) => v.parse(Info, await response.json()).cluster.n)
			.catch((error: unknown) => {
				this.#copies = null;
				throw error;
			});
		return this.#copies;
	}

	async #isThere(url: string, copies: number): Promise<boolean> {
		return (await couchFetch(this.place, `${url}?r=${copies}`)).ok;
	}

	/** Whether a revision that some copies took stands, of all that were written beside it; those that do not are taken away. */
	async #stands(id: string, rev: string): Promise<boolean> {
		const copies = await this.#count();
		const address = `${this.database}/${encodeURIComponent(id)}`;
		const asked = `${address}?open_revs=all&revs=true&r=${copies}`;
		const rows = v.parse(Leaves, await (await couchFetch(this.place, asked)).json());
		const leaves = rows.flatMap(({ ok }) => (ok ? [ok] : []));
		const { stands, lost } = judge(leaves, rev);
		await Promise.all(
			lost.map((one) => couchFetch(this.place, `${address}?rev=${one}&w=${copies}`, { method: 'DELETE' }))
		);
		return stands;
	}
}

/** Of all leaves of a document: whether a revision stands, and which leaves are to be taken away. */
function judge(leaves: readonly Leaf[], rev: string): { stands: boolean; lost: string[] } {
	const ours = leaves.find((leaf) => hashAt(leaf, generationOf(rev)) === hashOf(rev));
	// It was written on so often that nobody remembers it.
	if (!ours) return { stands: true, lost: [] };
	const lost: string[] = [];
	for (const leaf of leaves) {
		if (hashAt(leaf, generationOf(rev)) === hashOf(rev)) continue;
		let at = generationOf(rev);
		// Where they part. It never changes, however far each goes on from there: all who look judge alike.
		while (at > 1 && hashAt(leaf, at - 1) !== hashAt(ours, at - 1)) at--;
		// What was removed long ago is no rival of what was made anew since.
		const isRival = at === generationOf(rev) || !leaf._deleted;
		if (isRival && (hashAt(leaf, at) ?? '') > (hashAt(ours, at) ?? ''))
			return { stands: false, lost: ours._rev === rev && !ours._deleted ? [rev] : [] };
		if (!leaf._deleted) lost.push(leaf._rev);
	}
	return { stands: true, lost };
}

/** Whether a document is written that has no revision yet. */
const isNew = ({ method, body }: RequestInit) =>
	method === 'PUT' && typeof body === 'string' && !('_rev' in (JSON.parse(body) as object));

const generationOf = (rev: string) => Number.parseInt(rev);
const hashOf = (rev: string) => rev.slice(rev.indexOf('-') + 1);
const hashAt = ({ _revisions: { start, ids } }: Leaf, generation: number) => ids[start - generation];

const replicated = /"new_edits":false\}$/;
const conflict = { error: 'conflict', reason: 'Document update conflict.' };

function answer(status: number, body: object): Response {
	return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
