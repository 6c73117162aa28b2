import { newKeyPair, publicJwk, UserError, type Envelope } from '$lib/base';
import { openHub, type Hub } from '$lib/hub/server';
import { audit, notes, type Finding } from '$lib/hub/server/audit';
import { answered, opened, standing, start, TestDevice, village } from '$lib/hub/server/ledger.fixture';
import { oneSentence } from '$lib/lesson/lesson.fixture';
import { testCouch } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, Child, Ended, long, Refused } from './child';
import { pause } from './villages';

const stations = 100;
const processes = 4;
const pagesEach = long ? 12 : 3;
const root = mkdtempSync(join(tmpdir(), 'yuanke-several-storm-'));
const data = join(root, 'hub');
const couch = testCouch(data);
const since = Date.now();
const now = () => start + Date.now() - since;
const by = { name: '陈', roles: ['administrator' as const, 'author' as const], branch: [village[0] ?? ''] };
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const open = () => openHub({ data, templates: 'lesson-templates', couch }, 'http://x', parts, now);

let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	program = await bundle('whole-hub');
});
afterAll(() => {
	program.done();
	rmSync(root, { recursive: true });
});

/** A hub process that is started again whenever it ends. */
class Process {
	#child = this.#start();
	kills = 0;

	#start(): Child {
		return new Child(program.script, [data, String(since), String(start)]);
	}

	ask<T>(what: object): Promise<T> {
		return this.#child.ask<T>(what);
	}

	async kill(): Promise<void> {
		await this.#child.kill();
		this.kills++;
		this.#child = this.#start();
	}

	async end(): Promise<void> {
		expect(this.#child.faults).toEqual([]);
		await this.#child.kill();
	}
}

/** A station that sends its pages through any process, some through two at once, until each was answered and receipted. */
async function live(device: TestDevice, n: number, hubs: Process[], lesson: object): Promise<number> {
	const { stationId, deviceId } = device;
	const ask = async <T>(which: number, what: object): Promise<T> => {
		for (let tries = 0; ; tries++)
			try {
				return await hubs[(which + tries) % processes]!.ask<T>({ ...what, as: { stationId, deviceId } });
			} catch (error) {
				// The hub was killed, or its database is away for a moment.
				if (!(error instanceof Ended || error instanceof Refused)) throw error;
				if (error instanceof Refused && !error.message.startsWith('hub_database')) throw error;
				await pause(200);
			}
	};
	for (let page = 0; page < pagesEach; page++) {
		const attempt = `attempt${n}x${page}`;
		const signed: Envelope = await device.next([
			opened(attempt, lesson),
			answered(1, '春', attempt),
			standing(n % 2 ? 'passed' : 'failed', 1, attempt)
		]);
		const ways = page % 3 ? [n + page] : [n, n + 1];
		const refused = await Promise.all(ways.map((way) => ask<string[]>(way, { push: [signed] })));
		expect(refused.flat()).toEqual([]);
	}
	let receipt = 0;
	for (let way = n; receipt < pagesEach; way++) {
		receipt = await ask<number>(way, { receipt: true });
		if (receipt < pagesEach) await pause(500);
	}
	return receipt;
}

test(
	'a hundred stations send through four hubs that are killed one after the other: all is receipted, and an audit recounts the same',
	async () => {
		const first: Hub = await open();
		const { number: release } = await first.releases.release(
			{ ...oneSentence('水稻'), lessonId: 'lesson1' },
			by.branch,
			by
		);
		const devices: TestDevice[] = [];
		for (let n = 0; n < stations; n++) {
			const org = [...village.slice(0, 4), `村${n % 20}`];
			const stationId = await first.stations.create(`站${n}`, org, [{ name: '王秀英', pin: null }], '2468');
			const pair = await newKeyPair(false);
			const code = await first.stations.newCode(stationId);
			const { deviceId } = await first.stations.enrol(code, await publicJwk(pair.publicKey), 'test');
			devices.push(new TestDevice(stationId, deviceId, pair, (await first.stations.site(stationId)).people));
		}
		await first.close();

		const hubs = Array.from({ length: processes }, () => new Process());
		let done = false;
		const killing = (async () => {
			for (let n = 0; !done; n++) {
				await pause(8_000);
				if (!done) await hubs[n % processes]!.kill();
			}
		})();
		const lesson = { lessonId: 'lesson1', release, title: '水稻' };
		const began = performance.now();
		const receipts = await Promise.all(devices.map((device, n) => live(device, n, hubs, lesson)));
		done = true;
		await killing;
		expect(receipts).toEqual(devices.map(() => pagesEach));
		const kills = hubs.reduce((sum, one) => sum + one.kills, 0);
		console.log(
			`storm: ${stations} stations, ${processes} hubs, ${kills} kills: ${stations * pagesEach} pages receipted in ${Math.round((performance.now() - began) / 1000)} s`
		);
		for (const one of hubs) await one.end();

		const last = await open();
		const { counts } = await last.results.at(by.branch, { ...by, roles: ['official'] });
		expect(counts[0]).toBe(stations * pagesEach);
		await last.close();
		const findings: Finding[] = [];
		const look = () => audit(data, { bytes: true, onFinding: (one) => void findings.push(one), couch, now });
		// Those that were killed count as being there for a while.
		for (let waited = 0; ; waited++)
			try {
				await look();
				break;
			} catch (error) {
				if (!(error instanceof UserError && error.code === 'hub_data_in_use') || waited > 60) throw error;
				await pause(2_000);
			}
		expect(findings.filter(({ code }) => !notes.has(code))).toEqual([]);
	},
	stations * pagesEach * 3_000 + 300_000
);
