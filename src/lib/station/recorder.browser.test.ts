import { importKey, keyIdOf, newId, newKeyPair, publicJwk, unseal, type JsonObject } from '$lib/base';
import { followChain, Page, pageHash, pageKind, type Entry, type EntryBody } from '$lib/ledger';
import type { Item } from '$lib/lesson';
import { courseOfLesson, OrderedSequencer, type Course } from '$lib/scorm/course';
import type { Release } from '$lib/release';
import { Journal, type Identity, type StoredAttempt } from '$lib/store/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import { Recorder } from './recorder';
import { savedSteps } from './steps';

const wang = { id: 'wang', name: '王秀英', how: 'list' as const };
const release = (number: number, lessonId = 'rice00') => ({ lessonId, number, title: '水稻' }) as Release;
const items: Item[] = [
	{
		kind: 'singleChoice',
		sid: 4,
		id: 'q',
		page: 1,
		text: '几月？',
		options: [
			{ key: 'a', text: '三月', correct: true, feedback: '' },
			{ key: 'b', text: '六月', correct: false, feedback: '' }
		],
		quiz: null,
		shuffle: false,
		hint: '',
		explanation: '',
		weight: 1,
		attempts: 0,
		partial: false,
		whenRight: '',
		whenWrong: ''
	},
	{ kind: 'discussion', sid: 8, id: 'd', page: 1, text: '说说', minutes: 5, by: 'group' }
];

let clock: number;
let name: string;
let journal: Journal<Entry>;
let recorder: Recorder;
let identity: Identity;
let publicKey: CryptoKey;

beforeEach(async () => {
	clock = Date.parse('2026-11-22T08:00:00Z');
	journal = new Journal<Entry>((name = `test-${newId()}`));
	const pair = await newKeyPair(false);
	const jwk = await publicJwk(pair.publicKey);
	publicKey = await importKey(jwk);
	identity = {
		stationId: 'station1',
		deviceId: `d${await keyIdOf(jwk)}`,
		credential: '',
		rootKey: jwk,
		contentOrigin: '',
		privateKey: pair.privateKey,
		enrolledAt: clock
	};
	// The key as a later visit finds it: out of the database.
	await journal.keep('identity', identity);
	identity = (await journal.identity())!;
	recorder = new Recorder(journal, identity, () => clock);
});

const q = (id: string, learner_response: string, result = 'correct'): JsonObject => ({
	id,
	type: 'choice',
	learner_response,
	result
});
const cmi = (more: JsonObject, ...interactions: JsonObject[]): JsonObject => ({ ...more, interactions });
const before = { total: 0, attempt: 0 };
const untold = new OrderedSequencer(courseOfLesson('', '', '2004'), null).state();
const commit = (attempt: StoredAttempt, model: JsonObject, final = false, session = 1) =>
	recorder.commit(
		wang,
		attempt,
		{ version: '2004', items },
		{ step: { id: 'lesson', cmi: model, session, final, before }, state: untold }
	);

/** What was recorded since the last call. */
let seen = 0;
beforeEach(() => (seen = 0));
async function recorded(): Promise<EntryBody[]> {
	const { entries } = await journal.open(10_000);
	const fresh = entries.filter(({ seq }) => seq > seen);
	seen = entries.at(-1)?.seq ?? seen;
	return fresh.map(({ body }) => body);
}
async function begun(): Promise<StoredAttempt> {
	const attempt = await recorder.openAttempt(wang, release(1));
	await recorded();
	return attempt;
}

