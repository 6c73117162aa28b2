import { readEntry, type AnyPage, type Entry, type EntryBody } from '$lib/ledger';
import type { AttemptFigure } from '$lib/store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	attempts,
	clockTolerance,
	countPage,
	judge,
	nameOf,
	noPages,
	orgAt,
	programmeMonth,
	readPage,
	waitingPage,
	withEvidence,
	type Facts,
	type Where
} from '.';

const day = 24 * 3600_000;
const at = (ms: number) => new Date(Date.parse('2026-11-22T08:00:00.000Z') + ms).toISOString();
const place = ['示范省', '示范市', '青山县', '清水镇', '清水村'];
const facts: Facts = {
	sites: [
		{ from: at(-100 * day), org: place, people: new Map([['w', '王秀英']]) },
		{
			from: at(10 * day),
			org: [...place.slice(0, 4), '新村'],
			people: new Map([
				['w', '王秀英(大)'],
				['l', '李建国']
			])
		}
	],
	enrolledAt: at(-50 * day),
	release: (lessonId, number) =>
		lessonId === 'rice' && number <= 2
			? { title: `水稻 ${number}`, releasedAt: number === 1 ? at(-40 * day) : at(5 * day) }
			: undefined
};
const entry = (seq: number, body: EntryBody, change: Partial<Entry> = {}): Entry => ({
	...{ seq, at: at(seq * 1000), bootId: 'b', monotonic: seq, by: { id: 'w', name: '王', how: 'list' } },
	body,
	...change
});
const opened = (release = 1, attemptId = 'attempt1'): EntryBody => ({
	...{ kind: 'attempt-opened', attemptId, lessonId: 'rice', release, title: '站上的名字', resumed: false }
});
const answer = (sid: number, text: string, item?: string): EntryBody => ({
	...{ kind: 'answer', attemptId: 'attempt1', sid, question: `问${sid}`, response: text, text },
	...{ correct: true, tries: 1, ...(item && { item }) }
});
const talk: EntryBody = {
	kind: 'discussion',
	attemptId: 'attempt1',
	sid: 9,
	question: '说说',
	points: '要点'
};
const status = (success: 'passed' | 'failed', seconds = 60): EntryBody => ({
	...{ kind: 'attempt-status', attemptId: 'attempt1', completion: 'completed', success },
	...{ scaled: success === 'passed' ? 1 : 0, seconds }
});
const where = (page = 1, seen = at(day)): Where => ({
	...{ stationId: 's', deviceId: 'd', facts },
	evidence: { page, hash: `hash${page}`, seen }
});

describe('what an entry is held against', () => {
	const seen = at(20 * day);
	const reason = (body: EntryBody, change: Partial<Entry> = {}, when = seen) =>
		judge(entry(1, body, change), when, facts);

	it('counts a known person at a known release', () => {
		expect(reason(opened())).toBeNull();
		expect(reason(status('passed'))).toBeNull();
	});

	it('knows people by any roster written by then, and not by later ones', () => {
		const li = { by: { id: 'l', name: '李', how: 'list' as const } };
		expect(reason(opened(), li)).toBeNull();
		expect(reason(opened(), li, at(9 * day))).toBe('person');
		expect(reason(opened(), { by: { id: 'x', name: '王秀英', how: 'pin' } })).toBe('person');
		expect(reason({ kind: 'keeper-unlocked' }, { by: { id: 'keeper', name: '', how: 'keeper' } })).toBeNull();
	});

	it('knows releases that were out by then, and not long after they are said to have been opened', () => {
		expect(reason(opened(3))).toBe('release');
		expect(reason(opened(2), { at: at(6 * day) })).toBeNull();
		expect(reason(opened(2), { at: at(4 * day) }, at(4 * day))).toBe('release');
		expect(reason(opened(2), { at: at(5 * day) }, at(5 * day))).toBeNull();
		expect(reason(opened(2), { at: at(5 * day - clockTolerance) })).toBeNull();
		expect(reason(opened(2), { at: at(5 * day - clockTolerance - 1) })).toBe('date');
	});

	it('believes dates from enrolment to first sight, a day either way', () => {
		const when = (ms: number) => reason({ kind: 'keeper-unlocked' }, { at: at(ms) });
		expect(when(20 * day + clockTolerance)).toBeNull();
		expect(when(20 * day + clockTolerance + 1)).toBe('date');
		expect(when(-50 * day - clockTolerance)).toBeNull();
		expect(when(-50 * day - clockTolerance - 1)).toBe('date');
	});

	it('gives the name last written by then, and the place of the date', () => {
		expect(nameOf('w', at(0), facts)).toBe('王秀英');
		expect(nameOf('w', at(10 * day), facts)).toBe('王秀英(大)');
		expect(nameOf('l', at(9 * day), facts)).toBeUndefined();
		expect(orgAt(at(9 * day), facts).at(-1)).toBe('清水村');
		expect(orgAt(at(10 * day), facts).at(-1)).toBe('新村');
		expect(orgAt(at(-1000 * day), facts).at(-1)).toBe('清水村');
		expect(orgAt(at(0), { ...facts, sites: [] })).toEqual([]);
	});
});

