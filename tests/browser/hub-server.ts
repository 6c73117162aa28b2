import type { Bytes } from '$lib/base';
import { Figures, Gateway, Records, Stations } from '$lib/hub/server';
import { Catalogue } from '$lib/hub/server/catalogue';
import { readGeneration } from '$lib/hub/server/generation';
import { hubKeys } from '$lib/hub/server/keys';
import { closeDatabases, openDatabases, type Databases } from '$lib/store/node';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { asJson, bodyOf, jsonOf } from './http';

/**
 * The hub's gateway behind node:http. Besides `/db/…`: `POST /test/device` makes a device out of a public key,
 * `POST /test/releases/<n>` fills the catalogue, `GET /test/pages/<stationId>` lists the pages held,
 * `POST /test/cut/<n>` breaks the answers to the next n pushes, which were taken.
 */
export class HubServer {
	#cuts = 0;

	private constructor(
		private readonly db: Databases,
		private readonly stations: Stations,
		private readonly gateway: Gateway
	) {}

	static async open(dir: string): Promise<HubServer> {
		const db = await openDatabases(join(dir, 'db'));
		const keys = await hubKeys(join(dir, 'keys'));
		const stations = new Stations(db, keys, Date.now);
		const generation = await readGeneration(db.catalogue, Date.now);
		const catalogue = new Catalogue(db.catalogue, keys, generation, Date.now);
		const figures = new Figures(db, stations, 'generation', Date.now);
		await figures.prepare();
		const records = new Records(db, stations, figures, keys, Date.now);
		return new HubServer(db, stations, new Gateway(db, records, catalogue));
	}

	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const [, first = '', what = '', arg = ''] = url.pathname.split('/');
		const body = await bodyOf(request);
		if (first === 'test') return asJson(response, await this.#arrange(what, arg, body));
		const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
		const caller = bearer ? await this.stations.authenticate(bearer) : null;
		const asked = new Request(url, {
			method: request.method ?? 'GET',
			headers: request.headers as Record<string, string>,
			...(body.length ? { body } : {})
		});
		const path = url.pathname.replace(/^\/db\/?/, '');
		const answer = await this.gateway.answer(
			asked,
			path,
			caller ? { kind: 'station', caller } : { kind: 'anyone' }
		);
		if (path.endsWith('_bulk_docs') && this.#cuts > 0) {
			this.#cuts--;
			// A connection that breaks before the answer begins is tried again by the browser itself.
			response.writeHead(answer.status, { 'content-type': 'application/json' });
			await new Promise<void>((sent) => response.write('[', () => sent()));
			return void setTimeout(() => response.destroy(), 50).unref();
		}
		const text = await answer.text();
		response.setHeaders(answer.headers);
		response.writeHead(answer.status);
		if (answer.status === 304) response.end();
		else response.end(text);
	}

	close(): Promise<void> {
		return closeDatabases(this.db);
	}

	async #arrange(what: string, arg: string, body: Bytes): Promise<unknown> {
		if (what === 'cut') return (this.#cuts = Number(arg));
		if (what === 'device') {
			const stationId = await this.stations.create(
				'村',
				['省', '市', '县', '镇', '村'],
				[{ name: '王', pin: null }],
				'2468'
			);
			const code = await this.stations.newCode(stationId);
			return this.stations.enrol(code, jsonOf(body) as JsonWebKey, 'test');
		}
		if (what === 'pages') {
			const range = { startkey: `ledger:${arg}:`, endkey: `ledger:${arg}:\uffff` };
			const { rows } = await this.db.records.allDocs({ ...range, conflicts: true, include_docs: true });
			return rows.map(({ id, doc }) => ({ id, conflicts: doc?._conflicts?.length ?? 0 }));
		}
		const releases = Array.from({ length: Number(arg) }, (_, i) => ({
			_id: `release:lesson${i}:0001`,
			kind: 'release',
			formatVersion: 1,
			keyId: 'k',
			signed: JSON.stringify({ text: '水稻'.repeat(300) }),
			sig: ''
		}));
		await this.db.catalogue.bulkDocs(releases);
		return (await this.db.catalogue.info()).doc_count;
	}
}
