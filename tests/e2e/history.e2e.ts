import { expect, test, type Page } from '@playwright/test';
import { computers } from './computers';
import type { HubProcess } from './hub-process';
import { author, clickInto, insert, official, release, signIn, startLesson, typeAndSave } from './steps';

const { startHub, browser } = computers();

const saved = (page: Page) => expect(page.getByText(/已保存 \d/)).toBeVisible({ timeout: 60_000 });
const text = (page: Page) => page.locator('.lesson-page');
const versions = async (page: Page, way: string) => {
	await page.getByRole('button', { name: '历史版本' }).click();
	await page.getByRole('menuitem', { name: way }).click();
	return page.getByRole('dialog', { name: '历史版本' });
};

/** A lesson with a page, a question and a released version, open in a browser. */
async function released(page: Page, hub: HubProcess): Promise<void> {
	await signIn(page, hub, author);
	await startLesson(page, '看苗施肥');
	await page.keyboard.type('什么时候追肥');
	await page.keyboard.press('Enter');
	await page.keyboard.type('叶色转淡时追肥。');
	await page.keyboard.press('Enter');
	await insert(page, '单选题');
	await page.keyboard.type('追肥看什么?');
	await page.keyboard.press('Enter');
	await page.keyboard.type('叶色');
	await page.keyboard.press('Control+Enter');
	await page.keyboard.press('Enter');
	await page.keyboard.type('风向');
	await release(page);
	await page.keyboard.press('Escape');
}

test('a version is kept, compared, brought back, and taken back with Ctrl+Z', async () => {
	const hub = await startHub();
	const page = await browser().open();
	await released(page, hub);

	await clickInto(text(page).getByText('叶色转淡时追肥。'));
	await page.keyboard.press('End');
	await page.keyboard.type('每亩五公斤。');
	await clickInto(text(page).getByText('风向'));
	await page.keyboard.press('Control+Enter');
	await saved(page);

	let dialog = await versions(page, '留一个版本');
	await dialog.getByLabel('给现在的内容留一个版本').fill('给王老师看的稿');
	await dialog.getByRole('button', { name: '留下' }).click();
	await expect(dialog.getByRole('button', { name: /给王老师看的稿/ })).toBeVisible();
	await dialog.getByRole('button', { name: '回到编辑' }).click();

	dialog = await versions(page, '上次发布以来的改动');
	await expect(dialog.getByTestId('compare')).toContainText('2 处改动，1 题换了正确答案');
	await expect(dialog.locator('ins')).toContainText('每亩五公斤');
	await expect(dialog).toContainText('不再是正确答案');
	await dialog.getByRole('button', { name: '下一处改动' }).last().click();
	await expect(dialog).toContainText('第 1 / 2 处');
	await dialog.getByRole('button', { name: '恢复成这一版' }).click();
	await expect(dialog).toBeHidden();
	await expect(text(page)).not.toContainText('每亩五公斤');
	await saved(page);

	await page.locator('.lesson-page').first().focus();
	await page.keyboard.press('Control+z');
	await expect(text(page)).toContainText('每亩五公斤');
	await saved(page);
	dialog = await versions(page, '所有历史版本');
	await expect(dialog.getByRole('button', { name: /恢复旧版本之前/ })).toBeVisible();
});

test('a version asked for while the hub is down waits on this computer and says so', async () => {
	test.setTimeout(180_000);
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	await startLesson(page, '堆肥');
	await page.keyboard.type('甲');
	await saved(page);
	await hub.kill();
	let dialog = await versions(page, '留一个版本');
	await dialog.getByLabel('给现在的内容留一个版本').fill('断网时的稿');
	await dialog.getByRole('button', { name: '留下' }).click();
	await expect(dialog).toContainText('连上服务器后自动传上去');
	await expect(dialog).toContainText('等网络');
	await dialog.getByRole('button', { name: '回到编辑' }).click();
	await hub.start();
	await saved(page);
	dialog = await versions(page, '所有历史版本');
	await expect(dialog.getByRole('button', { name: /断网时的稿/ })).toBeVisible();
});

