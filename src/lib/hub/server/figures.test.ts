import type { Envelope } from '$lib/base';
import { base64url, fromBase64url, hex, iso, publicJwk, seal, signer } from '$lib/base';
import { pageHash, pageRevision, type Entry } from '$lib/ledger';
import type { AttemptFigure, ChainFigure, Receipt } from '$lib/store';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answered, LedgerHub, lesson, official, opened, standing, start, village } from './ledger.fixture';
import type { TestDevice } from './ledger.fixture';
import { Figures } from './figures';
import { soleLease, type Lease } from './lease';
import { seenDocument } from './page-seen';
import { Records } from './records';

let hub: LedgerHub;
let device: TestDevice;

beforeEach(async () => {
	hub = await LedgerHub.open();
	await hub.release(lesson.lessonId, 1);
	device = await hub.device(['王秀英', '李建国']);
});
afterEach(() => hub.close());

const attempt = async () => (await hub.attempts(official))[0];
const chain = async () => await hub.figures.chain(device.stationId, device.deviceId);
const receipt = async (): Promise<Receipt | null> => {
	const envelope = await hub.records.receipt(device);
	return envelope && (JSON.parse(envelope.signed) as Receipt);
};

describe('figures follow the records', () => {
	test('a page that was stored before a kill and never counted is counted at the next start', async () => {
		const page = await device.next([opened(), standing('passed', 1)]);
		const seen = seenDocument(page._id, page._rev ?? '', iso(start));
		await hub.db.records.bulkDocs([page, seen as never], { new_edits: false });
		expect(await attempt()).toBeUndefined();
		hub = await hub.again();
		expect(await attempt()).toMatchObject({ completion: 'completed', success: 'passed' });
		expect(await receipt()).toMatchObject({ page: 1, head: device.head });
	});

	test('a page that came without the note when it was seen is counted, and is seen now', async () => {
		const page = await device.next([opened()]);
		await hub.db.records.bulkDocs([page], { new_edits: false });
		hub.clock += 3_600_000;
		await hub.figures.catchUp();
		expect((await attempt())?.evidence).toEqual([{ page: 1, hash: device.head, seen: iso(hub.clock) }]);
		hub.clock += 3_600_000;
		await hub.figures.rebuild();
		expect((await attempt())?.evidence[0]?.seen).toBe(iso(start + 3_600_000));
	});

	test('more pages than are taken at once are all counted, of one device and of many', async () => {
		const others = await Promise.all(Array.from({ length: 60 }, () => hub.device()));
		const pages = [];
		for (let i = 0; i < 120; i++) pages.push(await device.next([opened(`attempt${i}`)]));
		const rest = pages.slice(1);
		await hub.push(device, ...rest);
		expect(await chain()).toMatchObject({ page: 0 });
		for (const other of others)
			for (let i = 0; i < 10; i++)
				await other
					.next([opened(`attempt${i}`)])
					.then((page) => hub.db.records.bulkDocs([page], { new_edits: false }));
		await hub.push(device, pages[0]!);
		expect(await chain()).toMatchObject({ page: 120, seq: 120 });
		expect(await hub.attempts(official)).toHaveLength(120 + 600);
	});

	test('in any order, repeated, in any portions and with any kills between, the figures are those of a plain recount', async () => {
		const bodies = fc.array(
			fc.oneof(
				fc
					.record({ a: fc.nat(1), r: fc.integer({ min: 1, max: 2 }) })
					.map(({ a, r }) => opened(`attempt${a}`, { release: r })),
				fc
					.record({ a: fc.nat(1), s: fc.nat(2), t: fc.string({ maxLength: 3 }) })
					.map(({ a, s, t }) => answered(s, t, `attempt${a}`)),
				fc
					.record({ a: fc.nat(1), p: fc.boolean() })
					.map(({ a, p }) => standing(p ? 'passed' : 'failed', p ? 1 : 0.2, `attempt${a}`))
			),
			{ minLength: 1, maxLength: 4 }
		);
		await hub.release(lesson.lessonId, 2, '水稻(第二版)');
		await fc.assert(
			fc.asyncProperty(
				fc.array(bodies, { minLength: 1, maxLength: 6 }),
				fc.infiniteStream(fc.nat()),
				fc.infiniteStream(fc.nat(5)),
				async (chapters, order, cut) => {
					device = await hub.device();
					const written: Entry[] = [];
					const pages = [];
					for (const chapter of chapters) {
						const first = device.seq + 1;
						pages.push(await device.next(chapter));
						written.push(...chapter.map((body, i) => device.entry(body, first + i)));
					}
					const coming = [...pages, ...pages.filter(() => take(order) % 3 === 0)]
						.map((page) => ({ page, at: take(order) }))
						.sort((a, b) => a.at - b.at)
						.map(({ page }) => page);
					while (coming.length) {
						const portion = coming.splice(0, 1 + take(cut));
						// Sometimes the hub dies between storing and counting.
						if (take(cut) === 0) {
							await hub.db.records.bulkDocs(portion, { new_edits: false });
							hub = await hub.again();
						} else await hub.push(device, ...portion);
					}
					const figures = async () =>
						((await hub.all()) as AttemptFigure[]).filter(
							(one) => one.kind === 'attempt' && one.deviceId === device.deviceId
						);
					const made = await figures();
					expect(made.map(essence)).toEqual(recount(written));
					await hub.figures.rebuild();
					expect(await figures()).toEqual(made);
				}
			),
			{ numRuns: process.env.LONG ? 400 : 12 }
		);
	}, 600_000);
});

