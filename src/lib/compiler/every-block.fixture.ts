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
/** A word with an attribute of its mark. */
const marked = (text: string, type: string, attrs: Record<string, unknown>): NodeJson => ({
	type: 'text',
	text,
	marks: [{ type, attrs }]
});
const part = (type: string, title: string, content: NodeJson[], attrs?: Record<string, unknown>) =>
	node(type, [node(`${type}Title`, title ? [t(title)] : []), ...content], attrs);
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

/** Files the fixture names; what has no file is left out. */
export interface FixtureMedia {
	video?: MediaRef;
	poster?: MediaRef;
	captions?: MediaRef;
	image?: MediaRef;
	audio?: MediaRef;
	file?: MediaRef;
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
	const pages: NodeJson[] = [
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
			...(media.image
				? [
						node('image', [], {
							media: media.image,
							alt: '修剪前后的果树 <对比>',
							caption: '左边没剪，右边<剪过>'
						})
					]
				: []),
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
		),
		{
			...page(
				'读一读',
				p(
					'徒长枝是',
					marked('徒长枝', 'term', { meaning: '长得太快、不结果的枝条 <"长条">' }),
					'，先看',
					marked('为什么要修剪', 'link', { href: '#page:firstpage01' }),
					'，再看',
					marked('农技网', 'link', { href: 'https://example.org/?a=1&b="2"' }),
					'。'
				),
				node('quote', [p('冬剪一刀，夏少十工。')], { source: '老果农 <王大爷>' }),
				node('callout', [p('剪口抹上保护剂。')], { tone: 'tip', source: '' }),
				node('callout', [p('不要在雨天修剪。')], { tone: 'warning', source: '' }),
				node(
					'callout',
					[
						p('承包期内，发包方不得收回承包地。'),
						node('bulletList', [node('listItem', [p('互换、转让要备案')])])
					],
					{ tone: 'law', source: '《农村土地承包法》第二十七条 & "其他"' }
				),
				node('divider')
			),
			attrs: { section: '第二部分 <动手>' }
		},
		page(
			'做一做',
			node('steps', [
				part('step', '先看树形', [p('站远一点，看<整棵>树。')], {
					media: media.image ?? null,
					alt: '看树形 <远>'
				}),
				part('step', '再下剪', [p('从外往里剪。'), p('剪口要平。')], { media: null, alt: '' })
			]),
			node('accordion', [
				part('fold', '剪下的枝条怎么办 <问>', [p('粉碎还田。')]),
				part('fold', '剪多少合适', [
					p('不超过三成。'),
					node('table', [node('tableRow', [cell('tableCell', '幼树'), cell('tableCell', '一成')])])
				])
			]),
			node('tabs', [
				part('tab', '幼树', [p('轻剪，多留枝。')]),
				part('tab', '老树 <十年以上>', [p('重剪，换新枝。')]),
				part('tab', '弱树', [p('先养后剪。')])
			])
		),
		...(media.image
			? [
					page(
						'看一看图',
						node('gallery', [
							node('galleryImage', [], { media: media.image, alt: '剪前 <一>', caption: '第一年' }),
							node('galleryImage', [], {
								media: media.poster ?? media.image,
								alt: '剪后',
								caption: '第二年 <好>'
							}),
							node('galleryImage', [], { media: media.image, alt: '', caption: '' })
						]),
						node('comparison', [], {
							before: media.image,
							after: media.poster ?? media.image,
							beforeAlt: '剪前的树',
							afterAlt: '剪后的树',
							beforeLabel: '剪前 <去年>',
							afterLabel: ''
						})
					)
				]
			: []),
		...(media.audio && media.file
			? [
					page(
						'带回家',
						node('audio', [], {
							media: media.audio,
							title: '听王大爷讲 <口诀>',
							transcript: '一看二剪三涂药。\n<四>清园。'
						}),
						node('attachment', [], { media: media.file, title: '修剪记录表 <空白>' })
					)
				]
			: [])
	];
	pages[0] = { ...pages[0]!, attrs: { ...pages[0]?.attrs, id: 'firstpage01' } };
	return pages;
}

function questionsPage(media: FixtureMedia): NodeJson {
	return page(
		'换个法子考',
		node('scenario', [
			part(
				'scene',
				'邻居要砍你的树 <急>',
				[
					p('他说树枝伸过了界。'),
					node(
						'choice',
						[node('choiceText', [t('跟他吵 <一架>')]), node('choiceFeedback', [t('两家不说话了。')])],
						{ key: 'a', to: null, verdict: 'bad' }
					),
					node('choice', [node('choiceText', [t('请村里调解')]), node('choiceFeedback', [t('坐下来谈。')])], {
						key: 'b',
						to: 'b',
						verdict: 'good'
					})
				],
				{ key: 'a' }
			),
			part('scene', '握手言和', [p('修剪过界的枝条，两家都好。')], { key: 'b' })
		]),
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
