import { UserError, type Envelope } from '$lib/base';
import { ids } from '$lib/store';
import { databaseNames, type Database, type DatabaseName, type Databases } from '$lib/store/node';
import { allows, type CallerKind, type Verb } from './acl';
import { notFoundIsNull, statusOf } from './documents';
import type { Catalogue } from './catalogue';
import type { CheckedPage } from './check-page';
import type { Records } from './records';
import type { Caller } from './stations';

/** Largest request body taken, in bytes: a hundred pages of ordinary size. */
export const bodyLimit = 8 * 1024 * 1024;

/** Who asks the gateway. */
export type GatewayCaller = { kind: 'station'; caller: Caller } | { kind: Exclude<CallerKind, 'station'> };

/**
 * The part of the CouchDB protocol that PouchDB's replication uses, over the hub's own databases. It hides all other
 * databases, gives no design documents away, validates every page on its way in, and answers in CouchDB's shapes.
 */
export class Gateway {
	constructor(
		private readonly db: Databases,
		private readonly records: Records,
		/** Its generation changes when the databases are restored from a backup, so that replication starts anew. */
		private readonly catalogue: Pick<Catalogue, 'generation' | 'refresh'>
	) {}

	/** Answers one request; `path` is what follows `/db/`. */
	async answer(request: Request, path: string, who: GatewayCaller): Promise<Response> {
		const [name = '', ...rest] = path.split('/').map(decodeURIComponent);
		if (!name)
			return json(200, {
				couchdb: 'Welcome',
				uuid: this.catalogue.generation.generation,
				vendor: { name: 'yuanke' }
			});
		const database = databaseNames.find((known) => known === name);
		// A database that is not the caller's business answers as one that does not exist.
		if (!database || !seesAnything(database, who.kind)) return refuse(404, 'not_found', 'no such database');
		try {
			return await this.#route(request, database, rest, who);
		} catch (error) {
			if (error instanceof UserError && error.code === 'file_too_large')
				return refuse(413, 'too_large', 'body too large');
			if (error instanceof UserError && error.code === 'signature_invalid')
				return refuse(503, 'unknown_key', 'try again later');
			if (error instanceof SyntaxError) return refuse(400, 'bad_request', 'not JSON');
			if (statusOf(error)) return refuse(statusOf(error), 'error', String(error));
			throw error;
		}
	}

