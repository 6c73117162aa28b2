import { answered, LedgerHub, opened } from '$lib/hub/server/ledger.fixture';
import type { Envelope } from '$lib/base';
import { Gateway } from '$lib/hub/server';
import type { Database } from '$lib/store/node';
import { ratioLine } from './ratio';

const perPage = 100;

/**
 * Goals: one more page costs a chain of 1,600 pages what it costs one of 10, at most 5 CPU-ms; verified ledger entries are taken
 * per CPU second at 5 times the rate of unverified documents, one an entry, that PouchDB takes the way replication brings them.
 */
export async function bench(): Promise<void> {
	const hub = await LedgerHub.open();
	const gateway = new Gateway(hub.db, hub.records, hub.catalogue);
	await hub.release('abcdef', 1);
	try {
		const push = async (docs: Envelope[], caller: { stationId: string; deviceId: string }) => {
			const ask = async (path: string, method: string, body?: object) => {
				const request = new Request(`http://localhost/db/${path}`, {
					method,
					...(body && { body: JSON.stringify(body) })
				});
				const answer = await gateway.answer(request, path, { kind: 'station', caller });
				return answer.text();
			};
			await ask('records/_revs_diff', 'POST', Object.fromEntries(docs.map((doc) => [doc._id, [doc._rev]])));
			const said = await ask('records/_bulk_docs', 'POST', { docs, new_edits: false });
			if (said !== '[]') throw new Error(said);
			await ask(`receipts/receipt:${caller.deviceId}`, 'GET');
		};
		const device = await hub.device();
		const chapter = (i: number, n = perPage) => [
			opened(`attempt${i}`),
			...Array.from({ length: n - 1 }, (_, q) => answered(q + 1, '落叶以后', `attempt${i}`))
		];
		console.log('  one more page of 10 entries on a chain of (CPU-ms):');
		for (const length of [10, 100, 400, 1600]) {
			const pages: Envelope[] = [];
			while (device.page < length) pages.push(await device.next(chapter(device.page, 10)));
			for (let i = 0; i < pages.length; i += 50) await push(pages.slice(i, i + 50), device);
			const more: Envelope[] = [];
			for (let i = 0; i < 20; i++) more.push(await device.next(chapter(device.page, 10)));
			const [ms] = await cpu(async () => {
				for (const page of more) await push([page], device);
			});
			console.log(`    ${length}: ${(ms / more.length).toFixed(1)}`);
		}

		const ours: number[] = [];
		const floor: number[] = [];
		// The same engine as it comes, without waiting for the disk.
		const peer = hub.db.progress as Database<object>;
		for (let round = 0; round < 4; round++) {
			const other = await hub.device();
			const pages: Envelope[] = [];
			for (let i = 0; i < 50; i++) pages.push(await other.next(chapter(i)));
			const docs = Array.from({ length: 5000 }, (_, i) => ({
				_id: `${round}:${String(i).padStart(5, '0')}`,
				_rev: `1-${'0'.repeat(32)}`,
				...other.entry(answered(1, '落叶以后'), i + 1)
			}));
			const [plain] = await cpu(async () => {
				for (let i = 0; i < docs.length; i += 100) {
					const body = JSON.parse(JSON.stringify(docs.slice(i, i + 100))) as typeof docs;
					await peer.revsDiff(Object.fromEntries(body.map((doc) => [doc._id, [doc._rev]])));
					await peer.bulkDocs(body, { new_edits: false });
				}
			});
			const [taken] = await cpu(async () => {
				for (let i = 0; i < pages.length; i += 10) await push(pages.slice(i, i + 10), other);
			});
			console.log(
				`    ${(taken / pages.length).toFixed(2)} CPU-ms a page of ${perPage}, peer ${((plain / docs.length) * 100).toFixed(2)} per 100 documents`
			);
			floor.push(plain);
			ours.push(taken);
		}
		ratioLine('entries verified and counted per CPU second against unverified documents', floor, ours, 5);
	} finally {
		await hub.close();
	}
}

/** CPU time of this process, all threads, in ms. */
async function cpu(work: () => Promise<void>): Promise<[number]> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return [(user + system) / 1000];
}
