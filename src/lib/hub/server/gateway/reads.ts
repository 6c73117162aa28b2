import type { Envelope } from '$lib/base';
import type { Database } from '$lib/store/node';
import * as v from 'valibot';
import { notFoundIsNull } from '../documents';
import { GatewayRefusal, json } from './answers';
import { AllDocs, BulkGet, BulkGetQuery, ChangesQuery, DocumentId, reading } from './asked';

type Leaf = Envelope & { _rev: string; _revisions?: { start: number; ids: string[] } };

/** What changed since a sequence, at most a thousand changes. */
export async function changes(request: Request, db: Database<Envelope>): Promise<Response> {
	const query = new URL(request.url).searchParams;
	// A filter would run a scan (or code) for every station; the catalogue is pulled whole.
	if (query.has('filter')) throw new GatewayRefusal(403, 'forbidden', 'no filters');
	const { since, limit, include_docs } = reading(ChangesQuery, Object.fromEntries(query));
	const found = await db.changes({
		since,
		limit,
		style: 'all_docs',
		include_docs: include_docs === 'true'
	});
	const results = found.results.filter((change) => !change.id.startsWith('_design/'));
	return json(200, { ...found, results, pending: 0 });
}

/**
 * The newest descendants of the revisions asked for, as `latest=true` has it. PouchDB's own `bulkGet` throws outside of its
 * promise when it does not know a revision, and leaves the database locked; it is not asked. The way each revision came is told to
 * those who ask for it (`revs=true`), as replication does.
 */
export async function bulkGet(request: Request, asked: unknown, db: Database<Envelope>): Promise<Response> {
	const { revs } = reading(BulkGetQuery, Object.fromEntries(new URL(request.url).searchParams));
	const { docs } = reading(BulkGet, asked);
	const wanted = docs.filter(({ id }) => v.is(DocumentId, id));
	const results = [];
	for (const { id, rev } of wanted) {
		const leaves = await leavesOf(id, db);
		const found = rev ? leaves.filter((leaf) => descends(leaf, rev)) : leaves;
		const missing = { error: { id, rev: rev ?? 'undefined', error: 'not_found', reason: 'missing' } };
		results.push({
			id,
			docs: found.length ? found.map((ok) => ({ ok: revs === 'true' ? ok : withoutWay(ok) })) : [missing]
		});
	}
	return json(200, { results });
}

/** Documents by their ids. */
export async function allDocs(asked: unknown, db: Database<Envelope>): Promise<Response> {
	const keys = reading(AllDocs, asked).keys.filter((id) => v.is(DocumentId, id));
	// PouchDB never answers when it is asked for nothing.
	if (!keys.length) return json(200, { total_rows: 0, offset: 0, rows: [] });
	return json(200, await db.allDocs({ keys, include_docs: true }));
}

/** One document, or 304 when the caller has it. */
export async function document(
	request: Request,
	find: () => Promise<(Envelope & { _rev: string }) | null>
): Promise<Response> {
	const doc = await find();
	if (!doc) throw new GatewayRefusal(404, 'not_found', 'missing');
	const etag = `"${doc._rev}"`;
	if (request.headers.get('if-none-match') === etag)
		return new Response(null, { status: 304, headers: { etag } });
	return json(200, doc, { etag });
}

async function leavesOf(id: string, db: Database<Envelope>): Promise<Leaf[]> {
	const held = await notFoundIsNull(db.get(id, { open_revs: 'all', revs: true }));
	return (held ?? []).flatMap((leaf) => ('ok' in leaf && leaf.ok ? [leaf.ok as Leaf] : []));
}

function withoutWay({ _revisions: _way, ...leaf }: Leaf): Leaf {
	return leaf;
}

function descends(leaf: Leaf, rev: string): boolean {
	const { start, ids } = leaf._revisions ?? { start: 0, ids: [] };
	return leaf._rev === rev || ids.some((id, back) => `${start - back}-${id}` === rev);
}
