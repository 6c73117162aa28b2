import { expect, test, type Page } from '@playwright/test';
import { computers } from './computers';
import type { HubProcess } from './hub-process';
import { author, clickInto, official, signIn, startLesson } from './steps';

let hub: HubProcess;
const { startHub, browser } = computers();
test.beforeEach(async () => {
	hub = await startHub();
});

const text = (page: Page) => page.locator('.lesson-page');
const saved = (page: Page) => expect(page.getByText(/已保存 \d/)).toBeVisible({ timeout: 60_000 });
const openComments = (page: Page) => page.getByRole('tab', { name: /批注/ }).click();

test('an official reads a draft, comments and suggests; the author answers, accepts, and takes it back with Ctrl+Z', async () => {
	test.setTimeout(180_000);
	const [writer, reader] = [await browser().open(), await browser().open()];
	await signIn(writer, hub, author);
	await startLesson(writer, '打药安全');
	await writer.keyboard.type('穿戴');
	await writer.keyboard.press('Enter');
	await writer.keyboard.type('打药后洗手。');
	await writer.keyboard.press('Enter');
	await writer.keyboard.type('空瓶带回。');
	await saved(writer);

	await signIn(reader, hub, official);
	await expect(async () => {
		await reader.goto(`${hub.origin}/lessons`);
		await reader.getByRole('link', { name: '打药安全' }).click({ timeout: 2000 });
		await expect(text(reader)).toContainText('空瓶带回。', { timeout: 2000 });
	}).toPass();
	await expect(text(reader)).toHaveAttribute('contenteditable', 'false');
	await expect(reader.getByText('只能看，不能改')).toBeVisible();
	await expect(reader.getByRole('button', { name: '发布', exact: true })).toHaveCount(0);
	await openComments(reader);
	await text(reader).getByText('空瓶带回。').click();
	await reader.getByLabel('给这一块写批注').fill('带回哪里?请写清楚。');
	await reader.getByRole('button', { name: '发批注' }).click();
	await expect(reader.getByRole('article')).toContainText('带回哪里');
	await expect(text(reader).locator('[data-comments="1"]')).toContainText('空瓶带回');
	await text(reader)
		.getByText('打药后洗手。')
		.dblclick({ position: { x: 8, y: 12 } });
	await reader.getByRole('button', { name: '建议改文字' }).click();
	await reader.getByLabel(/^把“.+”改成/).fill('喷药');
	await reader.getByRole('button', { name: '发建议' }).click();
	await expect(reader.getByRole('article')).toHaveCount(2);
	// Who may not change the lesson does not decide.
	await expect(reader.getByRole('button', { name: '采纳', exact: true })).toHaveCount(0);

	await writer.reload();
	await expect(writer.getByRole('tab', { name: '批注 2' })).toBeVisible();
	await openComments(writer);
	const [suggestion, comment] = [writer.getByRole('article').nth(0), writer.getByRole('article').nth(1)];
	await expect(suggestion).toContainText('刘科长');
	await comment.getByRole('button', { name: '回复' }).click();
	await comment.getByLabel('回复').fill('好,改成带回回收点。');
	await comment.getByRole('button', { name: '回复' }).click();
	await expect(comment).toContainText('回收点');
	await suggestion.getByRole('button', { name: '采纳', exact: true }).click();
	await expect(text(writer)).toContainText('喷药');
	await expect(writer.getByRole('tab', { name: '批注 1' })).toBeVisible();
	await writer.getByRole('button', { name: '撤销（Ctrl+Z）' }).click();
	await expect(text(writer)).toContainText('打药后洗手。');

	await writer.getByRole('article').first().getByRole('button', { name: '处理好了' }).click();
	await expect(writer.getByRole('tab', { name: '批注', exact: true })).toBeVisible();
	await writer.getByText('已处理的 2 条').click();
	await writer
		.getByRole('article')
		.filter({ hasText: '带回哪里' })
		.getByRole('button', { name: '重新打开' })
		.click();
	await expect(writer.getByRole('tab', { name: '批注 1' })).toBeVisible();

	// The block goes, what was said about it stays.
	await text(writer).getByText('空瓶带回。').click({ clickCount: 3 });
	await writer.keyboard.press('Delete');
	await writer.keyboard.press('Backspace');
	await expect(writer.getByRole('article').first()).toContainText('这一块已经删掉');

	// Without the hub nothing is said, and nothing written is lost.
	await text(writer).getByText('打药后洗手。').click();
	await writer.getByLabel('给这一块写批注').fill('没发出去的话');
	await hub.kill();
	await writer.getByRole('button', { name: '发批注' }).click();
	await expect(writer.getByText('批注要连上服务器才能发')).toBeVisible();
	await expect(writer.getByLabel('给这一块写批注')).toHaveValue('没发出去的话');
	await hub.start();
	await writer.getByRole('button', { name: '发批注' }).click();
	await expect(writer.getByRole('article').filter({ hasText: '没发出去的话' })).toBeVisible();
});

test('a suggestion whose words have changed says that it no longer fits', async () => {
	const page = await browser().open();
	await signIn(page, hub, author);
	await startLesson(page, '浇水');
	await page.keyboard.type('时候');
	await page.keyboard.press('Enter');
	await page.keyboard.type('早晨浇水');
	await openComments(page);
	await page.keyboard.press('Shift+Home');
	await text(page).getByText('早晨浇水').click({ clickCount: 3 });
	await page.getByRole('button', { name: '建议改文字' }).click();
	await page.getByLabel(/^把“.+”改成/).fill('傍晚浇水');
	await page.getByRole('button', { name: '发建议' }).click();
	await expect(page.getByRole('button', { name: '采纳', exact: true })).toBeEnabled();
	await clickInto(text(page).getByText('早晨浇水'));
	await page.keyboard.press('End');
	await page.keyboard.press('Backspace');
	await expect(page.getByText('这条建议对不上了')).toBeVisible();
	await expect(page.getByRole('button', { name: '采纳', exact: true })).toBeDisabled();
});
