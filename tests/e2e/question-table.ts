import type { Locator } from '@playwright/test';
import type { NodeJson, QuestionItem } from '$lib/lesson';
import { line, option, question } from './nodes';

export const outcomes = ['right', 'wrong', 'partly'] as const;
export type Outcome = (typeof outcomes)[number];

/** What an LMS must hold of an answer, in each version's spelling, and what a report says in words. */
interface Recorded {
	'1.2': string;
	'2004': string;
	words: string;
}

/** One kind of question: how it is written, how it is answered, what must come of it. */
export interface QuestionCase {
	kind: QuestionItem['kind'];
	node: NodeJson;
	type: { '1.2': string; '2004': string };
	/** Answers on the page; what is partly right stands as wrong where the kind gives no part. */
	give(question: Locator, outcome: Outcome): Promise<void>;
	/** Share of the points; null where nothing is marked. */
	score: Record<Outcome, number> | null;
	recorded: Record<Outcome, Recorded>;
}

const tick = (labels: Record<Outcome, string[]>) => async (q: Locator, outcome: Outcome) => {
	for (const label of labels[outcome]) await q.getByText(label, { exact: true }).click();
};
const fill = (texts: Record<Outcome, string[]>) => async (q: Locator, outcome: Outcome) => {
	const inputs = q.locator('fieldset input, fieldset textarea');
	for (const [i, value] of texts[outcome].entries()) await inputs.nth(i).fill(value);
};
const place =
	(pairs: Record<Outcome, [thing: string, place: string][]>) => async (q: Locator, o: Outcome) => {
		for (const [thing, where] of pairs[o]) {
			await q.locator('.thing').filter({ hasText: thing }).click();
			await q.locator('.place').filter({ hasText: where }).click();
		}
	};
/** Moves rows up until they stand as wanted. */
const arrange = (orders: Record<Outcome, string[]>) => async (q: Locator, outcome: Outcome) => {
	for (const [i, row] of orders[outcome].entries()) {
		const texts = await q.locator('.order .text').allInnerTexts();
		for (let at = texts.indexOf(row); at > i; at--)
			await q.locator('.order > li').filter({ hasText: row }).locator('button').first().click();
	}
};
const same = (value: string, words = value): Recorded => ({ '1.2': value, '2004': value, words });
const both = (in12: string, in2004: string, words: string): Recorded => ({
	'1.2': in12,
	'2004': in2004,
	words
});
const allOrNothing = { right: 1, wrong: 0, partly: 0 };