test('the hub is down for long: the lesson is closed, opened and written on, and everything is there when it is back', async () => {
	test.setTimeout(180_000);
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	await startLesson(page, '沼气池');
	await page.keyboard.type('先选地,');
	await saved(page);
	const draft = page.url();
	// On a first visit the program is still being put on this computer.
	await expect
		.poll(() => page.evaluate(async () => !!(await caches.match(location.pathname))), { timeout: 60_000 })
		.toBe(true);
	await hub.kill();
	await page.keyboard.type('再挖坑,');
	await expect(page.getByText(/已存在这台电脑/)).toBeVisible();
	await page.goto(`${hub.origin}/lessons`);
	await page.locator(`a[href='${new URL(draft).pathname}']`).click();
	await expect(text(page)).toContainText('先选地,再挖坑,');
	await clickInto(text(page).getByText('先选地,再挖坑,'));
	await page.keyboard.press('End');
	await page.keyboard.type('最后密封。');
	await page.waitForTimeout(1000); // what is a second old is on this computer
	await page.reload();
	await expect(text(page)).toContainText('先选地,再挖坑,最后密封。');
	await hub.start();
	await saved(page);
	const other = await browser().open();
	await signIn(other, hub, author);
	await other.goto(draft);
	await expect(text(other)).toContainText('先选地,再挖坑,最后密封。');

	// Whoever signs out leaves nothing to open behind.
	await page.goto(`${hub.origin}/lessons`);
	await page.getByRole('button', { name: '退出' }).click();
	await page.waitForURL(/sign-in/);
	// A lesson opened through the worker is kept with all its data as well.
	await other.evaluate(async () => {
		while (!navigator.serviceWorker.controller) await new Promise(requestAnimationFrame);
		for (const name of await caches.keys()) if (name.startsWith('desk-')) await caches.delete(name);
	});
	await other.goto(draft);
	await expect
		.poll(() => other.evaluate(async () => !!(await caches.match(`${location.pathname}/__data.json`))))
		.toBe(true);
	await hub.kill();
	await page.goto(draft);
	await expect(page.getByText('暂时连不上服务器')).toBeVisible();
	await expect(page.getByText('先选地')).toHaveCount(0);
	await other.reload();
	await expect(text(other)).toContainText('先选地,再挖坑,最后密封。');
});

test('a page that cannot come says that the server is away, in both languages, and comes when it is back', async () => {
	test.setTimeout(180_000);
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, official);
	await page.getByRole('link', { name: '课件' }).click();
	await page.evaluate(async () => {
		while (!navigator.serviceWorker.controller) await new Promise(requestAnimationFrame);
	});
	await hub.kill();
	const away = (said: string) =>
		expect(page.getByRole('alert').or(page.getByRole('status')).first()).toContainText(said);
	await page.getByRole('link', { name: '学习记录' }).click();
	await away('暂时连不上服务器');
	await expect(page.getByText(/什么都没丢/)).toBeVisible();
	await page.getByRole('button', { name: '再试一次' }).click();
	await expect(page.getByText(/还是连不上/)).toBeVisible();
	await page.getByRole('button', { name: 'English' }).click();
	await away('The server cannot be reached just now');
	await expect(page.getByText(/Nothing is lost/)).toBeVisible();
	await hub.start();
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByRole('heading', { name: 'Results' })).toBeVisible();
});

