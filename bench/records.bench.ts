import { answered, LedgerHub, opened } from '$lib/hub/server/ledger.fixture';
import type { Envelope } from '$lib/base';
import { Gateway } from '$lib/hub/server';
import { cpu } from './cpu';

const perPage = 10;

/**
 * Goal: one more page that comes alone, is checked, stored, counted and receipted, costs a chain of 1,600 pages what it costs one
 * of 10, at most 5 CPU-ms. All pages come alone, as a station sends them that is online.
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
		const [first, device] = [await hub.device(), await hub.device()];
		const chapter = (i: number) => [
			opened(`attempt${i}`),
			...Array.from({ length: perPage - 1 }, (_, q) => answered(q + 1, '落叶以后', `attempt${i}`))
		];
		// The program warms up; a hub runs for weeks.
		while (first.page < 300) await push([await first.next(chapter(first.page))], first);
		console.log(`  one more page of ${perPage} entries on a chain of (CPU-ms):`);
		for (const length of [10, 100, 400, 1600]) {
			const pages: Envelope[] = [];
			while (device.page < length) pages.push(await device.next(chapter(device.page)));
			for (const page of pages) await push([page], device);
			const more: Envelope[] = [];
			for (let i = 0; i < 50; i++) more.push(await device.next(chapter(device.page)));
			const ms = await cpu(async () => {
				for (const page of more) await push([page], device);
			});
			console.log(`    ${length}: ${(ms / more.length).toFixed(1)}`);
		}
	} finally {
		await hub.close();
	}
}