describe('a commit', () => {
	it('writes an answer once, in words, however often it is committed', async () => {
		let attempt = await begun();
		attempt = await commit(attempt, cmi({}, q('q4', 'a')));
		const answer = {
			kind: 'answer',
			attemptId: attempt.attemptId,
			sid: 4,
			question: '几月？',
			response: 'a',
			text: '三月'
		};
		expect(await recorded()).toEqual([{ ...answer, correct: true, tries: 1 }]);
		attempt = await commit(attempt, cmi({}, q('q4', 'a')));
		attempt = await commit(attempt, cmi({ location: '2' }, q('q4', 'a')));
		expect(await recorded()).toEqual([]);
	});

	it('writes an added answer to the same question as the next try', async () => {
		let attempt = await begun();
		attempt = await commit(attempt, cmi({}, q('q4', 'b', 'incorrect')));
		attempt = await commit(attempt, cmi({}, q('q4', 'b', 'incorrect'), q('q5', 'x'), q('q4', 'a')));
		await commit(attempt, cmi({}, q('q4', 'b', 'incorrect'), q('q5', 'x'), q('q4', 'a'), q('q4', 'a')));
		expect(await recorded()).toMatchObject([
			{ sid: 4, response: 'b', correct: false, tries: 1 },
			{ sid: 5, tries: 1 },
			{ sid: 4, response: 'a', correct: true, tries: 2 },
			{ sid: 4, response: 'a', tries: 3 }
		]);
	});

	it('writes an overwritten answer as the next try too', async () => {
		let attempt = await begun();
		attempt = await commit(attempt, cmi({}, q('q4', 'b', 'incorrect')));
		attempt = await commit(attempt, cmi({}, q('q4', 'a')));
		attempt = await commit(attempt, cmi({}, q('q4', 'a')));
		await commit(attempt, cmi({}, q('q4', 'b', 'incorrect')));
		expect(await recorded()).toMatchObject([
			{ response: 'b', tries: 1 },
			{ response: 'a', tries: 2 },
			{ response: 'b', tries: 3 }
		]);
	});

	it('waits for an answer that is still empty, and goes on from what an earlier version entered', async () => {
		let attempt = await begun();
		attempt = await commit(attempt, cmi({}, q('q4', '')));
		expect(await recorded()).toEqual([]);
		const old = { ...attempt, entered: [JSON.stringify(['q4', 'a', true])] };
		attempt = await commit(old, cmi({}, q('q4', 'a')));
		expect(await recorded()).toEqual([]);
		await commit(attempt, cmi({}, q('q4', 'b', 'incorrect')));
		expect(await recorded()).toMatchObject([{ response: 'b', tries: 2 }]);
	});

	it('writes the points of a discussion as such', async () => {
		const { attemptId } = await commit(await begun(), cmi({}, q('q8', '修水渠', 'neutral')));
		expect(await recorded()).toEqual([
			{ kind: 'discussion', attemptId, sid: 8, question: '说说', points: '修水渠' }
		]);
	});

	it('writes the standing only when it changed, or at the end', async () => {
		let attempt = await begun();
		attempt = await commit(attempt, cmi({ session_time: 'PT5S' }));
		attempt = await commit(attempt, cmi({ session_time: 'PT9S' }));
		expect(await recorded()).toEqual([]);
		attempt = await commit(attempt, cmi({ session_time: 'PT10S', score: { scaled: 0.5 } }));
		expect(await recorded()).toMatchObject([{ kind: 'attempt-status', scaled: 0.5, seconds: 10 }]);
		attempt = await commit(attempt, cmi({ session_time: 'PT11S', score: { scaled: 0.5 } }));
		expect(await recorded()).toEqual([]);
		await commit(attempt, cmi({ session_time: 'PT12S', score: { scaled: 0.5 } }), true);
		expect(await recorded()).toMatchObject([
			{ kind: 'attempt-status', completion: 'incomplete', seconds: 12 }
		]);
	});

	it('never takes completion back', async () => {
		let attempt = await begun();
		attempt = await commit(
			attempt,
			cmi({ completion_status: 'completed', success_status: 'passed', score: { scaled: 0.9 } })
		);
		attempt = await commit(
			attempt,
			cmi({ completion_status: 'incomplete', success_status: 'unknown' }),
			true
		);
		expect(attempt).toMatchObject({ completion: 'completed', success: 'passed', scaled: 0.9 });
		expect((await recorded()).at(-1)).toMatchObject({
			completion: 'completed',
			success: 'passed',
			scaled: 0.9
		});
	});

	it('is on the disk whole when it resolves', async () => {
		const attempt = await commit(await begun(), cmi({ location: '7' }, q('q4', 'a')));
		await journal.close();
		expect(await new Journal<Entry>(name).attempts('wang')).toEqual([attempt]);
	});
});

