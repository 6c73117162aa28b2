import { sha256 } from '$lib/base';
import { Gateway } from '$lib/hub/server/gateway';
import {
	answered,
	LedgerHub,
	lesson,
	opened,
	standing,
	type TestDevice
} from '$lib/hub/server/ledger.fixture';
import { pageId } from '$lib/ledger';
import type { ChainFigure } from '$lib/store';
import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { long } from './child';
import { deepened, mutated, mutations, type Mutation, type Victims } from './mutation';

const pages = long ? 10_000 : 300;
/** After so many pages a device has made enough of a mess of its own chain, and another goes on. */
const eachDevice = 25;

let hub: LedgerHub;
let gateway: Gateway;
let honest: TestDevice;
let victims: Victims;
beforeAll(async () => {
	hub = await LedgerHub.open();
	gateway = new Gateway(hub.db, hub.records, hub.catalogue);
	await hub.release(lesson.lessonId, 1);
	honest = await hub.device(['王秀英']);
	victims = { sibling: honest, stranger: await hub.device(['赵']) };
	await hub.push(victims.stranger, await victims.stranger.next([opened()]));
});
afterAll(() => hub.close());

async function push(caller: TestDevice, doc: object): Promise<number> {
	const body = deepened(JSON.stringify({ docs: [doc], new_edits: false }));
	const request = new Request('http://localhost/db/records/_bulk_docs', { method: 'POST', body });
	const answer = await gateway.answer(request, 'records/_bulk_docs', { kind: 'station', caller });
	await answer.text();
	return answer.status;
}

/** The figures that were written since it was asked last. */
function written() {
	let since: number | string = 'now';
	return async () => {
		const { results, last_seq } = await hub.db.figures.changes({ since });
		since = last_seq;
		return results.map(({ id }) => id);
	};
}

/** A chain ends in a page that is here under its number, and never goes back. */
async function expectSound(chain: ChainFigure, before: ChainFigure): Promise<void> {
	expect(chain.page).toBeGreaterThanOrEqual(before.page);
	expect(chain.last).toBeGreaterThanOrEqual(chain.page);
	expect(Number.isSafeInteger(chain.seq)).toBe(true);
	if (!chain.page) return expect(chain.head).toBeNull();
	const id = pageId(chain.stationId, chain.deviceId, chain.page);
	const revs = await hub.db.records.get(id, { conflicts: true });
	const here = await Promise.all(
		[revs._rev, ...(revs._conflicts ?? [])].map((rev) => hub.db.records.get(id, { rev }))
	);
	expect(await Promise.all(here.map(({ signed }) => sha256(signed)))).toContain(chain.head);
}

/** An honest page of another device counts, whatever came before. */
async function expectCounted(number: number): Promise<void> {
	const attempt = `attempt${Math.floor(number / 50)}`;
	const bodies = [answered(number % 50, `答 ${number}`, attempt)];
	const page = await honest.next(number % 50 ? bodies : [opened(attempt), ...bodies]);
	expect(await push(honest, page)).toBe(201);
	const id = `attempt:${honest.stationId}:${honest.deviceId}:${attempt}`;
	const figure = await hub.db.figures.get(id);
	expect(figure).toMatchObject({ answers: { [number % 50]: { text: `答 ${number}` } } });
}

async function expectSameAgain(): Promise<void> {
	const figures = await hub.all();
	await hub.figures.rebuild();
	expect(await hub.all()).toEqual(figures);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = () => {
	collect();
	return process.memoryUsage().heapUsed / 1024 ** 2;
};

test(
	'whatever a station signs or sends: nobody else is changed, no chain goes back, and the next honest page counts',
	async () => {
		let [count, stored, refused] = [0, 0, 0];
		let device = honest;
		let early = 0;
		const news = written();
		await news();
		const property = async (mutation: Mutation) => {
			if (count % eachDevice === 0) {
				device = await hub.device([], undefined, honest.stationId);
				device.people.splice(0, 1, honest.people[0]!);
				await push(device, await device.next([opened('attempt1'), standing('passed', 1, 'attempt1')]));
			}
			const before = await hub.figures.chain(device.stationId, device.deviceId);
			Object.assign(device, { page: before.page, head: before.head, seq: before.seq });
			await news();

			const attempt = `attempt${count % 3}`;
			const bodies = [opened(attempt), answered(1, '乙', attempt), standing('failed', -1, attempt)];
			const status = await push(device, await mutated(device, victims, mutation, bodies));
			// A bad form, a key that is not known, a body too large: nothing else can be wrong with a request as a whole.
			expect([201, 400, 413, 503]).toContain(status);
			const mine = `${device.stationId}:${device.deviceId}`;
			const others = (await news()).filter(
				(id) => id !== 'consumer:records' && id !== `chain:${mine}` && !id.startsWith(`attempt:${mine}:`)
			);
			expect(others).toEqual([]);
			const after = await hub.figures.chain(device.stationId, device.deviceId);
			await expectSound(after, before);
			await expectCounted(count++);
			if (after.page > before.page) stored++;
			else refused++;
			if (count === Math.floor(pages / 4)) early = heap();
			if (count % 2500 === 0) await expectSameAgain();
		};
		await fc.assert(fc.asyncProperty(mutations(victims), property), {
			...{ numRuns: pages, endOnFailure: true },
			...(long ? {} : { seed: 20261130 })
		});
		await expectSameAgain();
		const grown = heap() - early;
		// 7,500 pages more are 20 MB of documents on the disk.
		if (long) expect(grown).toBeLessThan(30);
		// Some were so little changed that they count for their own device; both must have been drawn.
		expect([stored > pages / 20, refused > pages / 20]).toEqual([true, true]);
		console.log(
			`storm: ${pages} mutated pages, ${stored} of them went on their own chain; 0 exceptions, 0 figures of others, heap ${grown.toFixed(1)} MB`
		);
	},
	pages * 200
);
