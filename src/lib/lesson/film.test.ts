import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeJson } from './block';
import {
	itemsOf,
	newLesson,
	numberLesson,
	openLesson,
	problemsOf,
	storedLesson,
	type Lesson,
	type MediaRef
} from '.';
import { cuesOf, readTime, timeText } from './film';
import { emptyState, isDone, packState, summarise, unpackState, type VideoItem } from './tracking';
import { choice, page, video } from './testing';

const media: MediaRef = { sha256: 'a'.repeat(64), size: 1, type: 'video/mp4', name: '片.mp4', seconds: 60 };
const words = (text: string): NodeJson => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const asked: NodeJson = {
	type: 'trueFalse',
	attrs: { answer: true },
	content: [{ type: 'prompt', content: [{ type: 'text', text: '对吗' }] }, { type: 'explanation' }]
};
const cue = (at: number, content: NodeJson, attrs = {}): NodeJson => ({
	type: 'cue',
	attrs: { at, ...attrs },
	content: [content]
});
const lesson = (...cues: NodeJson[]): Lesson =>
	numberLesson({
		...newLesson('课', 'zh-CN'),
		doc: {
			type: 'doc',
			content: [
				{ type: 'page', content: [{ type: 'pageTitle' }, { type: 'video', attrs: { media }, content: cues }] }
			]
		}
	});

describe('cues', () => {
	it('come by their times, and those at one moment as they stand', () => {
		const film: NodeJson = {
			type: 'video',
			content: [cue(9, words('c')), cue(2, words('a')), cue(2, words('b'))]
		};
		expect(cuesOf(film).map(({ at, node }) => [at, node.content?.[0]?.content?.[0]?.text])).toEqual([
			[2, 'a'],
			[2, 'b'],
			[9, 'c']
		]);
	});
	it('a question always pauses, and a note wants no answer', () => {
		const film: NodeJson = {
			type: 'video',
			content: [
				cue(1, asked, { pause: false, required: 'right' }),
				cue(2, words('a'), { required: 'right', rewindTo: 1 })
			]
		};
		expect(cuesOf(film).map(({ pause, required, rewindTo }) => [pause, required, rewindTo])).toEqual([
			[true, 'right', null],
			[true, 'no', null]
		]);
	});
	it('are opened and stored as they were, and a film of before has none', () => {
		const made = lesson(cue(1.5, asked, { required: 'answered' }), cue(3, words('看')));
		const opened = openLesson(JSON.parse(JSON.stringify(storedLesson(made))));
		expect(opened.state === 'ok' && opened.lesson).toEqual(made);
		const { chapters: _c, firstViewing: _f, ...before } = lesson().doc.content![0]!.content![1]!.attrs!;
		const old = lesson();
		old.doc.content![0]!.content![1] = { type: 'video', attrs: before };
		const again = openLesson(JSON.parse(JSON.stringify(old)));
		expect(again.state === 'ok' && itemsOf(again.lesson)[1]).toMatchObject({ kind: 'video', required: [] });
	});
	it('name what the film requires', () => {
		const items = itemsOf(lesson(cue(1, asked, { required: 'answered' }), cue(2, asked)));
		const film = items.find((item) => item.kind === 'video') as VideoItem;
		const questions = items.filter((item) => item.kind === 'trueFalse');
		expect(questions).toHaveLength(2);
		expect(film.required).toEqual([questions[0]!.sid]);
	});
	it('beyond the end of the film, empty or incomplete are named before a release', () => {
		const incomplete = { ...asked, attrs: { answer: null } };
		const made = lesson(cue(61, words('迟')), cue(3, { type: 'paragraph' }), cue(4, incomplete));
		made.title = '课';
		expect(problemsOf(made).map(({ error }) => [error.code, error.details.time])).toEqual([
			['lesson_cue_empty', '0:03'],
			['lesson_cue_beyond_end', '1:01'],
			['lesson_question_incomplete', undefined]
		]);
	});
});

describe('a film is done', () => {
	const film: VideoItem = { ...(video(2, 60) as VideoItem), required: [3] };
	const items = [page(1), film, choice(3, 'singleChoice')];
	const seen = (percent: number) => ({
		...emptyState(),
		videos: { 2: { position: 60, furthest: 60, percent, seen: [] } }
	});
	const answered = { 3: { response: 'a', attempts: 1, correct: false, score: 0 } };
	it('when nearly all was watched and what it requires was answered', () => {
		expect(isDone(film, seen(100))).toBe(false);
		expect(isDone(film, { ...seen(89), questions: answered })).toBe(false);
		expect(isDone(film, { ...seen(90), questions: answered })).toBe(true);
		expect(isDone(film, emptyState())).toBe(false);
		expect(summarise(items, { ...seen(90), questions: answered }, null).done).toBe(2);
	});
	it('also for a state packed before films asked anything', () => {
		const before = [page(1), video(2, 60)];
		const text = packState(seen(95), before, { limit: 4096 });
		const state = unpackState(text, items);
		expect(state.videos[2]?.percent).toBe(95);
		expect(isDone(before[1]!, state)).toBe(true);
		expect(isDone(film, state)).toBe(false);
	});
});

describe('moments', () => {
	it('are read as they are written', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 359_999 }), (tenths) => {
				expect(readTime(timeText(tenths / 10, true))).toBe(tenths / 10);
			})
		);
		expect([
			readTime('1：05'),
			readTime(' 65.55 '),
			readTime('1:2:3'),
			readTime('x'),
			readTime('1:'),
			readTime('')
		]).toEqual([65, 65.6, 3723, null, null, null]);
	});
	it('are said in minutes and hours', () => {
		expect([timeText(65.9), timeText(65.96, true), timeText(3661), timeText(59.99, true)]).toEqual([
			'1:05',
			'1:06.0',
			'1:01:01',
			'1:00.0'
		]);
	});
});