/** Every kind of question; `picture` is what the place question points into (640 × 360 or alike). */
export const questionCases = (picture: unknown): QuestionCase[] => [
	{
		kind: 'singleChoice',
		node: question(
			'singleChoice',
			'几月育秧？',
			[option('a', '三月', true), option('b', '六月'), option('c', '九月')],
			{
				shuffle: true
			}
		),
		type: { '1.2': 'choice', '2004': 'choice' },
		give: tick({ right: ['三月'], wrong: ['六月'], partly: ['九月'] }),
		score: allOrNothing,
		recorded: { right: same('a', '三月'), wrong: same('b', '六月'), partly: same('c', '九月') }
	},
	{
		kind: 'multipleChoice',
		node: question('multipleChoice', '哪些是病？', [
			option('a', '稻瘟', true),
			option('b', '螟虫'),
			option('c', '纹枯', true)
		]),
		type: { '1.2': 'choice', '2004': 'choice' },
		give: tick({ right: ['稻瘟', '纹枯'], wrong: ['螟虫'], partly: ['纹枯'] }),
		score: { right: 1, wrong: 0, partly: 0.5 },
		recorded: {
			right: both('a,c', 'a[,]c', '稻瘟 / 纹枯'),
			wrong: same('b', '螟虫'),
			partly: same('c', '纹枯')
		}
	},
	{
		kind: 'trueFalse',
		node: question('trueFalse', '种子要晒。', [], { answer: true }),
		type: { '1.2': 'true-false', '2004': 'true-false' },
		// By place: the words are the lesson's language.
		give: (q, outcome) =>
			q
				.locator('.option')
				.nth(outcome === 'right' ? 0 : 1)
				.click(),
		score: allOrNothing,
		recorded: {
			right: both('t', 'true', '对'),
			wrong: both('f', 'false', '错'),
			partly: both('f', 'false', '错')
		}
	},
	{
		kind: 'fillIn',
		node: question('fillIn', '____怕旱，____怕涝。', [
			line('blank', '水稻|稻', { key: 'a' }),
			line('blank', '棉花', { key: 'b' })
		]),
		type: { '1.2': 'fill-in', '2004': 'fill-in' },
		give: fill({ right: ['稻。', '棉 花'], wrong: ['麦', '豆'], partly: ['水稻', '豆'] }),
		score: { right: 1, wrong: 0, partly: 0.5 },
		recorded: {
			right: both('稻。; 棉 花', '稻。[,]棉 花', '稻。 / 棉 花'),
			wrong: both('麦; 豆', '麦[,]豆', '麦 / 豆'),
			partly: both('水稻; 豆', '水稻[,]豆', '水稻 / 豆')
		}
	},
	{
		kind: 'numeric',
		node: question('numeric', '每亩几公斤？', [], { answer: 12.5, tolerance: 0.5, unit: '公斤' }),
		type: { '1.2': 'numeric', '2004': 'numeric' },
		give: fill({ right: ['１２．８公斤'], wrong: ['20'], partly: ['13.1'] }),
		score: allOrNothing,
		recorded: {
			right: same('12.8', '12.8公斤'),
			wrong: same('20', '20公斤'),
			partly: same('13.1', '13.1公斤')
		}
	},
	{
		kind: 'matching',
		node: question(
			'matching',
			'连一连',
			[
				['a', '红灯', '停'],
				['b', '绿灯', '行'],
				['c', '黄灯', '等']
			].map(([key, left, right]) => ({
				type: 'pair',
				attrs: { key },
				content: [line('pairLeft', left!), line('pairRight', right!)]
			}))
		),
		type: { '1.2': 'matching', '2004': 'matching' },
		give: place({
			right: [
				['红灯', '停'],
				['绿灯', '行'],
				['黄灯', '等']
			],
			wrong: [
				['红灯', '行'],
				['绿灯', '等'],
				['黄灯', '停']
			],
			partly: [
				['红灯', '停'],
				['绿灯', '等'],
				['黄灯', '行']
			]
		}),
		score: { right: 1, wrong: 0, partly: 1 / 3 },
		recorded: {
			right: both('a.a,b.b,c.c', 'a[.]a[,]b[.]b[,]c[.]c', '红灯 – 停 / 绿灯 – 行 / 黄灯 – 等'),
			wrong: both('a.b,b.c,c.a', 'a[.]b[,]b[.]c[,]c[.]a', '红灯 – 行 / 绿灯 – 等 / 黄灯 – 停'),
			partly: both('a.a,b.c,c.b', 'a[.]a[,]b[.]c[,]c[.]b', '红灯 – 停 / 绿灯 – 等 / 黄灯 – 行')
		}
	},
	{
		kind: 'ordering',
		node: question('ordering', '先后怎么排？', [
			option('a', '浸种'),
			option('b', '催芽'),
			option('c', '播种')
		]),
		type: { '1.2': 'sequencing', '2004': 'sequencing' },
		give: arrange({
			right: ['浸种', '催芽', '播种'],
			wrong: ['催芽', '播种', '浸种'],
			partly: ['浸种', '播种', '催芽']
		}),
		score: { right: 1, wrong: 0, partly: 1 / 3 },
		recorded: {
			right: both('a,b,c', 'a[,]b[,]c', '浸种 → 催芽 → 播种'),
			wrong: both('b,c,a', 'b[,]c[,]a', '催芽 → 播种 → 浸种'),
			partly: both('a,c,b', 'a[,]c[,]b', '浸种 → 播种 → 催芽')
		}
	},
	{
		kind: 'grouping',
		node: question(
			'grouping',
			'病还是虫？',
			[
				['x', '虫', [option('a', '螟虫'), option('b', '蚜虫')]] as const,
				['y', '病', [option('c', '稻瘟')]] as const
			].map(([key, name, options]) => ({
				type: 'group',
				attrs: { key },
				content: [line('groupName', name), ...options]
			}))
		),
		type: { '1.2': 'matching', '2004': 'matching' },
		give: place({
			right: [
				['螟虫', '虫'],
				['蚜虫', '虫'],
				['稻瘟', '病']
			],
			wrong: [
				['螟虫', '病'],
				['蚜虫', '病'],
				['稻瘟', '虫']
			],
			partly: [
				['螟虫', '虫'],
				['蚜虫', '虫'],
				['稻瘟', '虫']
			]
		}),
		score: { right: 1, wrong: 0, partly: 2 / 3 },
		recorded: {
			right: both('a.x,b.x,c.y', 'a[.]x[,]b[.]x[,]c[.]y', '螟虫 – 虫 / 蚜虫 – 虫 / 稻瘟 – 病'),
			wrong: both('a.y,b.y,c.x', 'a[.]y[,]b[.]y[,]c[.]x', '螟虫 – 病 / 蚜虫 – 病 / 稻瘟 – 虫'),
			partly: both('a.x,b.x,c.x', 'a[.]x[,]b[.]x[,]c[.]x', '螟虫 – 虫 / 蚜虫 – 虫 / 稻瘟 – 虫')
		}
	},
	{
		kind: 'hotspot',
		node: question(
			'hotspot',
			'病斑在哪里？',
			[
				line('area', '左上', { key: 'a', x: 0, y: 0, width: 40, height: 40, correct: true }),
				line('area', '右下', { key: 'b', x: 60, y: 60, width: 40, height: 40, shape: 'rectangle' })
			],
			{ media: picture, alt: '一片叶子' }
		),
		type: { '1.2': 'choice', '2004': 'choice' },
		async give(q, outcome) {
			const { width, height } = (await q.locator('.picture').boundingBox())!;
			const at = { right: 0.2, wrong: 0.8, partly: 0.5 }[outcome];
			await q.locator('.picture').click({ position: { x: width * at, y: height * at } });
		},
		score: allOrNothing,
		recorded: { right: same('a', '左上'), wrong: same('b', '右下'), partly: same('0', '0') }
	},
	{
		kind: 'shortAnswer',
		node: { type: 'shortAnswer', content: [line('prompt', '你家怎么防？'), line('explanation', '早防早治')] },
		type: { '1.2': 'fill-in', '2004': 'long-fill-in' },
		give: fill({ right: ['及时打药'], wrong: ['不管它'], partly: ['问专家'] }),
		score: null,
		recorded: { right: same('及时打药'), wrong: same('不管它'), partly: same('问专家') }
	},
	{
		kind: 'scale',
		node: {
			type: 'scale',
			attrs: { steps: 5, low: '没用', high: '有用' },
			content: [line('prompt', '这一课有用吗？')]
		},
		type: { '1.2': 'likert', '2004': 'likert' },
		give: (q, outcome) => q.locator(`input[value="${{ right: 5, wrong: 1, partly: 3 }[outcome]}"]`).click(),
		score: null,
		recorded: { right: same('5', '5 / 5'), wrong: same('1', '1 / 5'), partly: same('3', '3 / 5') }
	}
];