describe('opening an attempt', () => {
	it('goes on with the unfinished one in a newer release; seconds add up and none counts twice', async () => {
		let attempt = await begun();
		attempt = await commit(attempt, cmi({ session_time: 'PT30S' }, q('q4', 'a')));
		attempt = await commit(attempt, cmi({ session_time: 'PT60S' }, q('q4', 'a')), true);
		let again = await recorder.openAttempt(wang, release(2));
		expect(again).toMatchObject({
			attemptId: attempt.attemptId,
			release: 2,
			cmi: attempt.cmi,
			secondsBefore: 60,
			secondsNow: 0
		});
		await recorded();
		again = await commit(again, cmi({ session_time: 'PT20S' }, q('q4', 'a')), true);
		expect(await recorded()).toMatchObject([{ kind: 'attempt-status', seconds: 80 }]);
		// opened and left at once, twice: a crash before the first commit
		await recorder.openAttempt(wang, release(2));
		const third = await recorder.openAttempt(wang, release(3));
		expect(third).toMatchObject({ attemptId: attempt.attemptId, secondsBefore: 80, secondsNow: 0 });
		expect(await recorded()).toMatchObject([
			{ kind: 'attempt-opened', release: 2, resumed: true },
			{ kind: 'attempt-opened', release: 3, resumed: true }
		]);
	});

	it('begins a new one after completion, for another lesson and for another person', async () => {
		const first = await begun();
		const otherLesson = await recorder.openAttempt(wang, release(1, 'wheat0'));
		const other = await recorder.openAttempt({ ...wang, id: 'li' }, release(1));
		await commit(first, cmi({ completion_status: 'completed' }), true);
		const second = await recorder.openAttempt(wang, release(1));
		expect(new Set([first, otherLesson, other, second].map((a) => a.attemptId)).size).toBe(4);
		expect(second).toMatchObject({ cmi: null, secondsBefore: 0, entered: [] });
	});
});

describe('a course of several steps', () => {
	const [step] = courseOfLesson('', 'a.html', '2004').items;
	const course: Course = {
		...courseOfLesson('课', '', '2004'),
		items: ['A', 'B'].map((id) => ({ ...step!, id, title: id }))
	};
	const time = (seconds: number) => ({ session_time: `PT${seconds}S` });
	const standing = (more: object) => ({ ...untold, standing: { ...untold.standing, ...more } });
	const told = (
		attempt: StoredAttempt,
		id: string | null,
		model: JsonObject,
		{ session = 1, final = false, state = untold, before: earlier = before } = {}
	) =>
		recorder.commit(
			wang,
			attempt,
			{ version: '2004', items: [], course },
			{ step: id === null ? null : { id, cmi: model, session, final, before: earlier }, state }
		);

	it('keeps each step apart, and counts every second once', async () => {
		let attempt = await begun();
		attempt = await told(attempt, 'A', time(10));
		attempt = await told(attempt, 'A', time(30), { final: true });
		expect(await recorded()).toMatchObject([{ kind: 'attempt-status', seconds: 30 }]);
		// The same step again, in a session of its own: it counts from nothing.
		attempt = await told(attempt, 'A', time(5), { session: 2, final: true });
		attempt = await told(attempt, 'B', cmi({ location: 'b', ...time(7) }), { session: 3 });
		expect(attempt.steps).toMatchObject({
			A: { secondsBefore: 30, secondsNow: 5 },
			B: { secondsBefore: 0, secondsNow: 7, cmi: { location: 'b' } }
		});
		attempt = await recorder.openAttempt(wang, release(1));
		expect(attempt.steps?.A).toMatchObject({ secondsBefore: 35, secondsNow: 0 });
		// The numbers of sessions begin anew with a launch.
		attempt = await told(attempt, 'A', time(1), { session: 1 });
		await told(attempt, 'B', time(2), { session: 2, final: true });
		expect((await recorded()).at(-1)).toMatchObject({ kind: 'attempt-status', seconds: 45 });
	});

	it('counts the seconds of each attempt at a step, and takes the same answer in another one for another try', async () => {
		let attempt = await begun();
		attempt = await told(attempt, 'A', cmi(time(60), q('q1', 'a'), q('q2', 'b')), { final: true });
		expect(await recorded()).toMatchObject([{ tries: 1 }, { tries: 1 }, { seconds: 60 }]);
		attempt = await told(attempt, 'A', {}, { session: 2 });
		attempt = await told(attempt, 'A', cmi(time(9), q('q2', 'b'), q('q1', 'a')), { session: 2 });
		expect(await recorded()).toMatchObject([
			{ kind: 'answer', item: 'A:q2', response: 'b', tries: 2 },
			{ kind: 'answer', item: 'A:q1', response: 'a', tries: 2 }
		]);
		attempt = await recorder.openAttempt(wang, release(1));
		expect(attempt.steps?.A).toMatchObject({ secondsBefore: 69 });
		expect(savedSteps(attempt, true).A).toMatchObject({ before: { total: 9, attempt: 9 }, final: false });
		attempt = await told(attempt, 'A', time(1), { before: { total: 9, attempt: 0 } });
		expect(savedSteps(attempt, true).A?.before).toEqual({ total: 10, attempt: 1 });
	});

	it('is as far as its course says, and no further back', async () => {
		let attempt = await begun();
		attempt = await told(attempt, 'A', { completion_status: 'completed' });
		expect(attempt.completion).toBe('incomplete');
		attempt = await told(
			attempt,
			null,
			{},
			{ state: standing({ completion: 'completed', success: 'passed', scaled: 0.9 }) }
		);
		expect(await recorded()).toMatchObject([
			{ kind: 'attempt-status', completion: 'completed', success: 'passed', scaled: 0.9 }
		]);
		attempt = await told(attempt, 'A', {}, { session: 2 });
		expect(attempt).toMatchObject({ completion: 'completed', success: 'passed', scaled: 0.9 });
	});
});

