import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { Browser } from './browser';
import { everyBlock, putLesson, sample } from './every-block';
import { HubProcess } from './hub-process';
import { author, chooseFile, clickInto, signIn } from './steps';

let hub: HubProcess;
let page: Page;
let draft: string;
const browser = new Browser();

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	test.setTimeout(180_000);
	hub = await HubProcess.start();
	page = await browser.open();
	await signIn(page, hub, author);
	await page.getByRole('button', { name: sample.button }).click();
	await page.waitForURL(/\/lessons\/.+/);
	await page.goto(`${hub.origin}/lessons`);
	draft = await putLesson(page, everyBlock('防骗'));
});
test.afterAll(async () => {
	await browser.close();
	await hub.stop();
});

const text = () => page.locator('.lesson-page');
const dialog = () => page.getByRole('dialog');
const button = (name: string | RegExp) => page.getByRole('button', { name });
const check = (name: string, within?: string) =>
	expectAccessible(page, `studio-${name}`, { narrow: false, ...(within && { within }) });

/** Opens a dialog with the keyboard, looks at it, leaves it with Escape; the keyboard is then where it was. */
async function byKeyboard(
	opener: Locator,
	name: string,
	look: () => Promise<void> = () => check(name, 'dialog[open]')
) {
	await opener.focus();
	await page.keyboard.press('Enter');
	await expect(dialog()).toBeVisible();
	await look();
	await page.keyboard.press('Escape');
	await expect(dialog()).toHaveCount(0);
	await expect(opener).toBeFocused();
}

/** The same for a dialog behind an entry of a menu. */
async function fromMenu(
	menu: string,
	entry: string,
	name: string,
	look?: () => Promise<void>
): Promise<void> {
	const opener = button(menu);
	await opener.focus();
	await page.keyboard.press('Enter');
	const item = page.getByRole('menuitem', { name: entry });
	await expect(page.getByRole('menuitem').first()).toBeFocused();
	for (;;) {
		if (await item.evaluate((one) => one === document.activeElement)) break;
		await page.keyboard.press('ArrowDown');
	}
	await page.keyboard.press('Enter');
	await expect(dialog()).toBeVisible();
	await (look ?? (() => check(name, 'dialog[open]')))();
	await page.keyboard.press('Escape');
	await expect(dialog()).toHaveCount(0);
	await expect(opener).toBeFocused();
}

test('the lessons page, its shelf and its dialogs, the films page', async () => {
	await page.goto(`${hub.origin}/lessons`);
	await button(/^全部 \d+ 个样例/).click();
	await expectAccessible(page, 'studio-shelf');
	await byKeyboard(button('存为样例').first(), 'template');
	await chooseFile(page, 'word-file', {
		name: '不是文档.docx',
		mimeType: 'application/octet-stream',
		buffer: Buffer.from('no')
	});
	await expect(dialog()).toContainText('不是文档.docx');
	await check('bring-failed', 'dialog[open]');
	await page.keyboard.press('Escape');
	await expect(dialog()).toHaveCount(0);
	await page.goto(`${hub.origin}/lessons/films`);
	await page.getByRole('heading', { name: '一批视频' }).waitFor();
	await chooseFile(page, 'films', {
		name: '01_水稻育秧_技术_15分钟.mp4',
		mimeType: 'video/mp4',
		buffer: Buffer.from('no film')
	});
	await expect(page.getByLabel('标题')).toHaveValue('水稻育秧');
	await expectAccessible(page, 'studio-films');
});

test('the desk with a block of each kind, and what can be set about it', async () => {
	test.setTimeout(300_000);
	await page.goto(`${hub.origin}/lessons/${draft}`);
	await text().waitFor();
	await check('desk');
	// At 200 % zoom the columns stand below one another: the text keeps its room, and nothing is cut off.
	await page.setViewportSize({ width: 683, height: 384 });
	await expect(button('发布')).toBeInViewport({ ratio: 1 });
	await expect.poll(async () => (await text().boundingBox())?.width).toBeGreaterThan(400);
	await page.setViewportSize({ width: 1366, height: 768 });
	const tab = page.getByRole('tab').first();
	const inText: Record<string, string> = {
		提示框: '要钱的都是骗子。',
		引用: '天上不会掉馅饼。',
		表格: '反诈专线',
		讨论: '你接到过吗?',
		操作步骤: '不听他说。',
		折叠内容: '马上打 110。',
		标签页: '不接。',
		情景选择: '照他说的做',
		测验: '小测验',
		单选题: '几月育秧？',
		多选题: '哪些是病？',
		判断题: '种子要晒。',
		填空题: '____怕旱，____怕涝。',
		计算题: '每亩几公斤？',
		连线题: '连一连',
		排序题: '先后怎么排？',
		分类题: '病还是虫？',
		看图题: '病斑在哪里？',
		简答题: '你家怎么防？',
		打分: '这一课有用吗？'
	};
	for (const [kind, words] of Object.entries(inText)) {
		await clickInto(text().getByText(words, { exact: true }).first());
		await expect(tab).toHaveText(kind);
		await check(`block-${kind}`, 'aside');
	}
	for (const [kind, node] of [
		['图片', 'image'],
		['图集', 'galleryImage'],
		['前后对比图', 'comparison'],
		['附件', 'attachment'],
		['视频', 'video']
	] as const) {
		await text()
			.locator(`.node-${node}`)
			.first()
			.click({ position: { x: 40, y: 20 } });
		await expect(tab).toHaveText(kind);
		await check(`block-${kind}`, 'aside');
	}
	await check('film', '.node-video');
});

