import { numberLesson, newLesson, type Lesson, type MediaRef, type NodeJson } from '$lib/lesson';

const t = (text: string, ...marks: string[]): NodeJson => ({
	type: 'text',
	text,
	...(marks.length ? { marks: marks.map((type) => ({ type })) } : {})
});
const node = (type: string, content: NodeJson[] = [], attrs?: Record<string, unknown>): NodeJson => ({
	type,
	content,
	...(attrs ? { attrs } : {})
});
const p = (...content: (NodeJson | string)[]) =>
	node(
		'paragraph',
		content.map((c) => (typeof c === 'string' ? t(c) : c))
	);
const page = (title: string, ...content: NodeJson[]) =>
	node('page', [node('pageTitle', title ? [t(title)] : []), ...content]);
const question = (
	type: 'singleChoice' | 'multipleChoice',
	prompt: string,
	options: [key: string, text: string, correct?: true][],
	why = ''
) =>
	node(
		type,
		[
			node('prompt', [t(prompt)]),
			...options.map(([key, text, correct]) => node('option', [t(text)], { key, correct: correct ?? false })),
			node('explanation', why ? [t(why)] : [])
		],
		{ weight: 1 }
	);

const fillInOf = (text: string, ...blanks: string[]) =>
	node('fillIn', [
		node('prompt', [t(text)]),
		...blanks.map((accepted) => node('blank', [t(accepted)])),
		node('explanation')
	]);

/** Files the fixture names; without them the film and the picture are left out. */
export interface FixtureMedia {
	video?: MediaRef;
	poster?: MediaRef;
	captions?: MediaRef;
	image?: MediaRef;
}

/** A lesson as an expert writes one, in Chinese, with texts that want escaping. */
export const storyLesson = (media: FixtureMedia = {}): Lesson => lessonOf(storyPages(media));

/** The same with every kind of block. */
export const everyBlock = (media: FixtureMedia = {}): Lesson =>
	lessonOf([...storyPages(media), questionsPage(media)]);

function lessonOf(pages: NodeJson[]): Lesson {
	const lesson = newLesson('苹果树冬季修剪 <第 1 课> & "要点"', 'zh-CN');
	return numberLesson({ ...lesson, lessonId: 'fixture0everyblock', doc: { type: 'doc', content: pages } });
}

function storyPages(media: FixtureMedia): NodeJson[] {
	const cell = (type: 'tableHeader' | 'tableCell', text: string, attrs = {}) =>
		node(type, [p(text)], { colspan: 1, rowspan: 1, colwidth: null, ...attrs });
	return [
		page(
			'为什么要修剪',
			p('冬季修剪让树', t('通风透光', 'strong'), '，来年果子', t('又大又甜', 'em', 'strong'), '。'),
			node('heading', [t('修剪的好处')], { level: 2 }),
			node('bulletList', [
				node('listItem', [p('减少病虫害')]),
				node('listItem', [p('集中养分'), node('bulletList', [node('listItem', [p('果枝更壮')])])])
			]),
			node('heading', [t('先后顺序')], { level: 3 }),
			node('orderedList', [node('listItem', [p('先剪病枝')]), node('listItem', [p('再剪密枝')])]),
			...(media.image ? [node('image', [], { media: media.image, alt: '修剪前后的果树 <对比>' })] : []),
			node('table', [
				node('tableRow', [cell('tableHeader', '枝条'), cell('tableHeader', '怎么剪')]),
				node('tableRow', [cell('tableCell', '徒长枝'), cell('tableCell', '从基部疏除')]),
				node('tableRow', [cell('tableCell', '病虫枝'), cell('tableCell', '剪下后烧掉')])
			])
		),
		...(media.video
			? [
					page(
						'看一看：怎么下剪',
						node('video', [], {
							media: media.video,
							poster: media.poster ?? null,
							captions: media.captions ? [{ lang: 'zh-CN', label: '中文', media: media.captions }] : [],
							title: '下剪的角度'
						})
					)
				]
			: []),
		page(
			'练一练',
			question(
				'singleChoice',
				'冬季修剪最好在什么时候？',
				[
					['a', '落叶以后到发芽以前', true],
					['b', '开花的时候'],
					['c', '<b>果子</b>成熟的时候']
				],
				'这时树体休眠，养分损失最少。'
			),
			question(
				'multipleChoice',
				'哪些枝条应当剪掉？',
				[
					['a', '病虫枝', true],
					['b', '健壮的结果枝'],
					['c', '交叉重叠枝', true],
					['d', '徒长枝', true]
				],
				'结果枝要留下。'
			)
		),
		page(
			'对不对',
			node(
				'trueFalse',
				[node('prompt', [t('剪口要平滑，离芽一厘米左右。')]), node('explanation', [t('太近会伤芽。')])],
				{
					weight: 2,
					answer: true
				}
			)
		),
		page(
			'说一说',
			node('discussion', [node('prompt', [t('咱们村的果园去年修剪得怎么样？今年打算怎么改？')])], {
				minutes: 10,
				by: 'group'
			}),
			node('unknown', [], { json: '{"type":"hologram"}' })
		)
	];
}