describe('closing pages', () => {
	/** Every page, verified, and the chain they make. */
	async function chain() {
		const pages = await journal.pages();
		const ring = (id: string) => (id === identity.deviceId ? publicKey : undefined);
		const read = await Promise.all(pages.map((page) => unseal(page, ring, pageKind, Page)));
		const links = await Promise.all(
			pages.map(async (page, i) => ({ page: read[i]!.page, prev: read[i]!.prev, hash: await pageHash(page) }))
		);
		return { state: followChain(links), pages: read, seqs: read.flatMap((p) => p.entries.map((e) => e.seq)) };
	}
	const point = (i: number): EntryBody => ({
		kind: 'discussion',
		attemptId: 'attempt1',
		question: '说说',
		sid: 8,
		points: `${i}${'水'.repeat(100)}`
	});
	const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
	const record = (count: number) => recorder.record(wang, upTo(count).map(point));

	it('makes one signed chain that holds every entry once', async () => {
		await record(500);
		await recorder.closePages();
		await recorder.closePages();
		await record(3);
		await recorder.closePages();
		const { state, pages, seqs } = await chain();
		expect(pages.length).toBeGreaterThan(3);
		expect(state).toMatchObject({ page: pages.length, waitingFor: null, forked: [] });
		expect(state.head).toBe((await journal.open(1)).head.head);
		expect(seqs).toEqual(upTo(503));
		expect((await journal.open(1)).entries).toEqual([]);
	});

	it('takes up what an earlier run left', async () => {
		await record(2);
		await journal.close();
		const later = new Recorder((journal = new Journal<Entry>(name)), identity, () => clock);
		await later.record(wang, [point(3)]);
		await later.closePages();
		const { seqs, pages } = await chain();
		expect(seqs).toEqual([1, 2, 3]);
		expect(new Set(pages[0]!.entries.map((entry) => entry.bootId)).size).toBe(2);
	});

	it('in two windows at once, with entries coming meanwhile, still makes one chain', async () => {
		const second = new Recorder(new Journal<Entry>(name), identity, () => clock);
		await record(300);
		await Promise.all([
			recorder.closePages(),
			second.closePages(),
			...upTo(20).map((i) => second.record(wang, [point(i)])),
			recorder.closePages()
		]);
		await second.closePages();
		const { state, pages, seqs } = await chain();
		expect(state).toMatchObject({ page: pages.length, waitingFor: null, forked: [] });
		expect(seqs).toEqual(upTo(320));
	});

	it('a clock set back ten years changes the times and nothing of the order', async () => {
		await record(2);
		clock -= 10 * 365 * 24 * 3600_000;
		await record(2);
		await recorder.closePages();
		const { pages, seqs, state } = await chain();
		expect(seqs).toEqual([1, 2, 3, 4]);
		expect(state).toMatchObject({ page: 1, waitingFor: null });
		const entries = pages[0]!.entries;
		expect(entries.map((entry) => entry.at.slice(0, 4))).toEqual(['2026', '2026', '2016', '2016']);
		const monotonic = entries.map((entry) => entry.monotonic);
		expect(monotonic).toEqual([...monotonic].sort((a, b) => a - b));
	});

	it('a clock set back does not hide the unfinished attempt', async () => {
		const first = await begun();
		clock -= 10 * 365 * 24 * 3600_000;
		expect((await recorder.openAttempt(wang, release(1))).attemptId).toBe(first.attemptId);
	});
});
