import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { Lesson, NodeJson } from '$lib/lesson';
import { questionCases } from './question-table';

const text = (value: string, ...marks: unknown[]): NodeJson => ({
	type: 'text',
	text: value,
	...(marks.length > 0 && { marks: marks as NodeJson['marks'] })
});
const line = (type: string, ...content: NodeJson[]): NodeJson => ({ type, content });
const para = (...content: NodeJson[]) => line('paragraph', ...content);
const page = (title: string, ...blocks: NodeJson[]): NodeJson => ({
	type: 'page',
	content: [line('pageTitle', text(title)), ...blocks]
});

function find(node: NodeJson, type: string): NodeJson | undefined {
	if (node.type === type) return node;
	for (const child of node.content ?? []) {
		const found = find(child, type);
		if (found) return found;
	}
	return undefined;
}

/** The sample lesson whose files the lesson below uses: whoever has started from it may use them. */
export const sample = { button: /先挂断/, folder: 'fraud-film' };

/** A lesson with every kind of block, one page for texts, one for media, one for parts, one for questions, one for a film. */
export function everyBlock(title: string): Lesson {
	const from = JSON.parse(readFileSync(`lesson-templates/${sample.folder}/lesson.json`, 'utf8')) as Lesson;
	const media = find(from.doc, 'image')?.attrs?.media;
	const video = find(from.doc, 'video')!;
	const picture = { media, alt: '四句话', caption: '记住四句话' };
	const part = (kind: string, name: string, label: string, body: string): NodeJson => ({
		type: kind,
		content: [line(name, text(label)), para(text(body))]
	});
	const questions = questionCases(media).map(({ node }) => node);
	questions[0]!.attrs = { ...questions[0]!.attrs, whenRight: '三月正好。' };
	const choice = (key: string, label: string, to: string | null, verdict: string): NodeJson => ({
		type: 'choice',
		attrs: { key, to, verdict },
		content: [line('choiceText', text(label)), line('choiceFeedback', text('想一想为什么。'))]
	});
	return {
		...from,
		lessonId: 'everyblock0000001',
		title,
		doc: {
			type: 'doc',
			content: [
				page(
					'文字',
					para(
						text('先认'),
						text('冒充公检法', { type: 'term', attrs: { meaning: '假装是公安、检察院、法院的人' } }),
						text(',再看'),
						text('官方说明', { type: 'link', attrs: { href: 'https://www.example.com/' } }),
						text('。')
					),
					{ type: 'heading', attrs: { level: 2 }, content: [text('三不')] },
					line('bulletList', line('listItem', para(text('不轻信')))),
					{ type: 'callout', attrs: { tone: 'warning' }, content: [para(text('要钱的都是骗子。'))] },
					{
						type: 'callout',
						attrs: { tone: 'law', source: '刑法第二百六十六条' },
						content: [para(text('诈骗公私财物…'))]
					},
					{ type: 'quote', content: [para(text('天上不会掉馅饼。'))] },
					{ type: 'divider' },
					{ type: 'discussion', content: [line('prompt', text('你接到过吗?'))] },
					line(
						'table',
						line(
							'tableRow',
							line('tableHeader', para(text('号码'))),
							line('tableHeader', para(text('是谁')))
						),
						line(
							'tableRow',
							line('tableCell', para(text('96110'))),
							line('tableCell', para(text('反诈专线')))
						)
					)
				),
				page(
					'图片和文件',
					{ type: 'image', attrs: picture },
					{
						type: 'gallery',
						content: [
							{ type: 'galleryImage', attrs: picture },
							{ type: 'galleryImage', attrs: picture }
						]
					},
					{
						type: 'comparison',
						attrs: {
							before: media,
							after: media,
							beforeAlt: '前',
							afterAlt: '后',
							beforeLabel: '以前',
							afterLabel: '现在'
						}
					},
					{ type: 'audio', attrs: { media: null, title: '大喇叭录音' } },
					{ type: 'attachment', attrs: { media, title: '宣传单' } }
				),
				page(
					'步骤和情景',
					line('steps', part('step', 'stepTitle', '挂断', '不听他说。')),
					line('accordion', part('fold', 'foldTitle', '转了钱怎么办?', '马上打 110。')),
					line('tabs', part('tab', 'tabTitle', '电话', '不接。'), part('tab', 'tabTitle', '短信', '不点。')),
					{
						type: 'scenario',
						content: [
							{
								type: 'scene',
								attrs: { key: 'a' },
								content: [
									line('sceneTitle', text('电话来了')),
									para(text('对方说你犯了案。')),
									choice('a', '挂断', 'b', 'good'),
									choice('b', '照他说的做', null, 'bad')
								]
							},
							{
								type: 'scene',
								attrs: { key: 'b' },
								content: [line('sceneTitle', text('挂断以后')), para(text('再打 110 问一问。'))]
							}
						]
					}
				),
				page('各种题', ...questions),
				page('一组题', {
					type: 'quiz',
					attrs: { draw: 1 },
					content: [line('quizTitle', text('小测验')), questions[0]!, questions[2]!]
				}),
				page('看短片', video)
			]
		}
	};
}

/** Puts a lesson among the drafts of who is signed in; gives the draft's id. */
export const putLesson = (page: Page, lesson: Lesson): Promise<string> =>
	page.evaluate(
		async (body) => {
			const headers = { 'content-type': 'application/json' };
			const answer = await fetch('/drafts', { method: 'POST', headers, body });
			return ((await answer.json()) as { draftId: string }).draftId;
		},
		JSON.stringify({ key: `story${lesson.lessonId}`, lesson })
	);
