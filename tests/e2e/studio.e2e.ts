import { expect, test, type Page } from '@playwright/test';
import type { Lesson, NodeJson } from '$lib/lesson';
import { readElsewhere } from '../integration/elsewhere';
import { Browser } from './browser';
import { everyBlock, putLesson, sample } from './every-block';
import { HubProcess } from './hub-process';
import {
	answer,
	author,
	clickInto,
	enterPassword,
	lessonFrame,
	signIn,
	startLesson,
	typeAndSave
} from './steps';

let hub: HubProcess;
let page: Page;
let browser: Browser;
test.beforeEach(async () => {
	hub = await HubProcess.start();
	browser = new Browser();
	page = await browser.open();
	await signIn(page, hub, author);
});
test.afterEach(async () => {
	await browser.close();
	await hub.stop();
});

const text = () => page.locator('.lesson-page');
const dialog = () => page.getByRole('dialog');
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const more = async (entry: string) => {
	await button('更多').click();
	await page.getByRole('menuitem', { name: entry }).click();
};

/** Opens the lesson with a block of each kind, whose files the sample lesson brought here. */
async function openEveryBlock(): Promise<void> {
	await page.goto(`${hub.origin}/lessons`);
	await page.getByRole('button', { name: sample.button }).click();
	await page.waitForURL(/\/lessons\/.+/);
	await page.goto(`${hub.origin}/lessons`);
	const draft = await putLesson(page, everyBlock('防骗'));
	await page.goto(`${hub.origin}/lessons/${draft}`);
	await text().waitFor();
}

test('a lesson is kept as a template, from the list and from the desk, and a new one starts from each', async () => {
	await startLesson(page, '我的格式');
	await typeAndSave(page, '开场白');
	await page.goto(`${hub.origin}/lessons`);
	const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: '我的格式' }) });
	await row.getByRole('button', { name: '存为样例' }).click();
	await dialog().getByLabel('样例名字').fill('例会格式');
	await dialog().getByRole('button', { name: '存为样例' }).click();
	await expect(page.getByText('已存为样例“例会格式”')).toBeVisible();
	await expect(dialog()).toHaveCount(0);
	await page.getByRole('button', { name: /^例会格式/ }).click();
	await page.waitForURL(/\/lessons\/.+/);
	await expect(page.getByLabel('课名').first()).toHaveValue('例会格式（副本）');
	await expect(text()).toContainText('开场白');

	// What was typed last goes along, though nothing was waited for.
	await clickInto(text().getByText('开场白'));
	await page.keyboard.press('End');
	await page.keyboard.type('和点名');
	await more('存为样例');
	await dialog().getByLabel('样例名字').fill('带点名的格式');
	await dialog().getByRole('button', { name: '存为样例' }).click();
	await expect(dialog()).toContainText('已存为样例“带点名的格式”');
	await page.goto(`${hub.origin}/lessons`);
	await page.getByRole('button', { name: /^带点名的格式/ }).click();
	await page.waitForURL(/\/lessons\/.+/);
	await expect(text()).toContainText('开场白和点名');
});

test('released lessons are put together as a course, in the order chosen, for each kind of platform', async () => {
	await button('几课合成一门课').click();
	const links = dialog().getByRole('link');
	await dialog().getByLabel('这门课叫什么').fill('冬季学习');
	await dialog().getByRole('button', { name: /土地/ }).click();
	await expect(links).toHaveCount(0);
	await dialog()
		.getByRole('button', { name: /稻瘟病/ })
		.click();
	await expect(links).toHaveCount(3);
	const manifests: string[] = [];
	for (const link of await links.all()) {
		const coming = page.waitForEvent('download');
		await link.click();
		const [, manifest] = readElsewhere(await (await coming).path());
		manifests.push(manifest);
	}
	const editions = manifests.map((xml) => /<schemaversion>(.*)</.exec(xml)?.[1]);
	expect(editions).toEqual(['1.2', '2004 4th Edition', '2004 3rd Edition']);
	for (const xml of manifests) {
		const titles = [...xml.matchAll(/<title>(.*?)</g)].map((match) => match[1]?.slice(0, 4));
		expect(titles).toEqual(['冬季学习', '冬季学习', '土地经营', '水稻稻瘟']);
	}
	const lesson = /ITEM-(\w+)/.exec(manifests[0] ?? '')?.[1];
	const ask = (query: string) =>
		page.evaluate(async (path) => (await fetch(path)).status, `/packages/course/scorm-1.2.zip?${query}`);
	expect(await ask(`title=a&lesson=${lesson}&lesson=nothing`)).toBe(404);
	expect(await ask(`lesson=${lesson}`)).toBe(404);
});