/** The next of an endless row of numbers. */
const take = (row: Iterator<number, undefined>) => row.next().value ?? 0;

/** What of a figure an independent count can know. */
const essence = ({
	attemptId,
	release,
	title,
	completion,
	success,
	scaled,
	answers,
	startedAt,
	lastAt
}: AttemptFigure) => ({
	...{ attemptId, release, title, completion, success, scaled, startedAt, lastAt },
	answers: Object.fromEntries(Object.entries(answers).map(([sid, { text }]) => [sid, text]))
});

/** The same figures, counted in the plainest way from the entries in the order they were written. */
function recount(entries: Entry[]): ReturnType<typeof essence>[] {
	const all = new Map<string, ReturnType<typeof essence>>();
	for (const { at, body } of entries) {
		if (!('attemptId' in body)) continue;
		const { attemptId } = body;
		let one = all.get(attemptId);
		if (!one) {
			if (body.kind !== 'attempt-opened') continue;
			const none = {
				completion: 'incomplete',
				success: 'unknown',
				scaled: null,
				release: 0,
				title: ''
			} as const;
			one = { ...none, attemptId, startedAt: at, lastAt: at, answers: {} };
			all.set(attemptId, one);
		}
		one.lastAt = at;
		if (body.kind === 'attempt-opened') {
			one.release = body.release;
			one.title = body.release === 2 ? '水稻(第二版)' : lesson.title;
		} else if (body.kind === 'answer') one.answers[body.sid] = body.text;
		else if (body.kind === 'attempt-status')
			Object.assign(one, { completion: body.completion, success: body.success, scaled: body.scaled });
	}
	return [...all.values()].sort((a, b) => a.attemptId.localeCompare(b.attemptId));
}

/** The other signature of the same text under P-256 (FIPS 186-5). */
function mirrored(sig: string): string {
	const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
	const bytes = fromBase64url(sig);
	const s = BigInt(`0x${hex(bytes.slice(32))}`);
	const mirror = (order - s).toString(16).padStart(64, '0');
	return base64url(Uint8Array.from([...bytes.slice(0, 32), ...Buffer.from(mirror, 'hex')]));
}