test('two tabs of one lesson: the second only reads, takes over on request, and no text is lost', async () => {
	const hub = await startHub();
	const one = browser();
	const first = await one.open();
	await signIn(first, hub, author);
	await startLesson(first, '嫁接');
	await first.keyboard.type('选砧木,');
	await saved(first);
	const second = await one.context.newPage();
	await second.goto(first.url());
	await expect(second.getByText('这一课正在另一个标签页里写')).toBeVisible();
	await expect(text(second)).toHaveAttribute('contenteditable', 'false');

	await first.bringToFront();
	await first.keyboard.type('削接穗。');
	// Asked in the middle of a sentence, before anything was sent.
	await second.getByRole('button', { name: '改到这里写' }).click();
	await expect(text(second)).toHaveAttribute('contenteditable', 'true');
	await expect(text(second)).toContainText('选砧木,削接穗。');
	await expect(first.getByText('这一课正在另一个标签页里写')).toBeVisible();
	await expect(text(first)).toHaveAttribute('contenteditable', 'false');
	await second.bringToFront();
	await clickInto(text(second).locator('[data-yk="pageTitle"]').first());
	await second.keyboard.press('End');
	await second.keyboard.type('绑紧。');
	await saved(second);

	// And back again, with the hub away.
	await hub.kill();
	await second.keyboard.type('封蜡。');
	await expect(second.getByText(/已存在这台电脑/)).toBeVisible();
	await first.bringToFront();
	await first.getByRole('button', { name: '改到这里写' }).click();
	await expect(text(first)).toHaveAttribute('contenteditable', 'true', { timeout: 20_000 });
	await expect(text(first)).toContainText('选砧木,削接穗。绑紧。封蜡。');
	await hub.start();
	await first.getByLabel('课名').first().fill('嫁接法');
	await saved(first);
	await first.goto(`${hub.origin}/lessons`);
	await expect(first.getByRole('link', { name: /嫁接/ })).toHaveCount(1);
});

test("the hub's disk is full: it says so, the text stays here, and is sent when there is room", async () => {
	test.setTimeout(240_000);
	const hub = await startHub(96);
	const page = await browser().open();
	await signIn(page, hub, author);
	await startLesson(page, '修剪');
	await page.keyboard.type('冬剪,');
	await saved(page);
	const makeRoom = hub.fillDisk();
	await page.keyboard.type('夏剪,'.repeat(300));
	await expect(page.getByText(/服务器硬盘满了/)).toBeVisible({ timeout: 60_000 });
	makeRoom();
	await page.keyboard.type('剪完。');
	await saved(page);
	await page.reload();
	await expect(text(page)).toContainText('剪完。');
});

test("the browser's storage is full: it warns, and goes on saving to the hub", async () => {
	const hub = await startHub();
	const one = browser();
	const page = await one.open();
	await signIn(page, hub, author);
	await startLesson(page, '授粉');
	await page.keyboard.type('上午,');
	await saved(page);
	const session = await one.context.newCDPSession(page);
	await session.send('Storage.overrideQuotaForOrigin', { origin: hub.origin, quotaSize: 1 });
	// The browser takes its time to notice the new limit.
	await expect(async () => {
		await page.keyboard.type('晴天。');
		await expect(page.getByText(/已保存 .*但这台电脑存不下了/)).toBeVisible({ timeout: 3000 });
	}).toPass({ timeout: 60_000 });
	await session.send('Storage.overrideQuotaForOrigin', { origin: hub.origin });
	await page.keyboard.type('不喷药。');
	await expect(page.getByText(/^已保存 \d+:\d+$/)).toBeVisible();
	await page.reload();
	await expect(text(page)).toContainText(/上午,(晴天。)+不喷药。/);
});

test('a conflict settled with mine leaves one lesson and theirs among its versions', async () => {
	const hub = await startHub();
	const [here, there] = [await browser().open(), await browser().open()];
	await signIn(here, hub, author);
	await startLesson(here, '育秧');
	await here.keyboard.type('甲');
	await saved(here);
	await signIn(there, hub, author);
	await there.goto(here.url());
	await expect(text(there)).toContainText('甲');
	await there.locator('[data-yk="pageTitle"]').first().click();
	await typeAndSave(here, '这边的话');
	await there.keyboard.press('End');
	await there.keyboard.type('那边的话');
	await there.getByRole('button', { name: '用我的' }).click();
	await there.waitForURL(here.url());
	await expect(text(there)).toContainText('甲那边的话');
	const dialog = await versions(there, '所有历史版本');
	await dialog.getByRole('button', { name: /没有采用的另一份/ }).click();
	await expect(dialog.locator('del')).toContainText('这边');
	await there.goto(`${hub.origin}/lessons`);
	await expect(there.getByRole('link', { name: /育秧/ })).toHaveCount(1);
});