test('the preview shows a lesson as a TV, a phone, paper and a learning platform would', async () => {
	test.setTimeout(180_000);
	await openEveryBlock();
	await button('预览').click();
	const view = (name: string) =>
		page.getByRole('group', { name: '看成什么样' }).getByRole('button', { name }).click();
	const wide = () => page.frameLocator('iframe').frameLocator('[title=lesson]').locator('html');
	const ground = () =>
		wide()
			.locator('body')
			.evaluate((body) => getComputedStyle(body).backgroundColor);

	await view('电视');
	let frame = await lessonFrame(page);
	await expect.poll(() => frame.evaluate(() => innerWidth)).toBe(1920);
	const dark = await frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
	await view('手机');
	await expect(wide()).toBeVisible({ timeout: 30_000 });
	await expect.poll(async () => (frame = await lessonFrame(page)).evaluate(() => innerWidth)).toBe(390);
	expect(await ground()).not.toBe(dark);
	expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

	await view('讲义');
	const paper = page.frameLocator('iframe[title="讲义"]');
	for (const words of ['要钱的都是骗子。', '几月育秧？', '再打 110 问一问。', '假装是公安、检察院、法院的人'])
		await expect(paper.getByText(words).first()).toBeVisible();
	await expect(button('打印')).toBeVisible();

	await view('学习平台里');
	frame = await lessonFrame(page);
	const calls = page.getByRole('complementary', { name: '和学习平台的对话' });
	await expect(calls).toContainText('开始', { timeout: 30_000 });
	await expect(calls).not.toContainText('记下一道题的回答');
	await frame.locator('.tools button').first().click();
	await frame.locator('dialog .page-link').filter({ hasText: '各种题' }).click();
	await answer(frame, 0, '三月');
	await expect(calls).toContainText('记下一道题的回答');
	await expect(calls).toContainText('请平台存好');
	await expect(calls.getByText('SetValue(cmi.interactions.0.learner_response').first()).toBeVisible();
});

test('questions of one’s own are found, changed, replaced and taken out of the bank; a lesson keeps its copy', async () => {
	await openEveryBlock();
	await clickInto(text().getByText('几月育秧？', { exact: true }).first());
	await button('存进题库').click();
	await dialog().getByLabel('主题词').fill('水稻');
	await dialog().getByRole('button', { name: '存进题库' }).click();
	await expect(dialog()).toContainText('已存进题库');
	await page.keyboard.press('Escape');

	// Mended in the lesson, it takes the place of the one kept before.
	await clickInto(text().getByText('几月育秧？', { exact: true }).first());
	await page.keyboard.press('Home');
	await page.keyboard.type('早稻');
	await button('存进题库').click();
	await dialog().getByLabel('存成').selectOption({ label: '代替我题库里的：几月育秧？' });
	await expect(dialog().getByLabel('主题词')).toHaveValue('水稻');
	await dialog().getByRole('button', { name: '存进题库' }).click();
	await expect(dialog()).toContainText('已经换成这一道');
	await page.keyboard.press('Escape');

	await page.goto(`${hub.origin}/lessons`);
	await startLesson(page, '考一考');
	await page.keyboard.press('Enter');
	await page.keyboard.type('/题库');
	await expect(page.getByRole('option').first()).toContainText('从题库选题');
	await page.keyboard.press('Enter');
	await expect(dialog()).toContainText('找到 1 道题');
	await dialog().getByRole('button', { name: '改主题词和共享' }).click();
	await dialog().getByLabel('主题词（可以不写）').fill('水稻 育秧');
	await dialog().getByLabel('本地方的作者都可以用').check();
	await dialog().getByRole('button', { name: '存好' }).click();
	await expect(dialog()).toContainText('大家可用');
	await dialog()
		.getByRole('checkbox', { name: /早稻几月育秧/ })
		.check();
	await dialog().getByRole('button', { name: '放进来（1 道）' }).click();
	await expect(text().getByText('早稻几月育秧？')).toBeVisible();

	await more('从题库选题');
	await dialog().getByRole('button', { name: '从题库删掉' }).click();
	await expect(dialog()).toContainText('题库里还没有题');
	await dialog().getByRole('button', { name: '放回题库' }).click();
	await expect(dialog()).toContainText('找到 1 道题');
	await dialog().getByRole('button', { name: '从题库删掉' }).click();
	await expect(dialog()).toContainText('题库里还没有题');
	await page.keyboard.press('Escape');
	await expect(page.getByText(/已保存 \d/)).toBeVisible();
	await page.reload();
	await expect(text().getByText('早稻几月育秧？')).toBeVisible();
});

