import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	isQuestion,
	itemsOf,
	draftMediaOf,
	mediaOf,
	newLesson,
	openLesson,
	problemsOf,
	type Lesson,
	type NodeJson
} from '.';

function frozen(): Lesson {
	const url = new URL('../../../tests/fixtures/lessons/frozen/v1.json', import.meta.url);
	const opened = openLesson(JSON.parse(readFileSync(url, 'utf8')));
	if (opened.state !== 'ok') throw new Error(opened.state);
	return opened.lesson;
}

const text = (value: string): NodeJson => ({ type: 'text', text: value });
const withBlocks = (...blocks: NodeJson[]): Lesson => ({
	...newLesson('课', 'zh-CN'),
	doc: {
		type: 'doc',
		content: [{ type: 'page', attrs: { id: 'page00', sid: 1 }, content: [{ type: 'pageTitle' }, ...blocks] }]
	}
});
const option = (words: string, correct: boolean): NodeJson => ({
	type: 'option',
	attrs: { key: words, correct },
	content: words ? [text(words)] : []
});
const question = (type: string, asked: string, ...options: NodeJson[]): NodeJson => ({
	type,
	attrs: { id: 'ques00', sid: 2 },
	content: [{ type: 'prompt', content: asked ? [text(asked)] : [] }, ...options, { type: 'explanation' }]
});

describe('items', () => {
	it('are everything with a number, in reading order, each with its page', () => {
		expect(itemsOf(frozen()).map(({ kind, sid, page, text }) => [kind, sid, page, text])).toEqual([
			['page', 1, 1, '育秧'],
			['video', 2, 1, '育秧三步'],
			['page', 3, 3, '练一练'],
			['singleChoice', 4, 3, '几月育秧？'],
			['multipleChoice', 5, 3, '哪些是病？'],
			['trueFalse', 6, 3, '种子不用晒。'],
			['trueFalse', 7, 3, '还没有定。'],
			['discussion', 8, 3, '你家几时下种？'],
			['page', 9, 9, '']
		]);
	});

	it('carry what a report needs of them', () => {
		const items = itemsOf(frozen());
		const find = (sid: number) => items.find((item) => item.sid === sid);
		expect(find(2)).toMatchObject({ seconds: 123.5 });
		expect(find(5)).toMatchObject({
			weight: 2.5,
			options: [
				{ key: 'a', text: '稻瘟病', correct: true },
				{ key: 'c', text: '纹枯病', correct: true },
				{ key: 'b', text: '春分', correct: false }
			]
		});
		expect(find(6)).toMatchObject({ answer: false, explanation: '要晒两天。' });
		expect(find(8)).toMatchObject({ minutes: 15, by: 'person' });
		expect(items.filter(isQuestion).map(({ sid }) => sid)).toEqual([4, 5, 6, 7]);
	});

	it('without a number are left out', () => {
		expect(itemsOf(withBlocks({ type: 'video', attrs: { id: 'x', sid: null } })).map((i) => i.kind)).toEqual([
			'page'
		]);
	});

	it('whose attributes were left out read as the schema says', () => {
		const items = itemsOf(
			withBlocks(
				{ type: 'discussion', attrs: { id: 'disc00', sid: 2 }, content: [{ type: 'prompt' }] },
				{ type: 'video', attrs: { id: 'vide00', sid: 3 } },
				question('singleChoice', '?', option('a', true), option('b', false))
			)
		);
		expect(items.slice(1)).toMatchObject([
			{ minutes: 10, by: 'group' },
			{ text: '', seconds: 0 },
			{ weight: 1 }
		]);
	});
});

describe('media', () => {
	it('are the cover, pictures, films, stills and captions, each once', () => {
		const lesson = frozen();
		expect(mediaOf(lesson).map((media) => media.sha256[0])).toEqual(['c', '1', '2', '3', '4']);
		const page = lesson.doc.content?.[0] as NodeJson;
		const twice = { ...lesson, doc: { ...lesson.doc, content: [page, page] } };
		expect(mediaOf(twice)).toHaveLength(5);
	});

	it('of a draft are also films in a better picture, which no package holds', () => {
		const ref = (letter: string) => ({
			sha256: letter.repeat(64),
			size: 1,
			type: 'video/mp4',
			name: 'a.mp4'
		});
		const film = { id: 'vide00', sid: 2, media: ref('a'), standard: ref('b') };
		const lesson = { ...newLesson('课', 'zh-CN'), doc: withBlocks({ type: 'video', attrs: film }).doc };
		expect(mediaOf(lesson).map(({ sha256 }) => sha256[0])).toEqual(['a']);
		expect(draftMediaOf(lesson).map(({ sha256 }) => sha256[0])).toEqual(['a', 'b']);
	});

	it('of an empty lesson are none', () => expect(mediaOf(newLesson('课', 'zh-CN'))).toEqual([]));
});

