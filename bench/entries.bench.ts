import { answered, LedgerHub, opened, type TestDevice } from '$lib/hub/server/ledger.fixture';
import { iso } from '$lib/base';
import { closeDatabases } from '$lib/store/node';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePair } from '../tests/e2e/free-port';
import { ratioLine } from './ratio';
import { ServerProcess } from './server-process';

const perPage = 100;
const pages = 200;
/** How many of their own a station, and a replication to the peer, send in one request. */
const together = { pages: 50, documents: 100 };

/**
 * Goal: the hub takes 5 times as many ledger entries per CPU second (checked, kept on the disk, counted and receipted) as
 * express-pouchdb takes unverified documents, one an entry. Both are servers in processes of their own, asked over HTTP as replication asks.
 */
export async function bench(): Promise<void> {
	const peers = process.env.EXPRESS_POUCHDB;
	if (!existsSync('build/app')) return console.log('  not measured: run `npm run build` first');
	const data = mkdtempSync(join(tmpdir(), 'yuanke-bench-'));
	const rounds = 4;
	const devices = await prepared(join(data, 'hub'), rounds);
	const [hubPort, peerPort] = [await freePair(), await freePair()];
	const hub = await ServerProcess.start(
		['src/cli/hub.js', 'serve', '--port', String(hubPort), '--data', join(data, 'hub')],
		'Ctrl+C'
	);
	const peer = peers
		? await ServerProcess.start(['bench/express-pouchdb.js', peers, data, String(peerPort)], 'listening')
		: null;
	if (!peer)
		console.log('  EXPRESS_POUCHDB is not set: the peer is not measured (see bench/express-pouchdb.js)');
	try {
		const [floor, ours]: [number[], number[]] = [[], []];
		for (const [round, device] of devices.entries()) {
			const at = Date.now();
			const written = await chapters(device, at);
			const documents = Array.from({ length: pages * perPage }, (_, i) => ({
				_id: `${round}:${String(i).padStart(6, '0')}`,
				_rev: `1-${'0'.repeat(32)}`,
				...device.entry(answered(1, '落叶以后'), i + 1, { at: iso(at) })
			}));
			if (peer)
				floor.push(
					await peer.cpu(() =>
						replicate(`http://127.0.0.1:${peerPort}/entries`, documents, together.documents)
					)
				);
			const bearer = { authorization: `Bearer ${device.credential}` };
			const hubAt = `http://localhost:${hubPort}/db`;
			ours.push(
				await hub.cpu(async () => {
					await replicate(`${hubAt}/records`, written, together.pages, bearer, async () => {
						await ask(`${hubAt}/receipts/receipt:${device.deviceId}`, 'GET', undefined, bearer);
					});
				})
			);
			const [mine = NaN, theirs = NaN] = [ours.at(-1), floor.at(-1)].map((ms) => (ms ?? NaN) / pages);
			console.log(`    CPU-ms for ${perPage} entries: ${mine.toFixed(2)}, the peer ${theirs.toFixed(2)}`);
		}
		if (peer)
			ratioLine('entries checked and counted per CPU second against unverified documents', floor, ours, 5);
	} finally {
		await Promise.all([hub.stop(), peer?.stop()]);
	}
	await mustBeCounted(join(data, 'hub'), devices);
	rmSync(data, { recursive: true });
}

/** A hub's data folder with some devices that are enrolled. */
async function prepared(dir: string, count: number): Promise<TestDevice[]> {
	const hub = await LedgerHub.open(dir);
	hub.clock = Date.now() - 3600_000;
	await hub.release('abcdef', 1, '水稻', hub.clock);
	const devices: TestDevice[] = [];
	for (let i = 0; i < count; i++) devices.push(await hub.device());
	await closeDatabases(hub.db);
	mkdirSync(join(dir, 'blobs'));
	return devices;
}

async function chapters(device: TestDevice, at: number) {
	const written = [];
	for (let n = 0; n < pages; n++) {
		const answers = Array.from({ length: perPage - 1 }, (_, q) => answered(q + 1, '落叶以后', `attempt${n}`));
		written.push(await device.next([opened(`attempt${n}`), ...answers], { entry: { at: iso(at) } }));
	}
	return written;
}

/** Sends documents as PouchDB's replication does, batch by batch. */
async function replicate(
	database: string,
	documents: { _id: string; _rev?: string }[],
	together: number,
	headers: Record<string, string> = {},
	after = () => Promise.resolve()
): Promise<void> {
	await fetch(`${database}/`, { method: 'PUT', headers }); // 412 when it is there
	const checkpoint = `${database}/_local/${documents[0]?._id.replace(/\W/g, '')}`;
	let noted: { _rev?: string } = {};
	for (let i = 0; i < documents.length; i += together) {
		const docs = documents.slice(i, i + together);
		const revs = Object.fromEntries(docs.map(({ _id, _rev }) => [_id, [_rev]]));
		await ask(`${database}/_revs_diff`, 'POST', revs, headers);
		const refused = await ask(`${database}/_bulk_docs`, 'POST', { docs, new_edits: false }, headers);
		if ((refused as object[]).length) throw new Error(JSON.stringify(refused));
		const said = await ask(checkpoint, 'PUT', { ...noted, last_seq: i }, headers);
		noted = { _rev: (said as { rev: string }).rev };
	}
	await after();
}

async function ask(url: string, method: string, body: object | undefined, headers: Record<string, string>) {
	const answer = await fetch(url, {
		method,
		headers: { ...headers, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) })
	});
	if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
	return answer.json() as Promise<unknown>;
}

/** What was measured must have happened: every page is counted, nothing was set aside. */
async function mustBeCounted(dir: string, devices: TestDevice[]): Promise<void> {
	const hub = await LedgerHub.open(dir);
	for (const { stationId, deviceId } of devices) {
		const { page, aside } = await hub.figures.chain(stationId, deviceId);
		if (page !== pages || Object.keys(aside).length)
			throw new Error(`${page} pages, ${JSON.stringify(aside)}`);
	}
	await hub.close();
}