describe('only what is proven counts', () => {
	beforeEach(async () => {
		await hub.push(device, await device.next([opened(), standing('passed', 1)]));
	});
	const passed = { completion: 'completed', success: 'passed', scaled: 1 };
	const failed = () => [standing('failed', 0)];

	test('a person who is on no roster changes nothing, and is shown', async () => {
		const stranger = { id: 'nobody', name: '张三', how: 'list' as const };
		const page = await device.next([opened('attempt2'), standing('failed', 0)], { entry: { by: stranger } });
		expect(await hub.push(device, page)).toEqual([]);
		expect(await hub.attempts(official)).toHaveLength(1);
		expect(await attempt()).toMatchObject(passed);
		expect(await chain()).toMatchObject({
			page: 2,
			aside: { person: 2 },
			lastAside: [
				{ page: 2, seq: 3, personName: '张三', reason: 'person' },
				{ page: 2, seq: 4, personName: '张三', reason: 'person' }
			]
		});
	});

	test.each([
		['2099', '2099-01-01T00:00:00.000Z', false],
		['before the device was there', '2020-01-01T00:00:00.000Z', false],
		['one day ahead', iso(start + 86_400_001), true],
		['more than a day ahead', iso(start + 86_400_002), false],
		['one day behind', iso(start - 86_400_000), true],
		['more than a day behind', iso(start - 86_400_001), false]
	])('a date is believed within what the hub knows: %s', async (_, at, counts) => {
		await hub.push(device, await device.next(failed(), { entry: { at } }));
		expect(await attempt()).toMatchObject(counts ? { success: 'failed' } : passed);
		expect((await chain()).aside).toEqual(counts ? {} : { date: 1 });
	});

	test('a page 99999999 with an invented predecessor is kept, named as a gap, and changes nothing', async () => {
		const far = { page: 99_999_999, prev: 'a'.repeat(64), aside: true };
		expect(await hub.push(device, await device.next(failed(), far))).toEqual([]);
		expect(await attempt()).toMatchObject(passed);
		expect(await receipt()).toMatchObject({ page: 1, head: device.head, waitingFor: 2 });
		expect(await hub.chains(official)).toMatchObject([{ page: 1, last: 99_999_999, forked: [] }]);
		await hub.push(device, await device.next(failed()));
		expect(await attempt()).toMatchObject({ success: 'failed' });
		expect(await receipt()).toMatchObject({ page: 2, waitingFor: 3 });
	});

	test('a second page 1 is kept, shown as a fork, and changes nothing, now or when figures are made again', async () => {
		const second = await device.next([opened(), standing('failed', 0)], {
			page: 1,
			prev: null,
			aside: true,
			entry: { monotonic: 7 }
		});
		hub.clock += 1000;
		expect(await hub.push(device, second)).toEqual([]);
		expect(await hub.db.records.get(second._id, { rev: second._rev ?? '' })).toMatchObject({
			sig: second.sig
		});
		for (const again of [false, true]) {
			if (again) await hub.figures.rebuild();
			expect(await attempt()).toMatchObject(passed);
			expect(await chain()).toMatchObject({ page: 1, head: device.head, forked: [1] });
			expect(await receipt()).toMatchObject({ page: 1, head: device.head });
		}
		await hub.push(device, await device.next([answered(3, '春')]));
		expect((await attempt())?.answers).toHaveProperty('3');
	});

	test('what came later was seen later, over a restart and with the clock put back an hour', async () => {
		hub = await hub.again();
		hub.clock -= 3_600_000;
		const entry = { monotonic: 7, at: iso(hub.clock) };
		const second = await device.next([opened(), standing('failed', 0)], {
			page: 1,
			prev: null,
			aside: true,
			entry
		});
		await hub.push(device, second);
		await hub.figures.rebuild();
		expect(await attempt()).toMatchObject(passed);
		expect(await chain()).toMatchObject({ page: 1, head: device.head, forked: [1] });
	});

	test('a clock that once stood in another year does not date what comes after it was put right', async () => {
		hub.clock += 400 * 86_400_000;
		await hub.push(device, await device.next([answered(1, '春')]));
		hub.clock -= 400 * 86_400_000;
		await hub.push(device, await device.next([answered(2, '夏')]));
		expect((await attempt())?.evidence.map(({ seen }) => seen.slice(0, 4))).toEqual(['2026', '2027', '2026']);
	});

	test('two pages of one number that came together are both evidence, and neither counts', async () => {
		const one = await device.next(failed(), { aside: true });
		const other = await device.next([standing('failed', 0.5)], { aside: true });
		await hub.push(device, one, other);
		expect(await attempt()).toMatchObject(passed);
		expect(await chain()).toMatchObject({ page: 1, forked: [2] });
		await hub.figures.rebuild();
		expect(await chain()).toMatchObject({ page: 1, forked: [2] });
	});

	test('one text with two signatures is one page, not a fork', async () => {
		const page = await device.next(failed());
		// (r, n - s) fits wherever (r, s) does: anyone who sees a signature can make the second one.
		const other = { ...page, sig: mirrored(page.sig) };
		const twin = { ...other, _rev: await pageRevision(other) };
		expect(await hub.push(device, twin, page)).toEqual([]);
		expect(await attempt()).toMatchObject({ success: 'failed' });
		expect(await chain()).toMatchObject({ page: 2, forked: [] });
	});

	test('a release that the catalogue does not have, or had only later, opens nothing', async () => {
		await hub.release('later', 1, '晚', start + 5000);
		await hub.push(
			device,
			await device.next([
				opened('attempt2', { lessonId: 'ghost' }),
				opened('attempt3', { release: 7 }),
				opened('attempt4', { lessonId: 'later' })
			])
		);
		expect(await hub.attempts(official)).toHaveLength(1);
		expect((await chain()).aside).toEqual({ release: 3 });
	});

	test('an attempt at a release dated long before the release is set aside', async () => {
		hub.clock += 30 * 86_400_000;
		await hub.release('young', 1, '新', hub.clock - 1000);
		await hub.push(device, await device.next([opened('attempt2', { lessonId: 'young' })]));
		expect((await chain()).aside).toEqual({ date: 1 });
	});

	test('entries numbered anew, or with a hole, are set aside, and the next page counts again', async () => {
		await hub.push(device, await device.next(failed(), { entry: { seq: 1 } }));
		expect(await attempt()).toMatchObject(passed);
		await hub.push(device, await device.next(failed(), { entry: { seq: 9 } }));
		expect(await attempt()).toMatchObject(passed);
		expect((await chain()).aside).toEqual({ sequence: 2 });
		await hub.push(device, await device.next([answered(3, '春')]));
		expect((await attempt())?.answers).toHaveProperty('3');
	});

	test('nobody writes into an attempt of another person or of another device, nor into one that was never opened', async () => {
		const [, li] = device.people;
		const by = { id: li!.id, name: li!.name, how: 'list' as const };
		await hub.push(device, await device.next(failed(), { entry: { by } }));
		await hub.push(device, await device.next([opened()], { entry: { by } }));
		await hub.push(device, await device.next([standing('failed', 0, 'neverthere')]));
		expect((await chain()).aside).toEqual({ attempt: 3 });
		const other = await hub.device([], village, device.stationId);
		await hub.push(other, await other.next([opened(), standing('failed', 0)]));
		const own = (await hub.attempts(official)).find((one) => one.deviceId === device.deviceId);
		expect(own).toMatchObject({ ...passed, personName: '王秀英' });
	});

	test.each([
		['negative seconds', { seconds: -1 }],
		['endless seconds', { seconds: 1e12 }],
		['a score of 7', { scaled: 7 }],
		['a standing that does not exist', { success: 'brilliant' }]
	])('%s are set aside as senseless; the page is kept and receipted', async (_, odd) => {
		const body = { ...standing('failed', 0), ...odd } as never;
		expect(await hub.push(device, await device.next([body]))).toEqual([]);
		expect(await attempt()).toMatchObject(passed);
		expect((await chain()).aside).toEqual({ invalid: 1 });
		expect(await receipt()).toMatchObject({ page: 2 });
	});

	test('names are those of the roster and the catalogue, whatever a station writes', async () => {
		const [wang] = device.people;
		await hub.push(
			device,
			await device.next([opened('attempt2', { title: '别的' })], {
				entry: { by: { id: wang!.id, name: '假名', how: 'pin' } }
			})
		);
		const second = (await hub.attempts(official)).find((one) => one.attemptId === 'attempt2');
		expect(second).toMatchObject({ personName: '王秀英', title: '水稻', identifiedBy: 'pin' });
	});

	test('what was rewritten on the disk is not counted when figures are made again', async () => {
		const page = await device.next([standing('failed', 0)]);
		await hub.push(device, page);
		const stored = await hub.db.records.get(page._id);
		const signed = page.signed.replace('failed', 'passed');
		const changed = { ...stored, signed };
		await hub.db.records.bulkDocs([{ ...changed, _rev: await pageRevision(changed) }], { new_edits: false });
		await hub.db.records.remove({ _id: page._id, _rev: page._rev ?? '' });
		await hub.figures.rebuild();
		expect(await chain()).toMatchObject({ page: 1 });
	});
});