test('forms beside the text: a term, a link, a section, the insert menu', async () => {
	await clickInto(text().getByText('冒充公检法'));
	await button('加解释').click();
	await expect(page.getByLabel('这个词是什么意思')).toBeFocused();
	await check('term', 'form');
	await page.keyboard.press('Escape');
	await expect(text()).toBeFocused();
	await clickInto(text().getByText('官方说明'));
	await button('加链接').click();
	await expect(page.getByLabel('跳到本课的哪一页')).toBeFocused();
	await check('link', 'form');
	await page.keyboard.press('Escape');
	await expect(text()).toBeFocused();

	const section = button('从这一页起分一个新部分');
	await section.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('这一部分叫什么')).toBeFocused();
	await check('section', 'nav');
	await page.keyboard.press('Escape');
	await expect(page.getByLabel('这一部分叫什么')).toHaveCount(0);
	await expect(section).toBeFocused();

	await clickInto(text().getByText('先认'));
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await page.keyboard.type('/');
	await expect(page.getByRole('listbox', { name: '添加内容' })).toBeVisible();
	await expect(text()).toHaveAttribute('aria-activedescendant', /.+/);
	await check('slash');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Backspace');
	await expect(page.getByRole('listbox', { name: '添加内容' })).toHaveCount(0);
});

test('checks, comments and every dialog of the desk, opened and left with the keyboard', async () => {
	test.setTimeout(240_000);
	await page.getByRole('tab', { name: /检查/ }).click();
	await check('checks', 'aside');
	await page.getByRole('tab', { name: /批注/ }).click();
	await page.getByLabel('给这一块写批注').fill('出处呢?');
	await button('发批注').click();
	await expect(page.getByRole('article')).toContainText('出处呢?');
	await check('comments', 'aside');

	await fromMenu('历史版本', '留一个版本', 'history', async () => {
		await dialog().getByLabel('给现在的内容留一个版本').fill('初稿');
		await dialog().getByRole('button', { name: '留下' }).click();
		await dialog().getByRole('button', { name: /初稿/ }).click();
		await expect(dialog()).toContainText('没有差别');
		await check('history', 'dialog[open]');
	});
	await clickInto(text().getByText('天上不会掉馅饼。'));
	await page.keyboard.type('对');
	await fromMenu('历史版本', '所有历史版本', 'comparison', async () => {
		await dialog().getByRole('button', { name: /初稿/ }).click();
		await expect(dialog().locator('ins')).toContainText('对');
		await check('comparison', 'dialog[open]');
	});
	await fromMenu('更多', '翻译这一课', 'translate');
	await fromMenu('更多', '存为样例', 'desk-template');
	await fromMenu('更多', '导入题目', 'bring', async () => {
		await page.getByLabel('把题目粘贴在这里').fill('1. 几月育秧( )\nA. 三月 B. 六月\n答案:Z');
		await expect(dialog()).toContainText('认出 1 道题');
		await check('bring', 'dialog[open]');
	});

	await clickInto(text().getByText('几月育秧？', { exact: true }).first());
	await page.getByRole('tab', { name: '单选题' }).click();
	await byKeyboard(button('存进题库'), 'keep', async () => {
		await check('keep', 'dialog[open]');
		await dialog().getByRole('button', { name: '存进题库' }).click();
		await expect(dialog()).toContainText('已存进题库');
	});
	await byKeyboard(button('存进题库'), 'keep-instead', async () => {
		await expect(dialog().getByLabel('存成')).toBeVisible();
		await check('keep-instead', 'dialog[open]');
	});
	await fromMenu('更多', '从题库选题', 'bank', async () => {
		await dialog().getByRole('checkbox').check();
		await check('bank', 'dialog[open]');
		await dialog().getByRole('button', { name: '改主题词和共享' }).click();
		await expect(dialog().getByLabel('主题词（可以不写）')).toBeFocused();
		await check('bank-edit', 'dialog[open]');
		await page.keyboard.press('Escape');
		await expect(dialog().getByRole('button', { name: '改主题词和共享' })).toBeFocused();
	});
});

test('the preview in each of its views, entered and left with the keyboard', async () => {
	test.setTimeout(180_000);
	await button('预览').focus();
	await page.keyboard.press('Enter');
	await expect(button('回到编辑')).toBeFocused();
	for (const view of ['电脑', '电视', '手机', '学习平台里', '讲义']) {
		const views = page.getByRole('group', { name: '看成什么样' });
		await views.getByRole('button', { name: view }).click();
		await expect(page.locator('iframe')).toBeVisible();
		if (view === '学习平台里')
			await expect(page.getByText(/共 [1-9]\d* 次对话/)).toBeVisible({ timeout: 30_000 });
		await check(`preview-${view}`, '.fixed');
	}
	await button('回到编辑').focus();
	await page.keyboard.press('Escape');
	await expect(button('预览')).toBeFocused();
});
