import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLesson, aStateOf, choice, page, statement, talk, video } from '../testing';
import {
	emptyState,
	isQuestion,
	judge,
	packState,
	summarise,
	unpackState,
	worstCase,
	type Item,
	type LessonState,
	type QuestionItem
} from '.';

const lessonAndState = aLesson.chain((items) => fc.tuple(fc.constant(items), aStateOf(items)));

/** Everything but what may be clipped. */
const withoutTexts = (state: LessonState) => ({
	...state,
	discussions: {},
	questions: Object.fromEntries(
		Object.entries(state.questions).map(([sid, { correct, score, attempts }]) => [
			sid,
			{ correct, score, attempts }
		])
	)
});

describe('judging', () => {
	it('a multiple choice is right only with exactly the right options, in any order', () => {
		const item = choice(1, 'multipleChoice', 'abcd', 'bd');
		expect(judge(item, ['d', 'b'])).toEqual({ correct: true, score: 1 });
		expect(judge(item, ['b'])).toEqual({ correct: false, score: 0 });
		expect(judge(item, ['a', 'b', 'd']).correct).toBe(false);
	});
	it('a question without a right answer is never right', () => {
		expect(judge(choice(1, 'singleChoice', 'ab', ''), '').correct).toBe(false);
		expect(judge(choice(1, 'multipleChoice', 'ab', ''), []).correct).toBe(false);
	});
	it('a wrong kind of response is wrong', () => {
		expect(judge(statement(1), 'true').correct).toBe(false);
		expect(judge(choice(1, 'multipleChoice'), 'b').correct).toBe(false);
		expect(judge(choice(1, 'singleChoice'), { points: [] }).correct).toBe(false);
	});
});

describe('packing', () => {
	it('any state of any lesson comes back as it was', () => {
		fc.assert(
			fc.property(lessonAndState, ([items, state]) => {
				const text = packState(state, items, { limit: 1e9 });
				expect(text).toMatch(/^[A-Za-z0-9_-]*$/);
				expect(unpackState(text, items)).toEqual(state);
			})
		);
	});
	it('any garbage gives the empty state', () => {
		const items = [page(1), choice(2, 'singleChoice'), video(3)];
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' })), (text) => {
				expect(unpackState(text, items)).toEqual(emptyState());
			})
		);
	});
	it('a text cut short or with one character changed is noticed', () => {
		const items = [page(1), choice(2, 'singleChoice'), video(3)];
		const state = { ...emptyState(), page: 1, visited: { 1: true as const } };
		const text = packState(state, items, { limit: 4096 });
		expect(unpackState(text.slice(0, -1), items)).toEqual(emptyState());
		expect(unpackState(`${text.slice(0, 5)}${text[5] === 'A' ? 'B' : 'A'}${text.slice(6)}`, items)).toEqual(
			emptyState()
		);
	});
	it('nothing that was promised a place exceeds it, and only text is clipped', () => {
		fc.assert(
			fc.property(lessonAndState, fc.integer({ min: 0, max: 600 }), ([items, state], room) => {
				const limit = worstCase(items) + room;
				const text = packState(state, items, { limit });
				expect(text.length).toBeLessThanOrEqual(limit);
				expect(withoutTexts(unpackState(text, items))).toEqual(withoutTexts(state));
			})
		);
	});
	it('clipped text ends at a whole character', () => {
		const items = [talk(1)];
		const state = { ...emptyState(), discussions: { 1: [{ who: '一组', text: '😀'.repeat(100) }] } };
		const back = unpackState(packState(state, items, { limit: 100 }), items);
		expect(back.discussions[1]?.[0]?.text).toMatch(/^(😀)+$/u);
	});
	it('an edited lesson keeps the answers to unchanged questions and drops the others', () => {
		const items = [
			page(1),
			choice(2, 'singleChoice'),
			choice(3, 'multipleChoice'),
			statement(4),
			video(5),
			page(6)
		];
		const state: LessonState = {
			...emptyState(),
			page: 6,
			visited: { 1: true, 6: true },
			videos: { 5: { position: 3, furthest: 4, percent: 9, seen: [0, 1, 2] } },
			questions: {
				2: { response: 'a', attempts: 2, correct: false, score: 0 },
				3: { response: ['b'], attempts: 1, correct: true, score: 1 },
				4: { response: true, attempts: 1, correct: true, score: 1 }
			}
		};
		const [, q2, q3, , v5] = items as [Item, QuestionItem, QuestionItem, QuestionItem, Item];
		const edited = [
			v5,
			page(9),
			{ ...q3, text: '改过的问题' },
			q2,
			choice(4, 'singleChoice'),
			page(1)
		] as Item[];
		expect(unpackState(packState(state, items, { limit: 4096 }), edited)).toEqual({
			...emptyState(),
			visited: { 1: true },
			videos: state.videos,
			questions: { 2: state.questions[2] }
		});
	});
	it('reordered options do not lose an answer; a changed right answer does', () => {
		const item = choice(1, 'multipleChoice', 'abcd', 'bd');
		const state = {
			...emptyState(),
			questions: { 1: { response: ['a', 'b'], attempts: 1, correct: false, score: 0 } }
		};
		const text = packState(state, [item], { limit: 4096 });
		expect(unpackState(text, [{ ...item, options: [...item.options].reverse() }])).toEqual(state);
		const other = item.options.map((o) => ({ ...o, correct: o.key === 'a' }));
		expect(unpackState(text, [{ ...item, options: other }]).questions).toEqual({});
	});
	it('300 questions among 500 blocks, all answered, fit SCORM 1.2', () => {
		let sid = 0;
		const items: Item[] = [];
		for (let i = 0; i < 100; i++) items.push(page((sid += 1)));
		for (let i = 0; i < 100; i++) items.push(choice((sid += 1), 'singleChoice'));
		for (let i = 0; i < 100; i++) items.push(choice((sid += 1), 'multipleChoice', 'abcdefgh', 'bd'));
		for (let i = 0; i < 100; i++) items.push(statement((sid += 1)));
		for (let i = 0; i < 60; i++) items.push(video((sid += 1), 3600), talk((sid += 1)));
		expect(items.filter(isQuestion)).toHaveLength(300);
		expect(worstCase(items)).toBeLessThanOrEqual(4096);
	});
});