describe('problems', () => {
	const codes = (lesson: Lesson) => problemsOf(lesson).map(({ error, id }) => [error.code, id]);

	it('of a good lesson are none', () => {
		const lesson = withBlocks(
			question('singleChoice', '?', option('a', true), option('b', false)),
			question('multipleChoice', '?', option('a', true), option('b', true)),
			{ type: 'trueFalse', attrs: { answer: false }, content: [{ type: 'prompt', content: [text('。')] }] }
		);
		expect(codes(lesson)).toEqual([]);
	});

	it('name the node they stand at, in reading order', () => {
		expect(codes(frozen())).toEqual([
			['lesson_media_missing', 'imag000002'],
			['lesson_question_incomplete', 'ques000004']
		]);
	});

	it('name the page they are on, and none for what is no page', () => {
		const picture = { type: 'image', attrs: { id: 'imag000009', media: null } };
		const page = (...blocks: NodeJson[]) => ({ type: 'page', content: [{ type: 'pageTitle' }, ...blocks] });
		const doc = { type: 'doc', content: [page(), page(picture), page(picture)] };
		const found = problemsOf({ ...newLesson('', 'zh-CN'), doc });
		expect(found.map((problem) => problem.page)).toEqual([null, 2, 3]);
	});

	it('a lesson needs a title and a page', () => {
		const empty = { ...newLesson(' \n', 'zh-CN'), doc: { type: 'doc', content: [] } };
		expect(codes(empty)).toEqual([
			['lesson_empty_title', null],
			['lesson_no_page', null]
		]);
	});

	it.each([
		['nothing asked', question('singleChoice', ' ', option('a', true), option('b', false))],
		['an empty option', question('singleChoice', '?', option('a', true), option('', false))],
		['no right answer', question('singleChoice', '?', option('a', false), option('b', false))],
		['two right answers to one choice', question('singleChoice', '?', option('a', true), option('b', true))],
		['no right answer of many', question('multipleChoice', '?', option('a', false), option('b', false))],
		[
			'right or wrong not said',
			{ ...question('trueFalse', '?'), attrs: { id: 'ques00', sid: 2, answer: null } }
		],
		['right or wrong left out', question('trueFalse', '?')],
		['no statement', { ...question('trueFalse', ''), attrs: { id: 'ques00', sid: 2, answer: true } }]
	])('a question with %s is incomplete', (_, node) => {
		expect(codes(withBlocks(node))).toEqual([['lesson_question_incomplete', 'ques00']]);
	});

	it.each(['video', 'image'])('a %s without its file is not ready', (type) => {
		expect(codes(withBlocks({ type, attrs: { id: 'medi00', media: null } }))).toEqual([
			['lesson_media_missing', 'medi00']
		]);
	});

	it.each<[string, boolean, NodeJson[]]>([
		['nothing', false, []],
		['a blank line', false, [{ type: 'paragraph', content: [text(' ')] }]],
		[
			'a headline and a line across',
			false,
			[{ type: 'heading', content: [text('选种')] }, { type: 'divider' }]
		],
		['a step that has a title only', false, [steps({ type: 'paragraph' })]],
		['a sentence', true, [{ type: 'paragraph', content: [text('晒种两天。')] }]],
		['a step that says something', true, [steps({ type: 'paragraph', content: [text('晒')] })]],
		['a film', true, [{ type: 'video', attrs: { id: 'f', media: null } }]],
		['something of a newer program', true, [{ type: 'unknown' }]]
	])('a lesson with %s beside its title has something to learn: %s', (_, teaches, blocks) => {
		const doc = {
			type: 'doc',
			content: [{ type: 'page', content: [{ type: 'pageTitle', content: [text('题')] }, ...blocks] }]
		};
		const found = codes({ ...newLesson('育秧', 'zh-CN'), doc }).map(([code]) => code);
		expect(found.includes('lesson_nothing_to_learn')).toBe(!teaches);
	});
});

/** A block of one step with a title and a body. */
function steps(body: NodeJson): NodeJson {
	return {
		type: 'steps',
		content: [{ type: 'step', content: [{ type: 'stepTitle', content: [text('一')] }, body] }]
	};
}
