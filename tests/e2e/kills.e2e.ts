import { expect, test } from '@playwright/test';
import { computers } from './computers';
import type { HubProcess } from './hub-process';
import {
	author,
	enrol,
	kept,
	learn,
	makeStation,
	nextPage,
	official,
	signIn,
	enterPassword,
	startLesson,
	typeAndSave,
	verdict
} from './steps';

let hub: HubProcess;
const { startHub, browser } = computers();
test.beforeEach(async () => {
	hub = await startHub();
});

const template = '水稻稻瘟病';

test("a station's browser is killed in the middle of a lesson", async () => {
	test.setTimeout(240_000);
	const desk = await browser().open();
	await signIn(desk, hub, official);
	const code = await makeStation(desk, hub, '北山村', '陈玉珍 杨德福');
	const village = browser();
	let station = await village.open(hub.origin);
	await enrol(station, hub, code);
	let frame = await learn(station, '陈玉珍', template);
	while (!(await frame.locator('.question:visible').count())) await nextPage(frame);
	const title = await frame.locator('h1:visible').textContent();
	const option = frame.locator('.question:visible').first().locator('.option').first();
	const chosen = (await option.textContent()) ?? '';
	await option.click();
	await frame.locator('.question:visible').first().locator('.check').click();
	const said = (await verdict(frame, 0).textContent()) ?? '';
	await kept(station);
	await station.waitForTimeout(700); // the commit is on its way; what is acknowledged is what counts

	await hub.kill();
	await village.kill();
	station = await village.open(hub.origin);
	await station.goto(`${hub.origin}/station`);
	frame = await learn(station, '陈玉珍', template);
	await expect(frame.locator('h1:visible')).toHaveText(title ?? '');
	await expect(verdict(frame, 0)).toHaveText(said);
	await expect(frame.locator('.question:visible').first().locator('.option input').first()).toBeChecked();
	expect(chosen).not.toBe('');
	await station.getByRole('button', { name: '退出这一课' }).click();

	await hub.start();
	await station.reload();
	await expect(station.getByTestId('sync')).toHaveAttribute('data-state', 'current', { timeout: 60_000 });
	await desk.goto(`${hub.origin}/results`);
	const row = desk.getByRole('row').filter({ hasText: '陈玉珍' });
	await expect(row).toHaveCount(1);
	await expect(row).toContainText('学习中');
	await expect(row).toContainText(said.includes('✓') ? '1/1' : '0/1');
});

test('the hub is killed while the author types', async () => {
	test.setTimeout(180_000);
	const writer = browser();
	const page = await writer.open();
	await signIn(page, hub, author);
	await startLesson(page, '春耕备耕');
	await page.keyboard.type('整地');
	await page.keyboard.press('Enter');
	await page.keyboard.type('先翻地,');
	await expect(page.getByText(/已保存 \d/)).toBeVisible();
	const draft = page.url();

	await hub.kill();
	await page.keyboard.type('再耙平,最后起垄。', { delay: 30 });
	await expect(page.getByText(/已存在这台电脑/)).toBeVisible();

	// The computer goes down too, in mid-sentence.
	await page.keyboard.type('垄宽一米');
	await page.waitForTimeout(1000);
	await writer.kill();
	await hub.start();
	const again = await writer.open();
	await again.goto(draft);
	// Chromium writes cookies late: after such an end one signs in again, and lands where one was.
	await enterPassword(again, author);
	await expect(again.locator('.lesson-page')).toContainText('先翻地,再耙平,最后起垄。垄宽一米');
	await expect(again.getByText(/已保存 \d/)).toBeVisible({ timeout: 30_000 });

	// Another computer sees the whole text: the hub has it.
	const other = await browser().open();
	await signIn(other, hub, author);
	await other.goto(draft);
	await expect(other.locator('.lesson-page')).toContainText('垄宽一米');
});

test('the same draft written at two computers keeps both texts', async () => {
	const [here, there] = [await browser().open(), await browser().open()];
	await signIn(here, hub, author);
	await startLesson(here, '果园');
	await here.keyboard.type('甲');
	await expect(here.getByText(/已保存 \d/)).toBeVisible();
	await signIn(there, hub, author);
	await expect(async () => {
		await there.goto(here.url());
		await expect(there.getByLabel('课名').first()).toHaveValue('果园', { timeout: 2000 });
		await expect(there.locator('.lesson-page')).toContainText('甲', { timeout: 2000 });
	}).toPass();
	await there.locator('[data-yk="pageTitle"]').first().click();
	await typeAndSave(here, '这边的话');
	await there.keyboard.type('那边的话');
	const dialog = there.getByRole('dialog', { name: '这一课在别处也改过' });
	await expect(dialog).toContainText('周农艺');
	await expect(dialog.locator('ins')).toContainText('那边');
	await expect(dialog.locator('del')).toContainText('这边');
	await dialog.getByRole('button', { name: '两份都要' }).click();
	await expect(dialog).toBeHidden();
	await there.reload();
	await expect(there.locator('.lesson-page')).toContainText('那边的话');
	await there.goto(`${hub.origin}/lessons`);
	await expect(there.getByRole('link', { name: /果园/ })).toHaveCount(2);
	await there.getByRole('link', { name: /另一处的修改/ }).click();
	await expect(there.locator('.lesson-page')).toContainText('那边的话');
	await here.reload();
	await expect(here.locator('.lesson-page')).toContainText('这边的话');
});