describe('a ledger that can grow', () => {
	test('entries of a kind this program does not know are kept, chained, receipted and shown, and the rest counts', async () => {
		const unknown = { kind: 'session-sealed', sessionId: 's', members: 12 } as never;
		expect(await hub.push(device, await device.next([opened(), unknown, standing('passed', 1)]))).toEqual([]);
		expect(await hub.push(device, await device.next([answered(1, '春')]))).toEqual([]);
		expect(await attempt()).toMatchObject({ success: 'passed', answers: { 1: { text: '春' } } });
		expect(await chain()).toMatchObject({
			page: 2,
			aside: { newer: 1 },
			lastAside: [{ seq: 2, reason: 'newer' }]
		});
		expect(await receipt()).toMatchObject({ page: 2, head: device.head });
	});
});

test('a page of a newer format is kept, chained, receipted and shown, never refused for ever', async () => {
	await hub.push(device, await device.next([opened()]));
	const { stationId, deviceId, pair, head } = device;
	const id = `ledger:${stationId}:${deviceId}:00000002`;
	const body = {
		stationId,
		deviceId,
		page: 2,
		prev: head,
		shelf: 'new',
		entries: [{ seq: 2, shape: 'new' }]
	};
	const by = signer(deviceId, pair.privateKey);
	const newer = await seal(by, { id, kind: 'ledger-page', formatVersion: 2 }, body);
	expect(await hub.push(device, { ...newer, _rev: await pageRevision(newer) })).toEqual([]);
	expect(await chain()).toMatchObject({ page: 2, aside: { newer: 1 }, seq: 2 });
	expect(await receipt()).toMatchObject({ page: 2, head: await pageHash(newer) });
	Object.assign(device, { page: 2, head: await pageHash(newer), seq: 2 });
	await hub.push(device, await device.next([answered(1, '春')]));
	expect((await attempt())?.answers).toHaveProperty('1');
});

