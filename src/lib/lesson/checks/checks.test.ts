import { describe, expect, it } from 'vitest';
import { accents, blankAbout, blankSource, newLesson, numberLesson, type Lesson, type NodeJson } from '..';
import { checkCodes, factsOf, findingsOf, readingOf, type Finding } from '.';

const today = '2026-11-30';

const t = (type: string, value: string, attrs?: Record<string, unknown>, ...more: NodeJson[]): NodeJson => ({
	type,
	...(attrs && { attrs }),
	content: [...(value ? [{ type: 'text', text: value }] : []), ...more]
});
const page = (title: string, ...blocks: NodeJson[]): NodeJson => ({
	type: 'page',
	content: [t('pageTitle', title), ...blocks]
});
const media = { sha256: 'a'.repeat(64), size: 1000, type: 'image/png', name: 'a.png' };
/** A lesson nothing is to be said about. */
function lessonOf(...pages: NodeJson[]): Lesson {
	const lesson = newLesson('水稻', 'zh-CN');
	const settings = {
		...lesson.settings,
		minutes: 1,
		about: {
			...blankAbout,
			reviewer: '农技站张三',
			sources: [{ ...blankSource, title: '《农药管理条例》' }],
			lookAgain: today
		},
		summary: '会防稻瘟病。',
		themes: ['technology' as const]
	};
	return numberLesson({ ...lesson, settings, doc: { type: 'doc', content: pages } });
}
const check = (lesson: Lesson): Finding[] => findingsOf(lesson, factsOf(lesson), today);
const codes = (...pages: NodeJson[]) => check(lessonOf(...pages)).map(({ code }) => code);
const choice = (attrs = {}, why = '') => ({
	type: 'singleChoice',
	attrs,
	content: [
		t('prompt', '几月？'),
		t('option', '三月', { correct: true }),
		t('option', '四月'),
		t('explanation', why)
	]
});
const scene = (key: string, title: string, to: string | null, text = '怎么办？'): NodeJson => ({
	type: 'scene',
	attrs: { key },
	content: [
		t('sceneTitle', title),
		t('paragraph', text),
		{
			type: 'choice',
			attrs: { to, verdict: 'good' },
			content: [t('choiceText', '打药'), t('choiceFeedback', '')]
		}
	]
});

describe('a sound lesson', () => {
	it('is found to be one', () =>
		expect(codes(page('育秧', t('paragraph', '三月育秧。'), choice({}, '清明前后。')))).toEqual([]));
});

describe('what could be better', () => {
	it.each<[Finding['code'], NodeJson[]]>([
		['page_title_missing', [page('', t('paragraph', '文字'))]],
		['page_empty', [page('空', t('paragraph', ''))]],
		['page_long', [page('长', ...Array.from({ length: 200 }, () => t('paragraph', '这一句有八个字。')))]],
		['alt_missing', [page('图', { type: 'image', attrs: { media, alt: ' ' } })]],
		[
			'alt_missing',
			[page('图', { type: 'gallery', content: [{ type: 'galleryImage', attrs: { media, alt: '' } }] })]
		],
		['captions_missing', [page('片', { type: 'video', attrs: { media, captions: [], title: '' } })]],
		['transcript_missing', [page('音', { type: 'audio', attrs: { media, title: '', transcript: '' } })]],
		['heading_order', [page('题', t('heading', '小小', { level: 3 }), t('paragraph', '文字'))]],
		['heading_empty', [page('题', t('heading', '', { level: 2 }), t('paragraph', '文字'))]],
		['sentence_long', [page('句', t('paragraph', `${'水稻要早防病虫'.repeat(8)}。`))]],
		['characters_rare', [page('字', t('paragraph', '魑魅魍魉饕餮。'))]],
		[
			'table_head_missing',
			[
				page('表', {
					type: 'table',
					content: [{ type: 'tableRow', content: [t('tableCell', '', {}, t('paragraph', '一'))] }]
				})
			]
		],
		[
			'link_needs_network',
			[
				page('网', {
					type: 'paragraph',
					content: [
						{ type: 'text', text: '看这里', marks: [{ type: 'link', attrs: { href: 'https://a.cn' } }] }
					]
				})
			]
		],
		['feedback_missing', [page('问', choice())]],
		[
			'quiz_draws_all',
			[page('考', { type: 'quiz', attrs: { draw: 3 }, content: [t('quizTitle', '考'), choice({}, '因为')] })]
		],
		['scene_empty', [page('事', { type: 'scenario', content: [scene('a', '开头', null, '')] })]],
		[
			'scene_unreachable',
			[page('事', { type: 'scenario', content: [scene('a', '一', null), scene('b', '二', null)] })]
		]
	])('%s', (code, pages) => {
		const found = check(lessonOf(...pages)).filter((finding) => finding.code === code);
		expect(found.length).toBeGreaterThan(0);
	});
	it('words on a single option are feedback too', () => {
		const question = choice();
		question.content[2]!.attrs = { correct: false, feedback: '早了。' };
		expect(codes(page('问', question))).not.toContain('feedback_missing');
	});
	it('a story that comes round again is followed to its end', () => {
		const story = { type: 'scenario', content: [scene('a', '一', 'b'), scene('b', '二', 'a')] };
		expect(codes(page('事', story))).toEqual([]);
	});
	it('each finding leads to the block it is about', () => {
		const lesson = lessonOf(page('图', t('paragraph', '字'), { type: 'image', attrs: { media, alt: '' } }));
		const image = lesson.doc.content![0]!.content![2]!.attrs!.id;
		expect(check(lesson)).toMatchObject([{ code: 'alt_missing', id: image, severity: 'should' }]);
	});
	it('a wrong number of minutes is mended in one step', () => {
		const lesson = lessonOf(page('长', t('paragraph', '水稻怕病。'.repeat(400))));
		const finding = check(lesson).find(({ code }) => code === 'minutes_off');
		expect(finding?.fix).toEqual({ kind: 'settings', settings: { minutes: factsOf(lesson).minutes } });
	});
	it('a lesson that no LMS could remember must be made smaller', () => {
		const many = Array.from({ length: 900 }, () => choice({}, '因为'));
		const lesson = lessonOf(page('题', ...many));
		expect(check(lesson)).toContainEqual(
			expect.objectContaining({ code: 'state_too_large', severity: 'must' })
		);
	});
	it('a colour too light to read is told, the offered ones never', () => {
		const coloured = (accent: string) => {
			const lesson = lessonOf(page('色', t('paragraph', '文字。')));
			return check({ ...lesson, settings: { ...lesson.settings, look: { name: 'plain', accent } } });
		};
		expect(coloured('#ffdd33')).toMatchObject([{ code: 'contrast_low' }]);
		for (const accent of accents) expect(coloured(accent)).toEqual([]);
	});
	it('no code is listed twice', () => expect(new Set(checkCodes).size).toBe(checkCodes.length));
});

