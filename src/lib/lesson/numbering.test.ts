import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLesson, numberLesson, walk, type Lesson, type NodeJson } from '.';

const page = (attrs: object, ...blocks: NodeJson[]): NodeJson => ({
	type: 'page',
	attrs: { ...attrs },
	content: [{ type: 'pageTitle' }, ...blocks]
});
const film = (attrs: object): NodeJson => ({ type: 'video', attrs: { ...attrs } });
const choice = (...keys: unknown[]): NodeJson => ({
	type: 'singleChoice',
	content: keys.map((key) => ({ type: 'option', attrs: { key, correct: false } }))
});
const lesson = (nextSid: number, ...pages: NodeJson[]): Lesson => ({
	...newLesson('课', 'zh-CN'),
	nextSid,
	doc: { type: 'doc', content: pages }
});

function all(given: Lesson, attr: string): unknown[] {
	const found: unknown[] = [];
	walk(given.doc, ({ attrs }) => void (attrs && attr in attrs && found.push(attrs[attr])));
	return found;
}

describe('numbers', () => {
	it('are given in reading order from nextSid on', () => {
		const numbered = numberLesson(lesson(5, page({}, film({}), film({})), page({})));
		expect(all(numbered, 'sid')).toEqual([5, 6, 7, 8]);
		expect(numbered.nextSid).toBe(9);
	});

	it('stay with their first holder, ids too', () => {
		const id = 'film000001';
		const numbered = numberLesson(lesson(8, page({ sid: 1 }, film({ sid: 7, id }), film({ sid: 7, id }))));
		expect(all(numbered, 'sid')).toEqual([1, 7, 8]);
		const [, first, second] = all(numbered, 'id');
		expect(first).toBe(id);
		expect(second).not.toBe(id);
	});

	it('of a node further down are not given to a new one above it, even when nextSid is too low', () => {
		const numbered = numberLesson(lesson(2, page({ sid: 1 }, film({}), film({ sid: 2 }))));
		expect(all(numbered, 'sid')).toEqual([1, 3, 2]);
		expect(numbered.nextSid).toBe(4);
	});

	it('are never used again when their node is gone', () => {
		const before = numberLesson(lesson(1, page({}, film({}), film({}))));
		const shorter = { ...before, doc: { type: 'doc', content: [page({ sid: 1 })] } };
		const after = numberLesson({ ...shorter, doc: { type: 'doc', content: [page({ sid: 1 }, film({}))] } });
		expect(all(after, 'sid')).toEqual([1, 4]);
	});

	it('leave the lesson handed in as it was', () => {
		const given = lesson(1, page({}, choice(null, null)));
		const before = JSON.stringify(given);
		numberLesson(given);
		expect(JSON.stringify(given)).toBe(before);
	});
});

describe('option keys', () => {
	it('are kept by the first holder and given anew to the others, never one that is taken further down', () => {
		const numbered = numberLesson(lesson(1, page({}, choice('b', 'b', null, 'a'))));
		expect(all(numbered, 'key')).toEqual(['b', 'c', 'd', 'a']);
	});

	it('are unique up to the largest question there can be', () => {
		const keys = all(numberLesson(lesson(1, page({}, choice(...Array<null>(36).fill(null))))), 'key');
		expect(new Set(keys).size).toBe(36);
		expect(keys.every((key) => /^[0-9a-z]$/.test(String(key)))).toBe(true);
	});

	it('of different questions do not disturb each other', () => {
		expect(all(numberLesson(lesson(1, page({}, choice('a', 'b'), choice('a', 'b')))), 'key')).toEqual([
			'a',
			'b',
			'a',
			'b'
		]);
	});
});

describe('whatever was pasted', () => {
	const sid = fc.option(fc.integer({ min: 1, max: 12 }), { nil: null });
	const id = fc.option(fc.constantFrom('aaaaaa', 'bbbbbb', 'cccccc'), { nil: null });
	const key = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null });
	const block = fc.oneof(
		fc.record({ id, sid }).map(film),
		fc.array(key, { minLength: 2, maxLength: 5 }).map((keys) => choice(...keys))
	);
	const pages = fc.array(fc.tuple(fc.record({ id, sid }), fc.array(block, { maxLength: 5 })), {
		minLength: 1
	});
	const lessons = fc
		.tuple(fc.integer({ min: 1, max: 15 }), pages)
		.map(([nextSid, all]) => lesson(nextSid, ...all.map(([attrs, blocks]) => page(attrs, ...blocks))));

	it('everything ends up numbered once, first holders keep, and a second run changes nothing', () => {
		fc.assert(
			fc.property(lessons, (given) => {
				const numbered = numberLesson(given);
				const sids = all(numbered, 'sid') as number[];
				const ids = all(numbered, 'id');
				expect(new Set(sids).size).toBe(sids.length);
				expect(new Set(ids).size).toBe(ids.length);
				expect(numbered.nextSid).toBeGreaterThanOrEqual(given.nextSid);
				expect(numbered.nextSid).toBeGreaterThan(Math.max(...sids));
				const kept = new Set(sids);
				for (const held of all(given, 'sid')) if (held !== null) expect(kept).toContain(held);
				expect(numberLesson(numbered)).toEqual(numbered);
			})
		);
	});
});