describe('the fold of attempts', () => {
	const all: [Entry, Where][] = [
		[entry(1, opened(1)), where(1)],
		[entry(2, answer(4, '甲')), where(1)],
		[entry(3, status('failed', 60)), where(1)],
		[
			entry(4, opened(2), { by: { id: 'w', name: '王', how: 'pin' }, at: at(6 * day) }),
			where(2, at(6 * day))
		],
		[entry(5, answer(4, '乙')), where(2, at(6 * day))],
		[entry(6, talk), where(2, at(6 * day))],
		[entry(7, answer(0, '丙', 'A:q')), where(3, at(6 * day))],
		[entry(8, status('passed', 90)), where(3, at(6 * day))]
	];
	const apply = (figure: AttemptFigure | null, [one, from]: [Entry, Where]) =>
		attempts.apply(figure, [one], from);
	const whole = all.reduce<AttemptFigure | null>(apply, null);

	it('makes of them what they say, the latest of each', () => {
		expect(whole).toEqual({
			_id: 'attempt:s:d:attempt1',
			...{ kind: 'attempt', formatVersion: 3, stationId: 's', deviceId: 'd', attemptId: 'attempt1' },
			...{ org: place, year: 2026, month: 11 },
			...{ openedSeq: 4, personId: 'w', personName: '王秀英', identifiedBy: 'pin' },
			...{ lessonId: 'rice', release: 2, title: '水稻 2' },
			...{ startedAt: at(1000), lastAt: at(6 * day) },
			...{ statusSeq: 8, completion: 'completed', success: 'passed', scaled: 1, seconds: 90 },
			answers: {
				4: { seq: 5, at: at(5000), question: '问4', text: '乙', correct: true, tries: 1 },
				9: { seq: 6, at: at(6000), question: '说说', text: '要点', correct: null, tries: 1 },
				'A:q': { seq: 7, at: at(7000), question: '问0', text: '丙', correct: true, tries: 1 }
			},
			evidence: [
				{ page: 1, hash: 'hash1', seen: at(day) },
				{ page: 2, hash: 'hash2', seen: at(6 * day) },
				{ page: 3, hash: 'hash3', seen: at(6 * day) }
			]
		});
	});

	it('gives the same in any order, repeated, and in any portions', () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(all, { minLength: all.length }),
				fc.array(fc.constantFrom(...all)),
				(order, again) => {
					expect([...order, ...again].reduce<AttemptFigure | null>(apply, null)).toEqual(whole);
				}
			)
		);
		const portions = [all.slice(4), all.slice(0, 4)].map((some) => some.map(([one]) => one));
		const gathered = portions.reduce<AttemptFigure | null>(
			(figure, [first, ...rest]) => attempts.apply(figure, [first!, ...rest], where(1)),
			null
		);
		expect({ ...gathered, evidence: [] }).toEqual({ ...whole, evidence: [] });
	});

	it('begins with nothing but its opening', () => {
		expect(apply(null, all[0]!)).toStrictEqual({
			...whole,
			...{ openedSeq: 1, identifiedBy: 'list', release: 1, title: '水稻 1', lastAt: at(1000) },
			...{ statusSeq: 0, completion: 'incomplete', success: 'unknown', scaled: null, seconds: 0 },
			...{ answers: {}, evidence: [{ page: 1, hash: 'hash1', seen: at(day) }] }
		});
		expect(attempts.apply(null, [entry(1, status('passed'))], where())).toMatchObject({ statusSeq: 1 });
	});

	it('leaves the figure it is given as it was', () => {
		const first = apply(null, all[0]!);
		const copy = structuredClone(first);
		apply(first, all[1]!);
		expect(first).toEqual(copy);
	});

	it('takes the place and month of its beginning', () => {
		const early = attempts.apply(whole, [entry(9, talk, { at: '2026-10-31T15:59:59.999Z' })], where(4));
		expect(early).toMatchObject({ year: 2026, month: 10, org: place });
		expect(programmeMonth('2026-10-31T16:00:00.000Z')).toEqual({ year: 2026, month: 11 });
		expect(programmeMonth('2026-12-31T16:00:00.000Z')).toEqual({ year: 2027, month: 1 });
		const later = attempts.apply(null, [entry(1, opened(1), { at: at(11 * day) })], where(1, at(12 * day)));
		expect(later).toMatchObject({ org: [...place.slice(0, 4), '新村'], month: 12 });
	});

	it('keeps each page of evidence once, by number', () => {
		const [one, two] = [2, 1].map((page) => ({ page, hash: `h${page}`, seen: at(0) }));
		expect(withEvidence([one!], two!)).toEqual([two, one]);
		expect(withEvidence([one!], { ...one!, seen: at(5) })).toEqual([one]);
	});
});