const nodesOf = (node: NodeJson): NodeJson[] => [node, ...(node.content ?? []).flatMap(nodesOf)];

/** Copies the block that holds the words, as one does: its handle, Ctrl+C. */
async function copyBlock(words: string | null): Promise<void> {
	const block = words
		? text().getByText(words, { exact: true }).first()
		: text().locator('.node-image').first();
	await block.scrollIntoViewIfNeeded();
	await block.hover();
	await page.getByRole('button', { name: /^拖动换位置/ }).click();
	await expect(text()).toBeFocused();
	await page.keyboard.press('Control+c');
}

for (const second of [author, '管理员'])
	test(`blocks copied into another lesson keep their words, feedback and files (pasted by ${second})`, async () => {
		test.setTimeout(180_000);
		await openEveryBlock();
		const from = page.url();
		await page.goto(`${hub.origin}/lessons`);
		if (second !== author) {
			await button('退出').click();
			await page.goto(`${hub.origin}/sign-in`);
			await enterPassword(page, second);
			await page.waitForURL(/lessons|stations/);
			await page.goto(`${hub.origin}/lessons`);
		}
		await startLesson(page, '抄过来');
		await typeAndSave(page, '另一课');
		const to = page.url();
		for (const words of ['几月育秧？', '几月育秧？', '要钱的都是骗子。', null]) {
			await page.goto(from);
			await text().waitFor();
			await copyBlock(words);
			await page.goto(to);
			await clickInto(text().getByText('另一课'));
			await page.keyboard.press('Control+End');
			const taken = page.waitForResponse((reply) => /\/drafts\/[^/]+$/.test(reply.url()) && reply.ok());
			await page.keyboard.press('Control+v');
			await taken;
		}
		await page.reload();
		await expect(text().getByText('几月育秧？')).toHaveCount(2);
		await expect(text().getByText('要钱的都是骗子。')).toBeVisible();
		const picture = text().locator('img').first();
		await expect(picture).toBeVisible();
		await expect
			.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
			.toBeGreaterThan(0);
		const stored = await page.evaluate(
			async (path) => (await fetch(path)).json() as Promise<unknown>,
			to.replace('/lessons/', '/drafts/')
		);
		const { lesson } = stored as { lesson: Lesson };
		const nodes = nodesOf(lesson.doc);
		const questions = nodes.filter(({ type }) => type === 'singleChoice');
		expect(questions.map(({ attrs }) => attrs?.whenRight)).toEqual(['三月正好。', '三月正好。']);
		for (const name of ['id', 'sid']) {
			const given = nodes.flatMap(({ attrs }) => (attrs?.[name] == null ? [] : [attrs[name]]));
			expect(given.length, name).toBeGreaterThan(1);
			expect(new Set(given).size, name).toBe(given.length);
		}
	});