describe('the unit and the month of a date', () => {
	test('an attempt belongs to the place its station had when it began, whatever it is called today', async () => {
		await hub.push(device, await device.next([opened()]));
		hub.clock += 10 * 86_400_000;
		const moved = [...village.slice(0, 4), '新清水村'];
		await hub.stations.change(device.stationId, { units: moved });
		hub.clock += 86_400_000;
		await hub.push(device, await device.next([opened('attempt2')], { entry: { at: iso(hub.clock) } }));
		const places = async () =>
			Object.fromEntries((await hub.attempts(official)).map((one) => [one.attemptId, one.org.at(-1)]));
		const right = { attempt1: '清水村', attempt2: '新清水村' };
		expect(await places()).toEqual(right);
		await hub.figures.rebuild();
		expect(await places()).toEqual(right);
		expect((await hub.totals([], 5)).map(({ key, attempts }) => [key.at(-1), attempts])).toEqual([
			['新清水村', 1],
			['清水村', 1]
		]);
	});

	test("a month is the programme's, not Greenwich's", async () => {
		hub.clock = Date.parse('2026-11-30T23:00:00Z');
		await hub.push(device, await device.next([opened()], { entry: { at: '2026-11-30T16:00:00.000Z' } }));
		await hub.push(
			device,
			await device.next([opened('attempt2')], { entry: { at: '2026-11-30T15:59:59.999Z' } })
		);
		expect((await hub.totals(village, 7)).map(({ key }) => key.slice(5))).toEqual([
			[2026, 11],
			[2026, 12]
		]);
	});

	test('totals are those below a branch, by as many levels as asked, and count completed and passed', async () => {
		const near = await hub.device(['赵'], [...village.slice(0, 4), '柳树村']);
		const far = await hub.device(['钱'], ['外省', '外市', '外县', '外镇', '外村']);
		await hub.push(
			device,
			await device.next([
				opened(),
				standing('passed', 1),
				opened('attempt2'),
				standing('failed', 0, 'attempt2')
			])
		);
		await hub.push(near, await near.next([opened()]));
		await hub.push(far, await far.next([opened()]));
		expect(await hub.totals(['示范省'], 5)).toEqual([
			{ key: [...village.slice(0, 4), '柳树村'], attempts: 1, completed: 0, passed: 0 },
			{ key: village, attempts: 2, completed: 2, passed: 1 }
		]);
		expect(await hub.totals(['示范省'], 3)).toEqual([
			{ key: village.slice(0, 3), attempts: 3, completed: 2, passed: 1 }
		]);
		expect(await hub.totals([], 1)).toMatchObject([
			{ key: ['外省'], attempts: 1 },
			{ key: ['示范省'], attempts: 3 }
		]);
	});
});