function questionsPage(media: FixtureMedia): NodeJson {
	return page(
		'换个法子考',
		fillInOf('剪口离芽____厘米，冬剪在____以后。', '1|一', '落叶'),
		node('numeric', [node('prompt', [t('每亩留几个主枝？')]), node('explanation')], {
			answer: 120,
			tolerance: 5,
			unit: '个',
			hint: '一株三个，一亩四十株。',
			attempts: 2
		}),
		node(
			'matching',
			[
				node('prompt', [t('什么枝怎么剪？')]),
				...[
					['a', '病虫枝', '剪下烧掉'],
					['b', '徒长枝', '从基部疏除'],
					['c', '结果枝', '留下']
				].map(([key, left, right]) =>
					node('pair', [node('pairLeft', [t(left!)]), node('pairRight', [t(right!)])], { key })
				),
				node('explanation')
			],
			{ partial: true }
		),
		node(
			'ordering',
			[
				node('prompt', [t('先后怎么排？')]),
				...[
					['a', '看树势'],
					['b', '剪病枝'],
					['c', '剪密枝'],
					['d', '涂剪口']
				].map(([key, text]) => node('option', [t(text!)], { key })),
				node('explanation')
			],
			{ partial: true }
		),
		node(
			'grouping',
			[
				node('prompt', [t('留还是剪？')]),
				node('group', [node('groupName', [t('留')]), node('option', [t('结果枝')], { key: 'a' })], {
					key: 'a'
				}),
				node(
					'group',
					[
						node('groupName', [t('剪')]),
						node('option', [t('病枝')], { key: 'b' }),
						node('option', [t('枯枝')], { key: 'c' })
					],
					{ key: 'b' }
				),
				node('explanation')
			],
			{ partial: true }
		),
		node(
			'hotspot',
			[
				node('prompt', [t('从哪里下剪？')]),
				node('area', [t('枝条基部')], { key: 'a', x: 10, y: 60, width: 30, height: 30, correct: true }),
				node('area', [t('枝条顶端')], {
					key: 'b',
					x: 60,
					y: 5,
					width: 30,
					height: 30,
					feedback: '顶端留着。'
				}),
				node('explanation')
			],
			{ media: media.image ?? null, alt: '一根徒长枝' }
		),
		node('shortAnswer', [
			node('prompt', [t('你家的树怎么剪的？')]),
			node('explanation', [t('先病枝后密枝。')])
		]),
		node('scale', [node('prompt', [t('这一课有用吗？')])], { low: '没用', high: '很有用' }),
		node(
			'quiz',
			[
				node('quizTitle', [t('考一考')]),
				...['剪口要涂药。', '夏天不用剪。', '剪刀要消毒。'].map((text, i) =>
					node('trueFalse', [node('prompt', [t(text)]), node('explanation')], { answer: i !== 1 })
				)
			],
			{ draw: 2, shuffle: true, passPercent: 50 }
		)
	);
}