test('a release is looked at before it is made: to whom it goes, what changed, what keeps it back', async () => {
	await page.getByRole('button', { name: '空白课' }).click();
	await page.waitForURL(/\/lessons\/.+/);
	await button('发布').click();
	const confirm = dialog().getByRole('button', { name: '确认发布' });
	await expect(dialog()).toContainText('（还没有课名）');
	await expect(dialog()).toContainText('先改好这 2 处');
	await expect(dialog()).toContainText('这一课除了标题还没有内容');
	await expect(confirm).toBeDisabled();
	await dialog().getByRole('button', { name: '回去再改改' }).click();
	await expect(dialog()).toHaveCount(0);

	await page.getByLabel('课名').first().fill('VID_20260412_101010');
	await clickInto(page.locator('[data-yk="pageTitle"]').first());
	await page.keyboard.type('选种');
	await page.keyboard.press('Enter');
	await page.keyboard.type('晒种两天。');
	await button('发布').click();
	await expect(dialog()).toContainText('像是文件名');
	await expect(dialog()).toContainText(/共 \d+ 个站点/);
	await expect(dialog()).toContainText('第一次发布');
	await dialog().getByRole('button', { name: '回去再改改' }).click();
	await page.getByLabel('课名').first().fill('选种和晒种');
	await button('发布').click();
	await expect(dialog()).not.toContainText('像是文件名');
	await confirm.click();
	await expect(dialog()).toContainText('已发布第 1 版');

	await page.keyboard.press('Escape');
	await clickInto(text().getByText('晒种两天。'));
	await page.keyboard.press('End');
	await typeAndSave(page, '再浸种一天。');
	await button('发布').click();
	await expect(dialog()).toContainText(`接着第 1 版`);
	await expect(dialog()).toContainText(author);
	await expect(dialog()).toContainText('1 处');
	// The hub is away for a moment: nothing is let out, and the dialog says so.
	await hub.kill();
	await confirm.click();
	await expect(dialog().getByRole('alert')).toBeVisible();
	await hub.start();
	await confirm.click();
	await expect(dialog()).toContainText('已发布第 2 版');
});

test('an author says where a lesson comes from: learners find it at its end, the list when it is due, nobody the note', async () => {
	await startLesson(page, '水稻怎样防病');
	await typeAndSave(page, '破口期打药。');
	await page.getByRole('tab', { name: '整课设置' }).click();
	const panel = page.getByRole('group').filter({ hasText: '谁编写的' }).first();
	await page.getByText('这一课从哪里来', { exact: true }).click();
	await page.getByLabel('谁编写的').fill('青山县农技站');
	await page.getByLabel('内容核对到哪天').fill('2020-03-01');
	await page.getByLabel('哪天以前再看一遍').fill('2021-03-01');
	await button('加一条依据').click();
	await panel.getByLabel('名称').fill('《农药管理条例》');
	await panel.getByLabel('谁发的、文号').fill('国务院令第 677 号');
	await page.getByLabel('给编写人的话').fill('放映以前换成本县的药');
	await page.getByRole('tab', { name: '检查' }).click();
	await expect(page.getByText('原定 2021-03-01 以前再看一遍')).toBeVisible();
	await expect(page.getByText('给编写人的话：放映以前换成本县的药')).toBeVisible();
	await expect(page.getByText('还没有专家审过这一课')).toBeVisible();
	await button('预览').click();
	const frame = await lessonFrame(page);
	const about = frame.locator('.about');
	await expect(about).toContainText('这一课从哪里来');
	await expect(about.getByText('《农药管理条例》')).toBeHidden();
	await about.locator('summary').click();
	await expect(about.getByText('《农药管理条例》，国务院令第 677 号')).toBeVisible();
	await expect(about.getByText('专家审读：还没有')).toBeVisible();
	await expect(frame.getByText('换成本县的药')).toHaveCount(0);
	await page.goto(`${hub.origin}/lessons`);
	const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: '水稻怎样防病' }) });
	await expect(row.getByText('该再看一遍了')).toBeVisible();
});