describe('receipts', () => {
	test('a receipt is written when it says something new, and only then', async () => {
		expect(await hub.records.receipt(device)).toBeNull();
		await hub.push(device, await device.next([opened()]));
		const first = await hub.records.receipt(device);
		hub.clock += 60_000;
		expect(await hub.records.receipt(device)).toEqual(first);
		await hub.push(device, await device.next([answered(1, '春')]));
		expect(await receipt()).toMatchObject({ page: 2, at: iso(hub.clock) });
	});

	test('a receipt that was lost, or lags behind, is made again when it is asked for', async () => {
		await hub.push(device, await device.next([opened()]));
		await hub.records.receipt(device);
		const old = await hub.db.receipts.get(`receipt:${device.deviceId}`);
		await hub.db.receipts.remove(old);
		expect(await receipt()).toMatchObject({ page: 1, head: device.head });
	});
});

test('what is already here is not written again', async () => {
	const page = await device.next([opened()]);
	await hub.push(device, page, page);
	const before = await hub.db.records.info();
	hub.clock += 1000;
	await hub.push(device, page);
	expect((await hub.db.records.info()).update_seq).toBe(before.update_seq);
	expect((await chain()) satisfies ChainFigure).toMatchObject({ page: 1 });
});

test('a figure whose write failed is read from the disk again, and counted once', async () => {
	await hub.push(device, await device.next([opened(), answered(1, '春')]));
	const write = hub.db.figures.bulkDocs.bind(hub.db.figures);
	const full = Object.assign(new Error('no room'), { status: 500 });
	// The write happened, and its answer was lost: what is in memory is behind what is on the disk.
	hub.db.figures.bulkDocs = (async (...what: Parameters<typeof write>) => {
		await write(...what);
		throw full;
	}) as typeof write;
	await expect(hub.push(device, await device.next([answered(2, '夏')]))).rejects.toBe(full);
	hub.db.figures.bulkDocs = write;
	await hub.push(device, await device.next([answered(3, '秋')]));
	expect(await attempt()).toMatchObject({
		answers: { 1: { text: '春' }, 2: { text: '夏' }, 3: { text: '秋' } }
	});
	expect(await chain()).toMatchObject({ page: 3, aside: {} });
});

test('a device that is enrolled again at another station sends for that one from then on', async () => {
	const page = await device.next([opened()]);
	await hub.push(device, page);
	const other = await hub.device(['赵']);
	const code = await hub.stations.newCode(other.stationId);
	await hub.stations.enrol(code, await publicJwk(device.pair.publicKey), 'test');
	await expect(hub.push(device, await device.next([answered(1, '春')]))).rejects.toMatchObject({
		code: 'signature_invalid'
	});
});

