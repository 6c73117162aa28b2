import { UserError, type Envelope } from '$lib/base';
import { ids } from '$lib/store';
import { databaseNames, type Database, type DatabaseName, type Databases } from '$lib/store/node';
import { allows, type CallerKind, type Verb } from './acl';
import type { Catalogue } from './catalogue';
import { notFoundIsNull, statusOf } from './documents';
import { GatewayRefusal, json, refuse } from './gateway/answers';
import { DocumentId, jsonOf, pathParts } from './gateway/asked';
import { checkpoint } from './gateway/checkpoints';
import { bulkDocs, revsDiff } from './gateway/pushes';
import { allDocs, bulkGet, changes, document } from './gateway/reads';
import type { Records } from './records';
import type { Caller } from './stations';
import * as v from 'valibot';

/** Who asks the gateway. */
export type GatewayCaller = { kind: 'station'; caller: Caller } | { kind: Exclude<CallerKind, 'station'> };

/**
 * The part of the CouchDB protocol that PouchDB's replication uses, over the hub's own databases. It hides all other
 * databases, gives no design documents away, reads every query and body by a schema, validates every page on its way in, and
 * answers in CouchDB's shapes.
 */
export class Gateway {
	constructor(
		private readonly db: Databases,
		private readonly records: Records,
		/** Its generation changes when the databases are restored from a backup, so that replication starts anew. */
		private readonly catalogue: Pick<Catalogue, 'generation' | 'refresh' | 'follow'>
	) {}

	/** Answers one request; `path` is what follows `/db/`. */
	async answer(request: Request, path: string, who: GatewayCaller): Promise<Response> {
		try {
			const [name = '', ...rest] = pathParts(path);
			if (!name) return json(200, await this.#welcome());
			const database = databaseNames.find((known) => known === name);
			// A database that is not the caller's business answers as one that does not exist.
			if (!database || !seesAnything(database, who.kind)) return refuse(404, 'not_found', 'no such database');
			return await this.#route(request, database, rest, who);
		} catch (error) {
			if (error instanceof GatewayRefusal) return refuse(error.status, error.error, error.reason);
			if (error instanceof UserError && error.code === 'signature_invalid')
				return refuse(503, 'unknown_key', 'try again later');
			const status = statusOf(error);
			if (status >= 400 && status < 500) return refuse(status, 'error', 'the database refused');
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
		const db = this.#open(database);
		const may = (verb: Verb) => allows(database, who.kind, verb);
		const forbidden = () => refuse(403, 'forbidden', 'not allowed');
		const station = who.kind === 'station' ? who.caller : null;
		if (!first) {
			if (method === 'GET') return json(200, await this.#info(database));
			return method === 'PUT' ? refuse(412, 'file_exists', 'exists') : forbidden();
		}
		if (first === '_changes' && (method === 'GET' || method === 'POST'))
			return may('read') ? changes(request, db) : forbidden();
		if (first === '_bulk_get' && method === 'POST')
			return may('read') ? bulkGet(request, await jsonOf(request), db) : forbidden();
		if (first === '_all_docs' && method === 'POST')
			return may('read') ? allDocs(await jsonOf(request), db) : forbidden();
		if (first === '_revs_diff' && method === 'POST')
			return may('push') && station ? revsDiff(await jsonOf(request), db, station) : forbidden();
		if (first === '_bulk_docs' && method === 'POST')
			return may('push') && station ? bulkDocs(await jsonOf(request), this.records, station) : forbidden();
		if (first === '_local' && rest.length === 2)
			return may('checkpoint') && station
				? checkpoint(request, rest[1] ?? '', db, station.deviceId)
				: forbidden();
		if (first.startsWith('_') || rest.length > 1 || method !== 'GET') return forbidden();
		if (!may('read') && !isOwn(database, first, who)) return refuse(404, 'not_found', 'missing');
		return document(request, () => this.#find(database, first, who));
	}

	/** One document as it is now: a receipt and the catalogue's head are made as new as they can be when they are asked for. */
	async #find(
		database: DatabaseName,
		id: string,
		who: GatewayCaller
	): Promise<(Envelope & { _rev: string }) | null> {
		if (!v.is(DocumentId, id)) return null;
		if (database === 'receipts' && who.kind === 'station') return this.records.receipt(who.caller);
		if (database === 'catalogue' && id === ids.catalogueHead) await this.catalogue.refresh();
		return notFoundIsNull(this.#open(database).get(id));
	}

	async #welcome(): Promise<object> {
		await this.catalogue.follow();
		return {
			couchdb: 'Welcome',
			uuid: this.catalogue.generation.generation,
			vendor: { name: 'yuanke' }
		};
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
}

function seesAnything(database: DatabaseName, kind: CallerKind): boolean {
	return (['read', 'own', 'push'] as const).some((verb) => allows(database, kind, verb));
}

/** Whether a document is the one of its kind that is about the caller. */
function isOwn(database: DatabaseName, id: string, who: GatewayCaller): boolean {
	return (
		who.kind === 'station' &&
		allows(database, 'station', 'own') &&
		(id === ids.site(who.caller.stationId) || id === ids.receipt(who.caller.deviceId))
	);
}
