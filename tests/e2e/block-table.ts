import { expect, type Locator } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { FixtureMedia } from '../../src/lib/compiler/every-block.fixture';
import type { BlockKind, NodeJson, QuestionItem } from '$lib/lesson';
import { askingFilm } from '../integration/film-lesson';
import type { Version } from './lms';
import { line, node, option, paragraph, part, question, text, wordWith } from './nodes';

/** Every kind of block that is no question of its own. */
export type ContentKind = Exclude<BlockKind, QuestionItem['kind']>;

/** One kind of block: how it is written, what a learner sees and does at it, what must be left of it. */
export interface BlockCase {
	blocks: NodeJson[];
	/** Sees and does all there is at a page with the block, whatever was done before. */
	play(page: Locator): Promise<void>;
	/** What stands again at the next visit; where nothing is kept, all can be played again. */
	again?(page: Locator): Promise<void>;
	/** What an LMS has of it. */
	recorded?: Record<Version, [type: string, answer: string, result: string][]>;
	/** Share of the points of each question in it. */
	scores?: number[];
}

/** The page to which the link leads. */
export const linked: ContentKind = 'heading';
export const pageIdOf = (kind: ContentKind) => `page${kind.toLowerCase()}`;

const keys = (page: Locator) => page.page().keyboard;
const loaded = (image: Locator) =>
	expect
		.poll(() => image.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth))
		.toBeGreaterThan(0);
const reads =
	(...texts: string[]) =>
	async (page: Locator) => {
		for (const said of texts) await expect(page.getByText(said)).toBeVisible();
	};
const cell = (type: 'tableHeader' | 'tableCell', said: string) =>
	node(type, [paragraph(said)], { colspan: 1, rowspan: 1, colwidth: null });
const item = (...content: NodeJson[]) => node('listItem', content);
const choice = (key: string, said: string, feedback: string, attrs: Record<string, unknown>) =>
	node('choice', [line('choiceText', said), line('choiceFeedback', feedback)], { key, ...attrs });