describe('summing up', () => {
	const items = [page(1), choice(2, 'singleChoice', 'ab', 'b', 3), statement(3), video(4), talk(5)];
	const full = (right: boolean): LessonState => ({
		...emptyState(),
		visited: { 1: true },
		videos: { 4: { position: 0, furthest: 600, percent: 90, seen: [] } },
		questions: {
			2: { response: 'b', attempts: 1, correct: right, score: right ? 1 : 0 },
			3: { response: true, attempts: 1, correct: true, score: 1 }
		}
	});
	it('nothing is decided before all questions are answered', () => {
		const state = full(true);
		delete state.questions[3];
		expect(summarise(items, state, 60)).toEqual({
			completion: 'incomplete',
			success: 'unknown',
			scaled: null,
			done: 3,
			total: 4
		});
	});
	it('weights count', () => {
		expect(summarise(items, full(true), 60)).toMatchObject({
			completion: 'completed',
			success: 'passed',
			scaled: 1
		});
		expect(summarise(items, full(false), 60)).toMatchObject({ success: 'failed', scaled: 0.25 });
	});
	it('a film seen to 89 percent is not done', () => {
		const state = full(true);
		state.videos[4] = { position: 0, furthest: 600, percent: 89, seen: [] };
		expect(summarise(items, state, 60)).toMatchObject({ completion: 'incomplete', success: 'passed' });
	});
	it('an unmarked lesson, and one without questions, is neither passed nor failed', () => {
		expect(summarise(items, full(true), null).success).toBe('unknown');
		expect(summarise([page(1)], { ...emptyState(), visited: { 1: true } }, 60)).toMatchObject({
			completion: 'completed',
			success: 'unknown',
			scaled: null
		});
	});
	it('exactly the pass mark passes, whatever floating point says', () => {
		const ten = Array.from({ length: 10 }, (_, i) => statement(i + 1));
		const state = emptyState();
		ten.forEach(
			(q, i) =>
				(state.questions[q.sid] = { response: i < 7, attempts: 1, correct: i < 7, score: i < 7 ? 1 : 0 })
		);
		expect(summarise(ten, state, 70).success).toBe('passed');
	});
});