describe('counting a page', () => {
	const page = (entries: unknown[], number = 1, formatVersion = 1): AnyPage => ({
		...{ id: 'x', stationId: 's', deviceId: 'd', page: number, prev: null, formatVersion, entries }
	});
	const count = (entries: unknown[], formatVersion = 1) => {
		const figures = new Map<string, AttemptFigure>();
		const evidence = { hash: 'h1', seen: at(day) };
		const chain = countPage(
			noPages('s', 'd'),
			readPage(page(entries, 1, formatVersion)),
			evidence,
			facts,
			figures
		);
		return { chain, figures: [...figures.values()] };
	};

	it('moves the chain on and gives the changed figures', () => {
		const { chain, figures } = count([entry(1, opened()), entry(2, answer(4, '甲'))]);
		expect(chain).toMatchObject({ page: 1, head: 'h1', seq: 2, aside: {}, lastAside: [], org: place });
		expect(figures).toMatchObject([{ attemptId: 'attempt1', answers: { 4: { text: '甲' } } }]);
	});

	it('sets aside whole pages of a newer format, and entries that are unknown, senseless or foreign', () => {
		expect(count([entry(1, opened())], 2)).toMatchObject({ chain: { aside: { newer: 1 } }, figures: [] });
		const other = { by: { id: 'l', name: '李', how: 'list' as const } };
		const { chain, figures } = count([
			entry(1, opened()),
			{ seq: 2, body: { kind: 'session-sealed' } },
			{ ...entry(3, status('passed')), at: 'yesterday' },
			entry(4, status('failed'), other),
			entry(5, status('passed'))
		]);
		expect(chain.aside).toEqual({ newer: 1, invalid: 1, person: 1 });
		expect(chain.lastAside).toEqual([
			{ page: 1, seq: 2, at: null, personName: null, reason: 'newer' },
			{ page: 1, seq: 3, at: 'yesterday', personName: '王', reason: 'invalid' },
			{ page: 1, seq: 4, at: at(4000), personName: '李', reason: 'person' }
		]);
		expect(figures).toMatchObject([{ success: 'passed' }]);
	});

	it('lets what belongs to no attempt be: it is neither counted nor set aside', () => {
		const keeper = { by: { id: 'keeper', name: '', how: 'keeper' as const } };
		const { chain, figures } = count([
			entry(1, { kind: 'station-opened', program: '1' }),
			entry(2, { kind: 'keeper-unlocked' }, keeper),
			entry(3, opened())
		]);
		expect(chain).toMatchObject({ seq: 3, aside: {}, lastAside: [] });
		expect(figures).toHaveLength(1);
	});

	it("lets an attempt begin only by being opened, and be its opener's", () => {
		expect(count([entry(1, status('passed')), entry(2, opened()), entry(3, answer(1, '甲'))])).toMatchObject({
			chain: { aside: { attempt: 1 } },
			figures: [{ completion: 'incomplete', answers: { 1: { text: '甲' } } }]
		});
	});

	it('counts nothing of a page whose numbers do not go on, and goes on from its last', () => {
		for (const seqs of [
			[2, 3],
			[1, 1],
			[1, 3],
			[2, 1]
		]) {
			const { chain, figures } = count(seqs.map((seq, i) => entry(seq, i ? answer(1, '甲') : opened())));
			expect(chain).toMatchObject({ aside: { sequence: 2 }, seq: seqs[1] });
			expect(figures).toEqual([]);
		}
		expect(count([{ seq: 1e300, body: { kind: 'x' } }]).chain.seq).toBe(0);
	});

	it('keeps the last twenty of what it set aside, and the number of all', () => {
		const { chain } = count(Array.from({ length: 30 }, (_, i) => entry(i + 1, status('passed'))));
		expect(chain.aside).toEqual({ attempt: 30 });
		expect(chain.lastAside.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 11));
	});

	it('names the releases a page opens, and what a chain waits for', () => {
		const read = readPage(page([entry(1, opened(1)), entry(2, opened(2)), entry(3, talk)]));
		expect(read.releases).toEqual([
			['rice', 1],
			['rice', 2]
		]);
		expect(waitingPage({ ...noPages('s', 'd'), page: 3, last: 3 })).toBeNull();
		expect(waitingPage({ ...noPages('s', 'd'), page: 3, last: 9 })).toBe(4);
	});
});

describe('reading entries of other programs', () => {
	it('never throws, and tells unknown from senseless', () => {
		expect(readEntry(entry(1, opened())).state).toBe('known');
		expect(readEntry({ seq: 1, body: { kind: 'from the future' } }).state).toBe('newer');
		for (const raw of [
			null,
			7,
			'x',
			[],
			{},
			{ body: {} },
			{ seq: 1, body: { kind: 7 } },
			{ ...entry(1, opened()), seq: 0 }
		])
			expect(readEntry(raw).state).toBe('invalid');
		fc.assert(
			fc.property(fc.anything(), (raw) => {
				expect(['known', 'newer', 'invalid']).toContain(readEntry(raw).state);
			})
		);
	});
});