/** Every kind of block in a page of its own, in this order. */
export const blockCases = (media: Required<FixtureMedia>) =>
	({
		paragraph: {
			blocks: [
				node('paragraph', [
					text('先认'),
					wordWith('徒长枝', 'term', { meaning: '长得太快、不结果的枝条' }),
					text('，再看'),
					wordWith('下一页', 'link', { href: `#page:${pageIdOf(linked)}` }),
					text('和'),
					wordWith('农技网', 'link', { href: 'https://example.org/' })
				])
			],
			async play(page) {
				const meaning = page.locator('.meaning');
				await expect(meaning).toBeHidden();
				await page.locator('dfn').click();
				await expect(meaning).toHaveText('长得太快、不结果的枝条');
				await keys(page).press('Escape');
				await expect(meaning).toBeHidden();
				await expect(page.getByRole('link', { name: '农技网' })).toHaveAttribute('rel', /noopener/);
				await page.getByRole('link', { name: '下一页' }).click();
				await expect(page.locator('h1')).toHaveText(linked);
				await keys(page).press('ArrowLeft');
			}
		},
		heading: {
			blocks: [line('heading', '修剪的好处', { level: 2 }), paragraph('果子大。')],
			play: (page) => expect(page.getByRole('heading', { level: 2 })).toHaveText('修剪的好处')
		},
		bulletList: {
			blocks: [
				node('bulletList', [
					item(paragraph('少生病')),
					item(paragraph('集中养分'), node('bulletList', [item(paragraph('果枝更壮'))]))
				])
			],
			play: (page) => expect(page.locator('ul ul > li')).toHaveText('果枝更壮')
		},
		orderedList: {
			blocks: [node('orderedList', [item(paragraph('先剪病枝')), item(paragraph('再剪密枝'))])],
			play: (page) => expect(page.locator('ol > li')).toHaveText(['先剪病枝', '再剪密枝'])
		},
		image: {
			blocks: [node('image', [], { media: media.image, alt: '一棵树', caption: '左边没剪' })],
			async play(page) {
				await loaded(page.getByRole('img', { name: '一棵树' }));
				await expect(page.locator('figcaption')).toHaveText('左边没剪');
			}
		},
		table: {
			blocks: [
				node('table', [
					node('tableRow', [cell('tableHeader', '枝条'), cell('tableHeader', '怎么剪')]),
					node('tableRow', [cell('tableCell', '病虫枝'), cell('tableCell', '剪下烧掉')])
				])
			],
			async play(page) {
				await expect(page.getByRole('columnheader')).toHaveText(['枝条', '怎么剪']);
				await expect(page.getByRole('cell')).toHaveText(['病虫枝', '剪下烧掉']);
			}
		},
		quote: {
			blocks: [node('quote', [paragraph('冬剪一刀，夏少十工。')], { source: '老果农' })],
			play: reads('冬剪一刀，夏少十工。', '老果农')
		},
		callout: {
			blocks: [
				node('callout', [paragraph('剪口抹药。')], { tone: 'tip', source: '' }),
				node('callout', [paragraph('雨天不剪。')], { tone: 'warning', source: '' }),
				node('callout', [paragraph('不得收回承包地。')], { tone: 'law', source: '土地承包法' })
			],
			async play(page) {
				for (const [name, said] of [
					['小提示', '剪口抹药。'],
					['注意', '雨天不剪。'],
					['法条', '出处：土地承包法']
				] as const)
					await expect(page.getByRole('note', { name })).toContainText(said);
			}
		},
		divider: {
			blocks: [paragraph('上面'), node('divider'), paragraph('下面')],
			play: (page) => expect(page.getByRole('separator')).toBeVisible()
		},
		steps: {
			blocks: [
				node('steps', [
					part('step', '先看树形', [paragraph('站远一点。')], { media: media.image, alt: '树形' }),
					part('step', '再下剪', [paragraph('剪口要平。')], { media: null, alt: '' })
				])
			],
			async play(page) {
				await expect(page.locator('.step h3')).toHaveText(['先看树形', '再下剪']);
				await loaded(page.getByRole('img', { name: '树形' }));
			}
		},
		accordion: {
			blocks: [
				node('accordion', [
					part('fold', '枝条怎么办', [paragraph('粉碎还田。')]),
					part('fold', '剪多少', [paragraph('不超过三成。')])
				])
			],
			async play(page) {
				await expect(page.getByText('粉碎还田。')).toBeHidden();
				await page.getByText('枝条怎么办').click();
				await expect(page.getByText('粉碎还田。')).toBeVisible();
				await expect(page.getByText('不超过三成。')).toBeHidden();
				await keys(page).press('Enter');
				await expect(page.getByText('粉碎还田。')).toBeHidden();
			}
		},
		tabs: {
			blocks: [
				node('tabs', [
					part('tab', '幼树', [paragraph('轻剪。')]),
					part('tab', '老树', [paragraph('重剪。')]),
					part('tab', '弱树', [paragraph('先养后剪。')])
				])
			],
			async play(page) {
				const panel = page.getByRole('tabpanel');
				await expect(panel).toContainText('轻剪。');
				await page.getByRole('tab', { name: '老树' }).click();
				await expect(panel).toContainText('重剪。');
				await keys(page).press('ArrowRight');
				await expect(panel).toContainText('先养后剪。');
				await keys(page).press('Home');
				await expect(panel).toContainText('轻剪。');
			}
		},
		gallery: {
			blocks: [
				node('gallery', [
					node('galleryImage', [], { media: media.image, alt: '剪前', caption: '第一年' }),
					node('galleryImage', [], { media: media.poster, alt: '剪后', caption: '第二年' })
				])
			],
			async play(page) {
				await page.getByRole('button', { name: '剪前' }).click();
				const viewer = page.locator('xpath=ancestor::body').getByRole('dialog', { name: '大图' });
				await expect(viewer).toContainText('第一年');
				await viewer.getByRole('button', { name: '下一张' }).click();
				await expect(viewer).toContainText('第二年');
				await expect(viewer.getByRole('status')).toHaveText('第 2 张，共 2 张');
				await loaded(viewer.locator('img'));
				await keys(page).press('ArrowLeft');
				await expect(viewer).toContainText('第一年');
				await viewer.getByRole('button', { name: '关闭' }).click();
				await expect(viewer).toBeHidden();
			}
		},
		comparison: {
			blocks: [
				node('comparison', [], {
					before: media.image,
					after: media.poster,
					beforeAlt: '剪前的树',
					afterAlt: '剪后的树',
					beforeLabel: '去年',
					afterLabel: ''
				})
			],
			async play(page) {
				const slider = page.getByRole('slider');
				await loaded(page.getByRole('img', { name: '剪后的树' }));
				await slider.focus();
				await keys(page).press('Home');
				await keys(page).press('ArrowRight');
				await expect(slider).toHaveAttribute('aria-valuetext', '“去年”占 5%');
				const { width, height } = (await slider.boundingBox())!;
				await slider.click({ position: { x: width * 0.9, y: height / 2 } });
				await expect(slider).toHaveAttribute('aria-valuetext', /占 (85|90|95)%/);
			}
		},
		attachment: {
			blocks: [node('attachment', [], { media: media.file, title: '修剪记录表' })],
			async play(page) {
				const started = page.page().waitForEvent('download');
				await page.getByText('修剪记录表').click();
				const top = page.page();
				// Where our own player is around it, it asks; an LMS does not.
				if (await top.locator('iframe[sandbox]').count()) {
					const bar = top.getByTestId('save-bar');
					await bar.getByRole('button', { name: '保存文件' }).click();
					await bar.getByRole('button', { name: '知道了' }).click();
				}
				const download = await started;
				expect(download.suggestedFilename()).toBe('修剪记录表.pdf');
				expect(readFileSync(await download.path(), 'utf8')).toBe('%PDF-1.4 修剪');
			}
		},
		audio: {
			blocks: [node('audio', [], { media: media.audio, title: '口诀', transcript: '一看二剪。\n三涂药。' })],
			async play(page) {
				const sound = page.locator('audio');
				await sound.focus();
				await keys(page).press('Space');
				await expect
					.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.currentTime))
					.toBeGreaterThan(0);
				await page.getByText('文字稿').click();
				await expect(page.getByText('三涂药。')).toBeVisible();
			}
		},
		unknown: {
			blocks: [node('unknown', [], { json: '{"type":"hologram"}' })],
			play: reads('这部分内容要用新版本打开。')
		},
		discussion: {
			blocks: [node('discussion', [line('prompt', '今年怎么改？')], { minutes: 10, by: 'group' })],
			async play(page) {
				await page.getByRole('button', { name: '开始计时' }).click();
				await expect(page.getByRole('timer')).toHaveText(/^9:5\d$/);
				await page.getByRole('button', { name: '暂停' }).click();
				await page.getByLabel('哪一组').fill('第一组');
				await page.getByLabel('说了什么').fill('提早到腊月');
			},
			async again(page) {
				await expect(page.getByLabel('哪一组')).toHaveValue('第一组');
				await expect(page.getByLabel('说了什么')).toHaveValue('提早到腊月');
			},
			recorded: {
				'1.2': [['fill-in', '第一组: 提早到腊月', 'neutral']],
				'2004': [['long-fill-in', '第一组: 提早到腊月', 'neutral']]
			}
		},
		video: {
			blocks: [askingFilm(media)],
			async play(page) {
				const film = page.locator('video');
				const cue = page.locator('.film-cue:not([hidden])');
				const goOn = cue.getByRole('button', { name: '继续看' });
				await expect(page.locator('.film-chapters button')).toHaveText(['0:00 认枝条', '0:03 下剪']);
				await film.evaluate(async (video: HTMLVideoElement) => {
					video.muted = true;
					video.playbackRate = 2;
					// A film that is not there yet cannot be jumped in.
					while (video.readyState < 1)
						await new Promise((done) => video.addEventListener('loadedmetadata', done, { once: true }));
				});
				await page.locator('.film-chapters').getByText('下剪').click();
				await expect(page.locator('.film-passing')).toContainText('按顺序看');
				await page.locator('.vjs-big-play-button').click();
				await expect(cue).toContainText('先剪哪一种枝？');
				expect(await film.evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);
				await expect(page.locator('.vjs-text-track-display')).toContainText('剪口要平滑');
				await keys(page).press('2');
				await keys(page).press('Enter');
				await expect(cue.locator('.verdict')).toHaveText('✕ 答错了');
				await expect(goOn).toBeDisabled();
				await cue.getByRole('button', { name: '从 0:01 再看一遍' }).click();
				await expect(cue).toBeHidden();
				await expect(cue.getByText('先剪哪一种枝？')).toBeVisible();
				await keys(page).press('1');
				await keys(page).press('Enter');
				await expect(cue.locator('.verdict')).toHaveText('✓ 答对了');
				await goOn.click();
				await expect(page.locator('.film-passing')).toContainText('注意角度');
				await expect(cue).toContainText('剪完要涂药');
				await goOn.click();
				await expect(page.locator('.watched')).toHaveText('✓ 看完了');
			},
			async again(page) {
				await expect(page.locator('.watched')).toHaveText('✓ 看完了');
				await expect(page.locator('.film-questions button')).toHaveText('✓ 0:02');
				const film = page.locator('video');
				await page.locator('.film-chapters').getByText('下剪').click();
				await expect
					.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime))
					.toBeGreaterThanOrEqual(3);
				await expect(page.locator('.film-passing')).not.toContainText('按顺序看');
			},
			recorded: {
				'1.2': [
					['choice', 'b', 'wrong'],
					['choice', 'a', 'correct']
				],
				'2004': [
					['choice', 'b', 'incorrect'],
					['choice', 'a', 'correct']
				]
			},
			scores: [1]
		},
		scenario: {
			blocks: [
				node('scenario', [
					part(
						'scene',
						'邻居要砍你的树',
						[
							paragraph('他说树枝过了界。'),
							choice('a', '跟他吵', '两家不说话了。', { to: null, verdict: 'bad' }),
							choice('b', '请村里调解', '坐下来谈。', { to: 'b', verdict: 'good' })
						],
						{ key: 'a' }
					),
					part(
						'scene',
						'坐到一起',
						[
							paragraph('村主任先请他说。'),
							choice('a', '听他说完', '他消了气。', { to: 'c', verdict: 'good' })
						],
						{ key: 'b' }
					),
					part('scene', '握手言和', [paragraph('修了枝，两家都好。')], { key: 'c' })
				])
			],
			async play(page) {
				const scene = page.locator('.scene:visible h3');
				const outcome = page.locator('.outcome');
				await expect(scene).toHaveText('邻居要砍你的树');
				await keys(page).press('1');
				await expect(outcome).toContainText('✕ 这样做不好');
				await expect(outcome).toContainText('两家不说话了。');
				await outcome.getByRole('button', { name: '从头再来' }).click();
				await page.getByRole('button', { name: '请村里调解' }).click();
				await expect(outcome).toContainText('坐下来谈。');
				await keys(page).press('Enter');
				await expect(scene).toHaveText('坐到一起');
			},
			// In the middle of the second telling, though the first came to its end.
			async again(page) {
				const scene = page.locator('.scene:visible h3');
				await expect(scene).toHaveText('坐到一起');
				await page.getByRole('button', { name: '听他说完' }).click();
				await page.getByRole('button', { name: '接着看' }).click();
				await expect(scene).toHaveText('握手言和');
				await expect(page.locator('.outcome')).toContainText('故事到这里结束了。');
			}
		},
		quiz: {
			blocks: [
				node(
					'quiz',
					[
						line('quizTitle', '考一考'),
						question('trueFalse', '剪口要涂药。', [], { answer: true }),
						question('singleChoice', '几月剪？', [option('a', '腊月', true), option('b', '六月')])
					],
					{ draw: null, shuffle: true, passPercent: null }
				)
			],
			async play(page) {
				const asked = (prompt: string) => page.locator('.question').filter({ hasText: prompt });
				for (const [prompt, answer, verdict] of [
					['剪口要涂药。', '对', '✓ 答对了'],
					['几月剪？', '六月', '✕ 答错了']
				] as const) {
					await asked(prompt).getByText(answer, { exact: true }).click();
					await asked(prompt).locator('.check').click();
					await expect(asked(prompt).locator('.verdict')).toHaveText(verdict);
				}
				await expect(page.locator('.quiz > .standing')).toContainText('得 50 分');
			},
			again: (page) => expect(page.locator('.quiz > .standing')).toContainText('得 50 分'),
			recorded: {
				'1.2': [
					['true-false', 't', 'correct'],
					['choice', 'b', 'wrong']
				],
				'2004': [
					['true-false', 'true', 'correct'],
					['choice', 'b', 'incorrect']
				]
			},
			scores: [1, 0]
		}
	}) satisfies Record<ContentKind, BlockCase>;
