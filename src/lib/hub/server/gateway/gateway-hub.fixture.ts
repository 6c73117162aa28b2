import { newKeyPair, publicJwk, signer, type Envelope } from '$lib/base';
import { closePage, type Entry } from '$lib/ledger';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gateway, type GatewayCaller } from '../gateway';
import { snapshotType } from '$lib/sync/protocol';
import { CatalogueSnapshot } from '../catalogue-snapshot';
import { News } from '../news';
import { Catalogue } from '../catalogue';
import { Figures } from '../figures';
import { readGeneration } from '../generation';
import { hubKeys } from '../keys';
import { Records } from '../records';
import { Stations, type Caller } from '../stations';

export interface TestDevice extends Caller {
	pair: CryptoKeyPair;
	credential: string;
}

/** A hub's gateway over real databases, for tests of what it lets through. */
export async function gatewayHub() {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-gateway-'));
	const db = await openDatabases(testPlace(join(dir, 'db')));
	const keys = await hubKeys(join(dir, 'keys'));
	const stations = new Stations(db, keys, Date.now);
	const catalogue = new Catalogue(db.catalogue, keys, await readGeneration(db.catalogue, Date.now), Date.now);
	const figures = new Figures(db, stations, catalogue.generation.generation, Date.now);
	await figures.prepare();
	const records = new Records(db, stations, figures, keys, Date.now);
	const gateway = new Gateway(db, records, catalogue);
	const snapshot = new CatalogueSnapshot(join(dir, 'snapshot'), catalogue);
	const news = new News(stations, records, catalogue);
	return {
		dir,
		db,
		keys,
		snapshot,
		catalogue,
		gateway,
		stations,
		/** A new station with one device. */
		async device(village: string): Promise<TestDevice> {
			const org = ['示范省', '示范市', '青山县', '清水镇', village];
			const stationId = await stations.create(village, org, [{ name: '王秀英', pin: null }], '2468');
			const pair = await newKeyPair(false);
			const code = await stations.newCode(stationId);
			const { deviceId, credential } = await stations.enrol(code, await publicJwk(pair.publicKey), 'test');
			return { stationId, deviceId, pair, credential };
		},
		/** A release as far as the gateway looks into one. */
		release: (id: string): Envelope => ({
			_id: `release:${id}:0001`,
			kind: 'release',
			formatVersion: 1,
			keyId: 'k',
			signed: JSON.stringify({ id }),
			sig: ''
		}),
		/** The gateway and the news behind HTTP as the app serves them; gives its address and what was asked of it. */
		async serve() {
			const asked: string[] = [];
			const server = createServer((request, response) => {
				void (async () => {
					const base = `http://${request.headers.host}`;
					const url = new URL(request.url ?? '/', base);
					asked.push(`${request.method} ${url.pathname}`);
					const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
					const caller = bearer ? await stations.authenticate(bearer) : null;
					if (url.pathname === '/news' && caller) {
						const known = Object.fromEntries(url.searchParams);
						return setResponse(response, Response.json(await news.since(known, caller)));
					}
					if (url.pathname === '/snapshot' && caller) {
						const { body } = await snapshot.read();
						return setResponse(response, new Response(body, { headers: { 'content-type': snapshotType } }));
					}
					const who: GatewayCaller = caller ? { kind: 'station', caller } : { kind: 'anyone' };
					const path = url.pathname.replace(/^\/db\/?/, '');
					const answer = await gateway.answer(await getRequest({ request, base }), path, who);
					await setResponse(response, answer);
				})();
			});
			await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
			const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			return { origin, asked, close: () => new Promise((closed) => server.close(closed)) };
		},
		async close() {
			await closeDatabases(db);
			rmSync(dir, { recursive: true });
		}
	};
}

/** A closed page that opens one attempt. */
export async function openingPage(
	device: TestDevice,
	number: number,
	prev: string | null
): Promise<Envelope> {
	const entry: Entry = {
		seq: number,
		at: '2026-11-22T08:00:00.000Z',
		bootId: 'b',
		monotonic: number * 1000,
		by: { id: 'p', name: '王秀英', how: 'list' },
		body: {
			kind: 'attempt-opened',
			attemptId: `attempt${number}`,
			lessonId: 'abcdef',
			release: 1,
			title: '水稻',
			resumed: false
		}
	};
	const { stationId, deviceId } = device;
	return closePage(signer(deviceId, device.pair.privateKey), {
		stationId,
		deviceId,
		page: number,
		prev,
		entries: [entry]
	});
}
