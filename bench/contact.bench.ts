import { sha256 } from '$lib/base';
import { openHub, type HubFolders } from '$lib/hub/server';
import { ids, type Device } from '$lib/store';
import type { Database } from '$lib/store/node';
import { removeTestDatabases, testFolders } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePair } from '../tests/e2e/free-port';
import { couchCounters, type CouchCounters } from './couch-counters';
import { ServerProcess } from './server-process';

const contacts = 1000;
const village = (n: number) => ['示范省', '示范市', `县${n % 100}`, `镇${n % 1000}`, `村${n}`];

/**
 * Goal: a contact that finds nothing new costs the hub's process at most 2 CPU-ms, whatever the number of stations, so that 20,230
 * of them every ten minutes take at most a tenth of a core. The real server over HTTP, connections kept; beside it the three
 * documents asked for one by one, as programs loaded before do among other things. With `COUCHDB_URL` set the databases are in
 * that CouchDB: then also what the contact costs there, and how often it is asked; of a station that this process knows.
 */
export async function bench(): Promise<void> {
	const couch = couchCounters();
	console.log(
		`  an idle contact: news / head, site and receipt by themselves (CPU-ms of the hub${couch ? '; of CouchDB; requests to it' : ''})`
	);
	for (const many of [200, 2000, 20_000]) {
		const data = mkdtempSync(join(tmpdir(), 'yuanke-bench-'));
		const folders = testFolders(data);
		const port = await freePair();
		try {
			await stationsIn(folders, many);
			const args = ['src/cli/hub.js', 'serve', '--port', String(port), '--data', data];
			const { COUCHDB_URL = '' } = process.env;
			const server = await ServerProcess.start(
				args,
				'Ctrl+C',
				folders.couch ? { COUCHDB_URL: new URL(folders.couch.prefix, COUCHDB_URL).href } : {}
			);
			try {
				const station = (n: number) => new Station(`http://localhost:${port}`, n);
				const stations = Array.from({ length: contacts }, (_, i) =>
					station(Math.floor((i * many) / contacts))
				);
				await each(stations, (one) => one.first());
				// What a process wrote or saw change a moment ago, it reads anew each time (`hub/server/remembered`).
				if (couch) await pause(61_000);
				await each(stations, (one) => one.news());
				const news = await costOf(server, couch, () => each(stations, (one) => one.news()));
				const single = await costOf(server, couch, () => each(stations, (one) => one.singly()));
				console.log(`    ${many}: ${news} / ${single}`);
			} finally {
				await server.stop();
			}
		} finally {
			await removeTestDatabases();
			rmSync(data, { recursive: true });
		}
	}
}

/** What a contact cost. */
async function costOf(
	server: ServerProcess,
	couch: CouchCounters | null,
	work: () => Promise<void>
): Promise<string> {
	const before = await couch?.now();
	const hub = await server.cpu(work);
	const after = await couch?.now();
	const there = before &&
		after && [(after.cpu - before.cpu) / contacts, (after.requests - before.requests) / contacts];
	return [hub / contacts, ...(there ?? [])].map((figure) => figure.toFixed(2)).join('; ');
}

/** Four at a time, as they happen to come. */
async function each<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
	const waiting = [...all];
	const lane = async () => {
		for (let next = waiting.pop(); next; next = waiting.pop()) await work(next);
	};
	await Promise.all([lane(), lane(), lane(), lane()]);
}

/** A station as the hub sees it. */
class Station {
	#head = '';
	#site = '';

	constructor(
		private readonly origin: string,
		private readonly n: number
	) {}

	async first(): Promise<void> {
		const { head, site } = (await (await this.#get('/news?head=none&site=none')).json()) as Record<
			string,
			{ _rev: string }
		>;
		this.#head = head?._rev ?? '';
		this.#site = site?._rev ?? '';
	}

	async news(): Promise<void> {
		const answer = await this.#get(`/news?head=${this.#head}&site=${this.#site}&receipt=none`);
		if ((await answer.text()) !== '{}') throw new Error('something was new');
	}

	async singly(): Promise<void> {
		const asked = [
			['catalogue', ids.catalogueHead, this.#head],
			['sites', ids.site(`s${this.n}`), this.#site],
			['receipts', ids.receipt(`d${this.n}`), '']
		] as const;
		for (const [database, id, rev] of asked)
			await (
				await this.#get(`/db/${database}/${encodeURIComponent(id)}`, { 'if-none-match': `"${rev}"` })
			).arrayBuffer();
	}

	#get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return fetch(`${this.origin}${path}`, {
			headers: { ...headers, authorization: `Bearer d${this.n}.secret` }
		});
	}
}

/** A hub's folders with stations of which each has one computer. */
async function stationsIn(folders: HubFolders, many: number): Promise<void> {
	const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
	const hub = await openHub(folders, 'http://localhost:1', parts, Date.now);
	try {
		const { sites, accounts } = hub.gateway['db'];
		const credentialHash = await sha256('secret');
		const people = Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, name: `王秀英${i}`, pin: null }));
		const keys = { kty: 'EC', crv: 'P-256', x: '', y: '' };
		for (let made = 0; made < many; made += 500) {
			const some = Array.from({ length: Math.min(500, many - made) }, (_, i) => made + i);
			const site = (n: number) => ({
				...{ _id: ids.site(`s${n}`), kind: 'site', formatVersion: 1, keyId: hub.catalogue.keys.online.keyId },
				...{
					signed: JSON.stringify({
						id: ids.site(`s${n}`),
						stationId: `s${n}`,
						name: `村${n}`,
						org: village(n),
						people
					})
				}
			});
			const device = (n: number): Device => ({
				...{ _id: ids.device(`d${n}`), kind: 'device', formatVersion: 1, stationId: `s${n}` },
				...{ publicKey: keys, credentialHash, enrolledAt: 1, lastContact: Date.now(), revoked: false }
			});
			await sites.bulkDocs(some.map(site) as never[]);
			await (accounts as Database<object> as Database<Device>).bulkDocs(some.map(device));
		}
		await hub.lookup.now('stations');
	} finally {
		await hub.close();
	}
}