describe('where a lesson comes from', () => {
	const saying = (settings: Partial<Lesson['settings']>) => {
		const lesson = lessonOf(page('育秧', t('paragraph', '三月育秧。')));
		return check({ ...lesson, settings: { ...lesson.settings, ...settings } }).map(({ code, severity }) => [
			code,
			severity
		]);
	};
	const { about } = lessonOf(page('一')).settings;
	it('nobody has said it: a hint', () => {
		expect(saying({ about: undefined })).toEqual([['sources_missing', 'hint']]);
		expect(saying({ about: { ...about!, sources: [blankSource] } })).toEqual([['sources_missing', 'hint']]);
	});
	it('no expert has reviewed it: a hint', () =>
		expect(saying({ about: { ...about!, reviewer: ' ' } })).toEqual([['reviewer_missing', 'hint']]));
	it('it was to be looked at again by yesterday', () => {
		expect(saying({ about: { ...about!, lookAgain: '2026-11-29' } })).toEqual([['look_again_due', 'should']]);
		expect(saying({})).toEqual([]);
	});
	it('a note for whoever writes on is told to them', () =>
		expect(saying({ note: '先改数' })).toEqual([['note_for_author', 'hint']]));
	it.each([
		t('paragraph', '这是样例，换上自己的。'),
		t('paragraph', '示例，请按当地文件改。'),
		t('callout', '', { source: '给主讲人' }, t('paragraph', '请一位党员领读。'))
	])('what is said to authors on a page is told', (block) =>
		expect(codes(page('一', block))).toEqual(['note_on_page'])
	);
	it('what is said to learners is not', () =>
		expect(codes(page('一', t('paragraph', '请按标签上的量用，用完把瓶子交回去。')))).toEqual([]));
});

describe('reading', () => {
	it('short sentences of common characters are easy', () =>
		expect(readingOf(['稻瘟病要早防。破口前打药。']).level).toBe('easy'));
	it('long sentences are hard, and named', () => {
		const { level, long } = readingOf([`${'贯彻落实关于深入推进'.repeat(6)}。`]);
		expect(level).toBe('hard');
		expect(long).toHaveLength(1);
	});
	it('knows the characters in common use', () => {
		expect(readingOf(['水稻病虫害防治技术农药喷洒土壤']).rare).toEqual([]);
		expect(readingOf(['水稻怕饕餮']).rare).toEqual(['饕', '餮']);
	});
	it('English has no rare characters', () => expect(readingOf(['Spray early.']).rare).toEqual([]));
});

it.each([
	['例会格式（副本）', true],
	['Meeting (copy) ', true],
	['Meeting (copy 2)', true],
	['怎样复印副本', false]
])('a title that still says it is a copy is told: %s, %s', (title, told) => {
	const lesson = { ...newLesson('', 'zh-CN'), title };
	const found = findingsOf(lesson, factsOf(lesson), today).filter(({ code }) => code === 'title_is_copy');
	expect(found.map(({ severity }) => severity)).toEqual(told ? ['should'] : []);
});

it.each([
	['VID_20260412_101010', true],
	['IMG-0042', true],
	['mmexport1699999999999', true],
	['20260412_101010', true],
	['剪枝.mp4', true],
	['果树冬季修剪', false],
	['2026 年的土地政策', false],
	['怎样拍好 IMG 照片', false]
])('a title like a file name is told: %s, %s', (title, told) => {
	const lesson = { ...newLesson('', 'zh-CN'), title };
	const found = findingsOf(lesson, factsOf(lesson), today).filter(
		({ code }) => code === 'title_is_file_name'
	);
	expect(found.map(({ severity }) => severity)).toEqual(told ? ['should'] : []);
});
