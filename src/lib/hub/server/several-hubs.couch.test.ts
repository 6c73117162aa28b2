import { newKeyPair, publicJwk, type Envelope } from '$lib/base';
import { oneSentence } from '$lib/lesson/lesson.fixture';
import { testCouch } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { audit, notes, type Finding } from './audit';
import { openHub, type Hub } from './hub';
import { answered, opened, standing, start, TestDevice, village } from './ledger.fixture';

const root = mkdtempSync(join(tmpdir(), 'yuanke-several-'));
const data = join(root, 'hub');
const couch = testCouch(data);
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const by = { name: '陈', roles: ['administrator' as const, 'author' as const], branch: [village[0] ?? ''] };
const now = () => Math.round(start + performance.now());
const open = () => openHub({ data, templates: 'lesson-templates', couch }, 'http://x', parts, now);
const hubs: [Hub, Hub, Hub] = [await open(), await open(), await open()];
afterAll(() => rmSync(root, { recursive: true }));

async function push(hub: Hub, device: TestDevice, ...pages: Envelope[]) {
	const checked = [];
	for (const page of pages) {
		const answer = await hub.records.check(page, device);
		if ('refusal' in answer) throw new Error(answer.refusal.reason);
		checked.push(answer.checked);
	}
	await hub.records.accept(checked);
}

async function newDevice(hub: Hub, name: string): Promise<TestDevice> {
	const stationId = await hub.stations.create(name, village, [{ name: '王秀英', pin: null }], '2468');
	const pair = await newKeyPair(false);
	const code = await hub.stations.newCode(stationId);
	const { deviceId } = await hub.stations.enrol(code, await publicJwk(pair.publicKey), 'test');
	return new TestDevice(stationId, deviceId, pair, (await hub.stations.site(stationId)).people);
}

const sentence = (lessonId: string) => ({ ...oneSentence('水稻'), lessonId });

test('a lesson released by several hubs at once gets a number for each, and every head speaks of them all', async () => {
	const released = await Promise.all(
		hubs.flatMap(({ releases }) => [1, 2].map(() => releases.release(sentence('lesson1'), by.branch, by)))
	);
	expect(released.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
	const heads = await Promise.all(hubs.map(({ catalogue }) => catalogue.head()));
	expect(new Set(heads.map((head) => head?.hash)).size).toBe(1);
	expect(heads[0]?.count).toBe(7); // and the authority
});

test('a draft saved by several hubs at once is nowhere overwritten', async () => {
	const draftId = await hubs[0].drafts.create(sentence('lesson2'), '水稻', by);
	const saved = await Promise.all(
		hubs.map(({ drafts }, i) =>
			drafts.save(draftId, { base: 1, saves: [`save${i}`], lesson: sentence('lesson2') }, by)
		)
	);
	expect(saved.filter(({ split }) => !split)).toHaveLength(1);
	expect(new Set(saved.map((one) => one.draftId)).size).toBe(3);
});

test('versions kept by several hubs at once are all kept, each under a number of its own', async () => {
	const draftId = await hubs[0].drafts.create(sentence('lesson3'), '水稻', by);
	const { draft } = await hubs[0].drafts.open(draftId, by);
	await Promise.all(
		hubs.flatMap(({ drafts }, i) => [1, 2].map((n) => drafts.keepRelease(draft, i * 10 + n, by)))
	);
	const versions = await hubs[1].drafts.versions(draftId, by);
	expect(versions.map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
});

test('a roster changed by several hubs at once goes from state to state, and one code enrols one device', async () => {
	const stationId = await hubs[0].stations.create('柳树村', village, [], '2468');
	await Promise.all(hubs.map(({ stations }, i) => stations.change(stationId, { name: `柳树村${i}` })));
	const counters = (await hubs[0].stations.history(stationId)).map(({ from }) => from);
	expect(counters).toHaveLength(4);
	const code = await hubs[1].stations.newCode(stationId);
	const tries = await Promise.allSettled(
		hubs.map(async ({ stations }) => {
			const { publicKey } = await newKeyPair(false);
			return stations.enrol(code, await publicJwk(publicKey), '1.1.1.1');
		})
	);
	expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	for (const one of tries)
		if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'code_used' });
});

test('pages that come in through several hubs at once are counted once, and an audit finds nothing wrong', async () => {
	const { number: release } = await hubs[0].releases.release(sentence('lesson4'), by.branch, by);
	const lesson = { lessonId: 'lesson4', release, title: '水稻' };
	const devices = await Promise.all(hubs.map((hub, i) => newDevice(hub, `清水村${i}`)));
	const work = devices.map(async (device, d) => {
		for (let n = 0; n < 8; n++) {
			const attempt = `attempt${d}x${n % 3}`;
			const page = await device.next([
				opened(attempt, lesson),
				answered(1, '春', attempt),
				standing('passed', 1, attempt)
			]);
			// Each page comes in through two hubs, as after an answer that was lost.
			await Promise.all([push(hubs[n % 3]!, device, page), push(hubs[(n + d) % 3]!, device, page)]);
			if (n === 4) await hubs[(d + 1) % 3]!.stations.change(device.stationId, { name: `改名${d}` });
		}
	});
	await Promise.all(work);
	for (const device of devices)
		for (const hub of hubs) {
			const receipt = await hub.records.receipt(device);
			expect(JSON.parse(receipt?.signed ?? '{}')).toMatchObject({
				page: 8,
				head: device.head,
				waitingFor: null
			});
		}
	const seen = await Promise.all(
		hubs.map(({ results }) => results.at(by.branch, { ...by, roles: ['official'] }))
	);
	for (const { attempts, counts } of seen) {
		expect(attempts).toHaveLength(9);
		expect(counts).toEqual([9, 9, 9]);
	}

	const found = async () => {
		const findings: Finding[] = [];
		await audit(data, { bytes: true, onFinding: (one) => void findings.push(one), couch, now });
		return findings.filter(({ code }) => !notes.has(code));
	};
	await expect(found()).rejects.toMatchObject({ code: 'hub_data_in_use' });
	for (const hub of hubs) await hub.close();
	expect(await found()).toEqual([]);
}, 60_000);

test('a hub that starts while a command is at work is told so', async () => {
	const { holdData } = await import('./care/hold');
	const letGo = await holdData(data, couch);
	await expect(open()).rejects.toMatchObject({ code: 'hub_data_in_use' });
	await letGo();
	await (await open()).close();
});

test('a folder is not used with the databases of another hub, nor with none', async () => {
	const other = join(root, 'other');
	await expect(openHub({ data: other, templates: '', couch }, 'http://x', parts, now)).rejects.toMatchObject({
		code: 'hub_database_other'
	});
	for (const place of [null, testCouch('elsewhere')])
		await expect(
			openHub({ data, templates: '', couch: place }, 'http://x', parts, now)
		).rejects.toMatchObject({ code: 'hub_database_other' });
});