	async #route(
		request: Request,
		database: DatabaseName,
		rest: string[],
		who: GatewayCaller
	): Promise<Response> {
		const { method } = request;
		const [first = ''] = rest;
		const may = (verb: Verb) => allows(database, who.kind, verb);
		const forbidden = () => refuse(403, 'forbidden', 'not allowed');
		if (!first) {
			if (method === 'GET') return json(200, await this.#info(database));
			return method === 'PUT' ? refuse(412, 'file_exists', 'exists') : forbidden();
		}
		if (first === '_changes' && (method === 'GET' || method === 'POST'))
			return may('read') ? this.#changes(request, database) : forbidden();
		if (first === '_bulk_get' && method === 'POST')
			return may('read') ? this.#bulkGet(await body(request), database) : forbidden();
		if (first === '_all_docs' && method === 'POST')
			return may('read') ? this.#allDocs(await body(request), database) : forbidden();
		if (first === '_revs_diff' && method === 'POST')
			return may('push') && who.kind === 'station'
				? this.#revsDiff(await body(request), database, who.caller)
				: forbidden();
		if (first === '_bulk_docs' && method === 'POST')
			return may('push') && who.kind === 'station'
				? this.#bulkDocs(await body(request), database, who.caller)
				: forbidden();
		if (first === '_local')
			return may('checkpoint') && who.kind === 'station'
				? this.#checkpoint(request, database, rest[1] ?? '', who.caller)
				: forbidden();
		if (first.startsWith('_') || rest.length > 1) return forbidden();
		return method === 'GET' ? this.#document(request, database, first, who) : forbidden();
	}

	/** Whatever a database holds, the gateway sees documents: ids, revisions and bodies it does not look into. */
	#open(database: DatabaseName): Database<Envelope> {
		return this.db[database] as Database<Envelope>;
	}

	async #info(database: DatabaseName): Promise<object> {
		const info = await this.#open(database).info();
		return {
			db_name: database,
			doc_count: info.doc_count,
			update_seq: info.update_seq,
			instance_start_time: '0'
		};
	}

	async #changes(request: Request, database: DatabaseName): Promise<Response> {
		const query = new URL(request.url).searchParams;
		// A filter would run a scan (or code) for every station; the catalogue is pulled whole.
		if (query.has('filter')) return refuse(403, 'forbidden', 'no filters');
		const changes = await this.#open(database).changes({
			since: readSeq(query.get('since')),
			limit: Math.min(Number(query.get('limit') ?? 500) || 500, 1000),
			style: 'all_docs',
			include_docs: query.get('include_docs') === 'true'
		});
		const results = changes.results.filter((change) => !change.id.startsWith('_design/'));
		return json(200, { ...changes, results, pending: 0 });
	}

	async #bulkGet(asked: unknown, database: DatabaseName): Promise<Response> {
		const docs = list(asked, 'docs').slice(0, 1000) as { id: string; rev?: string }[];
		const wanted = docs.filter(({ id }) => typeof id === 'string' && !id.startsWith('_'));
		// PouchDB never answers a bulkGet of nothing.
		if (!wanted.length) return json(200, { results: [] });
		const options: PouchDB.Core.BulkGetOptions & { latest: true } = {
			docs: wanted,
			revs: true,
			latest: true
		};
		return json(200, await this.#open(database).bulkGet(options));
	}

	async #allDocs(asked: unknown, database: DatabaseName): Promise<Response> {
		const keys = list(asked, 'keys')
			.slice(0, 1000)
			.map(String)
			.filter((id) => !id.startsWith('_'));
		return json(200, await this.#open(database).allDocs({ keys, include_docs: true }));
	}

	async #revsDiff(asked: unknown, database: DatabaseName, caller: Caller): Promise<Response> {
		const revs = asked && typeof asked === 'object' ? (asked as Record<string, string[]>) : {};
		const own = Object.entries(revs).filter(([id]) => ownsId(database, id, caller));
		const diff = await this.#open(database).revsDiff(Object.fromEntries(own));
		// What is not the caller's is called missing; sending it is then refused by name.
		const foreign = Object.entries(revs).filter(([id]) => !ownsId(database, id, caller));
		return json(200, { ...diff, ...Object.fromEntries(foreign.map(([id, missing]) => [id, { missing }])) });
	}

	async #bulkDocs(asked: unknown, database: DatabaseName, caller: Caller): Promise<Response> {
		const docs = list(asked, 'docs');
		const refusals = [];
		const good: CheckedPage[] = [];
		for (const doc of docs) {
			const answer = await this.records.check(doc, caller);
			if ('checked' in answer) good.push(answer.checked);
			else refusals.push({ ...answer.refusal, error: 'forbidden', status: 403 });
		}
		if (good.length) await this.records.accept(good);
		return json(201, refusals);
	}

	/** Checkpoints are kept apart by device: one must not be able to move another's. */
	async #checkpoint(request: Request, database: DatabaseName, id: string, caller: Caller): Promise<Response> {
		const local = `_local/${caller.deviceId}-${id}`;
		const db = this.#open(database) as Database<object>;
		if (request.method === 'GET') {
			const doc = await notFoundIsNull(db.get(local));
			return doc ? json(200, { ...doc, _id: `_local/${id}` }) : refuse(404, 'not_found', 'missing');
		}
		if (request.method !== 'PUT') return refuse(405, 'method_not_allowed', 'GET or PUT');
		const doc = (await body(request)) as object;
		const before = await notFoundIsNull(db.get(local));
		const put = await db.put({ ...doc, _id: local, ...(before ? { _rev: before._rev } : {}) });
		return json(201, { ok: true, id: `_local/${id}`, rev: put.rev });
	}

	async #document(
		request: Request,
		database: DatabaseName,
		id: string,
		who: GatewayCaller
	): Promise<Response> {
		const own =
			who.kind === 'station' &&
			allows(database, 'station', 'own') &&
			(id === ids.site(who.caller.stationId) || id === ids.receipt(who.caller.deviceId));
		if (!own && !allows(database, who.kind, 'read')) return refuse(404, 'not_found', 'missing');
		if (database === 'catalogue' && id === ids.catalogueHead) await this.catalogue.refresh();
		const receipt = own && database === 'receipts';
		const doc = receipt
			? await this.records.receipt(who.caller)
			: await notFoundIsNull(this.#open(database).get(id));
		if (!doc) return refuse(404, 'not_found', 'missing');
		const etag = `"${doc._rev}"`;
		if (request.headers.get('if-none-match') === etag)
			return new Response(null, { status: 304, headers: { etag } });
		return json(200, doc, { etag });
	}
}

function seesAnything(database: DatabaseName, kind: CallerKind): boolean {
	return (['read', 'own', 'push'] as const).some((verb) => allows(database, kind, verb));
}

function ownsId(database: DatabaseName, id: string, caller: Caller): boolean {
	return database === 'records' && id.startsWith(`ledger:${caller.stationId}:`);
}

function json(status: number, value: unknown, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(value), {
		status,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }
	});
}

function refuse(status: number, error: string, reason: string): Response {
	return json(status, { error, reason });
}

/** PouchDB's LevelDB counts in numbers, and compares a text with a number as it pleases; CouchDB's sequences are opaque texts. */
function readSeq(since: string | null): number | string {
	return since && /^\d+$/.test(since) ? Number(since) : (since ?? 0);
}

function list(value: unknown, field: string): unknown[] {
	const found = value && typeof value === 'object' ? (value as Record<string, unknown>)[field] : undefined;
	return Array.isArray(found) ? found : [];
}

async function body(request: Request): Promise<unknown> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of request.body ?? []) {
		size += piece.byteLength;
		if (size > bodyLimit) throw new UserError('file_too_large', { limit: bodyLimit });
		pieces.push(piece);
	}
	return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
}
