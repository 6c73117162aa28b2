import {
	figuresFormat,
	inBranch,
	type AttemptFigure,
	type ChainFigure,
	type Figure,
	type OrgPath
} from '$lib/store';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { failAfter } from './lookup/failing-writes.fixture';
import { lookupOf } from './lookup/lookup.fixture';
import { Results } from './results';
import { Units } from './units';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-results-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});
const results = new Results(db, lookupOf(db), new Units(db.units, Date.now), () => Promise.resolve());
const official = { name: '刘', roles: ['official' as const], branch: [] as string[] };
const county = ['示范省', '示范市', '青山县'];
const village = (town: string, name: string): OrgPath => [...county, town, name];

beforeEach(async () => {
	for (const { id, value } of (await db.figures.allDocs()).rows) await db.figures.remove(id, value.rev);
});

function attempt(id: string, more: Partial<AttemptFigure>): AttemptFigure {
	return {
		...{
			_id: `attempt:s1:d1:${id}`,
			kind: 'attempt',
			formatVersion: figuresFormat,
			stationId: 's1',
			deviceId: 'd1'
		},
		...{
			attemptId: id,
			org: village('清水镇', '清水村'),
			year: 2026,
			month: 11,
			openedSeq: 1,
			personId: 'p'
		},
		...{ personName: '王', identifiedBy: '', lessonId: 'l', release: 1, title: '课' },
		...{ startedAt: '2026-11-01T00:00:00.000Z', lastAt: '2026-11-01T00:00:00.000Z', statusSeq: 0 },
		...{ completion: 'incomplete', success: 'unknown', scaled: null, seconds: 0, answers: {}, evidence: [] },
		...more
	};
}
const put = async (figure: Figure) => {
	const before = await db.figures.get(figure._id).catch(() => null);
	await db.figures.put({ ...figure, ...(before && { _rev: before._rev }) });
};

/** What reading all figures says of a place. */
async function plain(place: OrgPath) {
	const { rows } = await db.figures.allDocs({ include_docs: true });
	const here = rows.flatMap(({ doc }) => (doc?.kind === 'attempt' && inBranch(doc.org, place) ? [doc] : []));
	const counts = (some: AttemptFigure[]) => [
		some.length,
		some.filter(({ completion }) => completion === 'completed').length,
		some.filter(({ success }) => success === 'passed').length
	];
	const names = [...new Set(here.flatMap(({ org }) => org[place.length] ?? []))];
	const months = [...new Set(here.map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`))];
	return {
		counts: counts(here),
		below: names
			.sort((a, b) => a.localeCompare(b, 'zh-CN'))
			.map((id) => ({ id, name: id, counts: counts(here.filter(({ org }) => org[place.length] === id)) })),
		months: months.sort().map((month) => ({
			month,
			counts: counts(here.filter((one) => month === `${one.year}-${String(one.month).padStart(2, '0')}`))
		})),
		attempts: here.map(({ _id }) => _id).sort()
	};
}

test('in any order, with failed and repeated writes, every place says what reading all figures says', async () => {
	let seed = 11;
	const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
	const villages = [
		village('清水镇', '清水村'),
		village('清水镇', '柳/树:村'),
		village('北山镇', '北山村'),
		['外省', '外市', '外县', '外镇', '100% 村']
	];
	const places = new Map(
		villages.flatMap((org) => org.map((_, i) => [org.slice(0, i).join(), org.slice(0, i)]))
	);
	for (const org of villages) places.set(org.join(), org);
	for (let round = 0; round < 60; round++) {
		for (let n = random(6); n >= 0; n--) {
			const id = `a${random(25)}`;
			const known = await db.figures.get(`attempt:s1:d1:${id}`).catch(() => null);
			if (known && random(8) === 0) await db.figures.remove(known._id, known._rev);
			else
				await put(
					attempt(id, {
						org: villages[random(4)],
						...{ stationId: `s${random(3)}`, year: 2026 + random(2), month: 1 + random(12) },
						startedAt: new Date(Date.UTC(2026, random(12), 1 + random(28))).toISOString(),
						lastAt: new Date(Date.UTC(2026, random(12), 1 + random(28))).toISOString(),
						completion: random(2) ? 'completed' : 'incomplete',
						success: random(2) ? 'passed' : 'unknown'
					})
				);
		}
		const end = failAfter(db.lookup, random(6), random(3) > 0);
		await results.at([], official).catch(() => undefined);
		end();
		if (round % 3) continue;
		for (const place of places.values()) {
			const { counts, below, months, attempts, more } = await results.at(place, official);
			const said = { counts, below, months, attempts: attempts.map(({ _id }) => _id).sort() };
			expect(said, place.join('/')).toEqual(await plain(place));
			expect(more).toBe(false);
		}
	}
}, 120_000);

test('a place remembers the last attempts of all below it, a village shows all of its own part by part', async () => {
	const at = (n: number) => new Date(Date.UTC(2026, 10, 1, 0, n)).toISOString();
	for (let n = 0; n < 60; n++)
		await put(
			attempt(`b${n}`, {
				org: village('清水镇', n % 2 ? '清水村' : '柳树村'),
				startedAt: at(n),
				lastAt: at(n)
			})
		);
	await put(attempt('b0', { org: village('清水镇', '柳树村'), startedAt: at(0), lastAt: at(99) }));
	const last = await results.at(county, official);
	expect(last.attempts).toHaveLength(50);
	expect(last.attempts.slice(0, 3).map(({ attemptId }) => attemptId)).toEqual(['b0', 'b59', 'b58']);
	const here = await results.at(village('清水镇', '清水村'), official, 20);
	expect(here.attempts.map(({ attemptId }) => attemptId).slice(0, 2)).toEqual(['b59', 'b57']);
	expect([here.attempts.length, here.more]).toEqual([20, true]);
	expect((await results.at(village('清水镇', '清水村'), official, 30)).more).toBe(false);
});

test('devices of whose pages something was not counted are named until it is', async () => {
	const chain: ChainFigure = {
		...{ _id: 'chain:s1:d1', kind: 'chain', formatVersion: figuresFormat, stationId: 's1', deviceId: 'd1' },
		...{
			org: village('清水镇', '清水村'),
			page: 2,
			head: 'h',
			seq: 9,
			last: 4,
			forked: [],
			aside: {},
			lastAside: []
		}
	};
	const named = async (place: OrgPath) =>
		(await results.at(place, official)).notCounted.map(({ _id }) => _id);
	await put(chain);
	for (const place of [[], county, chain.org]) expect(await named(place)).toEqual(['chain:s1:d1']);
	expect(await named(village('清水镇', '柳树村'))).toEqual([]);
	await put({ ...chain, page: 4 });
	expect(await named(county)).toEqual([]);
	await put({ ...chain, page: 4, forked: [3] });
	expect(await named(county)).toEqual(['chain:s1:d1']);
	await put({ ...chain, page: 4, org: village('清水镇', '柳树村'), forked: [3] });
	expect(await named(village('清水镇', '清水村'))).toEqual([]);
});

test('nobody is told of another place, and none but officials of their own', async () => {
	const at = (branch: string[], role: 'official' | 'author') =>
		results.at(county, { name: '刘', roles: [role], branch });
	expect((await at(county.slice(0, 2), 'official')).place.map(({ id }) => id)).toEqual(county);
	for (const refused of [
		at([...county, '清水镇'], 'official'),
		at(['别省'], 'official'),
		at(county, 'author')
	])
		await expect(refused).rejects.toMatchObject({ code: 'not_found' });
});