describe('what stands is what would be counted again', () => {
	const shared = () => {
		const counting = { ...soleLease(), shared: true };
		return new Figures(hub.db, hub.stations, 'g', () => hub.clock, counting);
	};
	const same = async () => {
		const before = await hub.all();
		await hub.figures.rebuild();
		expect(await hub.all()).toEqual(before);
	};

	test('of a page that comes in while its station is being changed', async () => {
		await hub.push(device, await device.next([opened()]));
		const put = hub.db.sites.put.bind(hub.db.sites);
		let goOn = () => {};
		const writing = new Promise<void>((resolve) => {
			hub.db.sites.put = async (doc: Envelope) => {
				resolve();
				await new Promise<void>((done) => (goOn = done));
				hub.db.sites.put = put;
				return put(doc);
			};
		});
		const change = hub.stations.change(device.stationId, { units: [...village.slice(0, 4), '新清水村'] });
		await writing;
		hub.clock += 1000;
		const page = await device.next([opened('attempt2')], { entry: { at: iso(hub.clock) } });
		const pushed = hub.push(device, page);
		await new Promise((done) => setTimeout(done, 50));
		goOn();
		await Promise.all([change, pushed]);
		expect(await chain()).toMatchObject({ page: 2, org: [...village.slice(0, 4), '新清水村'] });
		await same();
	});

	test('of pages from before a change that was dated by a clock put back', async () => {
		await hub.push(device, await device.next([opened()]));
		hub.clock -= 3_600_000;
		await hub.stations.change(device.stationId, { units: [...village.slice(0, 4), '新清水村'] });
		expect(await chain()).toMatchObject({ org: village });
		await same();
	});

	test('of a page whose first moment another process noted while this one counted it', async () => {
		const page = await device.next([opened()]);
		await hub.db.records.bulkDocs([page], { new_edits: false });
		const note = seenDocument(page._id, page._rev ?? '', iso(start + 5000));
		const get = hub.db.records.get.bind(hub.db.records);
		hub.db.records.get = async (...asked: Parameters<typeof get>) => {
			if (asked[0] !== note._id) return get(...asked);
			hub.db.records.get = get;
			return get(...asked).finally(() => hub.db.records.bulkDocs([note as never], { new_edits: false }));
		};
		hub.clock += 60_000;
		await shared().catchUp();
		expect((await attempt())?.evidence[0]?.seen).toBe(note.at);
		await same();
	});

	test('of a page that two processes take in at once: the first moment stays', async () => {
		const figures = shared();
		const other = new Records(hub.db, hub.stations, figures, hub.keys, () => hub.clock + 60_000, true);
		const one = new Records(hub.db, hub.stations, figures, hub.keys, () => hub.clock, true);
		const page = await device.next([opened()]);
		const checked = async (records: Records) => {
			const answer = await records.check(page, device);
			return 'checked' in answer ? [answer.checked] : [];
		};
		const diff = hub.db.records.revsDiff.bind(hub.db.records);
		let [waiting, goOn] = [2, () => {}];
		const both = new Promise<void>((resolve) => (goOn = resolve));
		hub.db.records.revsDiff = async (asked) => {
			const found = await diff(asked);
			if (--waiting === 0) goOn();
			await both;
			return found;
		};
		await Promise.all([one.accept(await checked(one)), other.accept(await checked(other))]);
		hub.db.records.revsDiff = diff;
		await same();
	});

	test('a page that a kill kept from being stored after it was noted comes again, and was seen then', async () => {
		const records = new Records(hub.db, hub.stations, shared(), hub.keys, () => hub.clock, true);
		const page = await device.next([opened()]);
		const answer = await records.check(page, device);
		const checked = 'checked' in answer ? [answer.checked] : [];
		const bulk = hub.db.records.bulkDocs.bind(hub.db.records);
		hub.db.records.bulkDocs = async (docs: Envelope[], ...more: []) => {
			if (docs.some(({ kind }) => kind === 'ledger-page')) throw new Error('killed');
			return bulk(docs, ...more);
		};
		await expect(records.accept(checked)).rejects.toThrow('killed');
		hub.db.records.bulkDocs = bulk;
		hub.clock += 60_000;
		await records.accept(checked);
		expect((await attempt())?.evidence[0]?.seen).toBe(iso(start));
	});
});

test('a turn that could not be taken, because the databases were away, is taken the next time', async () => {
	const lease = soleLease();
	let away = true;
	const counting: Lease = {
		...lease,
		run: (task) => (away ? Promise.reject(new Error('away')) : lease.run(task))
	};
	const figures = new Figures(hub.db, hub.stations, 'g', () => hub.clock, counting);
	await hub.db.records.bulkDocs([await device.next([opened()])], { new_edits: false });
	await expect(figures.catchUp()).rejects.toThrow('away');
	away = false;
	await figures.catchUp();
	expect(await attempt()).toBeDefined();
});
