import { expect, test, type Page } from '@playwright/test';
import { computers } from './computers';
import type { HubProcess } from './hub-process';
import { author, enrol, lessonFrame, makeStation, official, release, signIn } from './steps';

const { startHub, browser } = computers();
let hub: HubProcess;
let station: Page;
test.beforeEach(async () => {
	hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	const code = await makeStation(desk, hub, '北山村', '陈玉珍 杨德福');
	station = await browser().open(hub.origin);
	await enrol(station, hub, code);
	await expect(station.getByTestId('sync')).toHaveAttribute('data-state', 'current', { timeout: 60_000 });
});
const card = () => station.getByTestId('lesson').filter({ hasText: '水稻稻瘟病' });
const choose = async () => {
	await station.getByRole('button', { name: '陈玉珍' }).click();
	await expect(card()).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
};
/** The lesson is opened anew when it changes the screen it is made for. */
const looksLike = (look: string) =>
	expect(async () => {
		const html = (await lessonFrame(station)).locator('html');
		expect(await html.getAttribute('data-look', { timeout: 2000 })).toBe(look);
	}).toPass({ timeout: 30_000 });
const lettersOf = async () => {
	const html = (await lessonFrame(station)).locator('html');
	return html.evaluate((root) => parseFloat(getComputedStyle(root).fontSize));
};

test('the size of letters chosen at the station is the size of the lesson, up to twice', async () => {
	await choose();
	await card().getByRole('button').click();
	const usual = await lettersOf();
	await station.getByRole('button', { name: '退出这一课' }).click();

	for (const percent of [125, 150, 175, 200]) {
		await station.getByRole('button', { name: /^字号/ }).click();
		await expect(station.getByRole('button', { name: `字号 ${percent}%` })).toBeVisible();
	}
	await card().getByRole('button').click();
	expect(await lettersOf()).toBeCloseTo(usual * 2, 1);
	await expect((await lessonFrame(station)).getByRole('button', { name: '字号 200%' })).toBeVisible();
	await station.getByRole('button', { name: '退出这一课' }).click();
	// It is the computer's, not the visit's.
	await station.reload();
	await expect(station.getByRole('button', { name: '字号 200%' })).toBeVisible();
});

test('a lesson opens where its card is pressed, and each new screen begins at its heading', async () => {
	await station.getByRole('button', { name: '陈玉珍' }).click();
	await expect(station.getByRole('heading', { level: 1 })).toBeFocused();
	await expect(station.getByRole('heading', { level: 1 })).toContainText('陈玉珍');
	await station.getByRole('button', { name: '换一个人' }).click();
	await expect(station.getByRole('heading', { name: '您是哪一位？' })).toBeFocused();

	await choose();
	const title = (await card().getByRole('heading').boundingBox())!;
	await station.mouse.click(title.x + 10, title.y + title.height / 2);
	await lessonFrame(station);
	await station.getByRole('button', { name: '退出这一课' }).click();
	await expect(card()).toContainText('学到一半');
	const whole = (await card().boundingBox())!;
	await station.mouse.click(whole.x + 60, whole.y + 60);
	await lessonFrame(station);
});

test('a lesson fills the screen for a room full of people, and comes back to the page it was on', async () => {
	await choose();
	await card().getByRole('button').click();
	const small = await lettersOf();
	const frame = await lessonFrame(station);
	// The bar around the lesson leads out; a second such button in the lesson would puzzle.
	await expect(frame.getByRole('button', { name: '退出', exact: true })).toHaveCount(0);
	await frame.locator('button.next').click();
	const title = await frame.locator('h1:visible').innerText();

	await station.getByRole('button', { name: '全屏放给大家看' }).click();
	await expect.poll(() => station.evaluate(() => document.fullscreenElement !== null)).toBe(true);
	await looksLike('tv');
	expect(await (await lessonFrame(station)).locator('h1:visible').innerText()).toBe(title);
	expect(await lettersOf()).toBeGreaterThan(small * 1.4);
	await station.screenshot({ path: test.info().outputPath('tv.png') });

	await station.keyboard.press('Escape');
	await station.evaluate(() => document.fullscreenElement && document.exitFullscreen()); // headless has no Esc of its own
	await expect(station.getByRole('button', { name: '全屏放给大家看' })).toBeVisible();
	await looksLike('station');
	expect(await (await lessonFrame(station)).locator('h1:visible').innerText()).toBe(title);
	// Pressed twice, as a double click does, it is where it was.
	await station.getByRole('button', { name: '全屏放给大家看' }).dblclick();
	await expect(station.getByRole('button', { name: '全屏放给大家看' })).toBeVisible();
	await looksLike('station');
	expect(await (await lessonFrame(station)).locator('h1:visible').innerText()).toBe(title);
	await station.getByRole('button', { name: '退出这一课' }).click();
	await expect(card()).toContainText('学到一半');
});

test('a keeper who asks for the hub without a network is told what that means', async () => {
	await station.getByRole('link', { name: '站点管理员' }).click();
	// No press is needed before the first digit.
	await expect(station.getByLabel('口令')).toBeFocused();
	await station.keyboard.type('1357');
	await station.getByRole('button', { name: '打开' }).click();
	const ask = station.getByRole('button', { name: '现在就联系上级' });
	const said = ask.locator('xpath=following-sibling::*[@role="status"]');
	await expect(said).toBeEmpty();
	await ask.click();
	await expect(said).toContainText('已和上级联系上');
	await expect(station.getByText('这里的记录都报上去了')).toBeVisible();
	await hub.kill();
	await ask.click();
	await expect(said).toContainText('现在联系不上上级，可能是网络断了');
	await expect(station.getByTestId('sync')).toContainText('现在联系不上上级');
	await station.context().setOffline(true);
	await ask.click();
	await expect(said).toContainText('现在没有网络，联系不上上级');
	await expect(station.getByTestId('sync')).toContainText('现在没有网络');
});

/** An author releases a lesson made from each of these samples. */
async function releaseSamples(...names: RegExp[]): Promise<void> {
	const desk = await browser().open();
	await signIn(desk, hub, author);
	for (const name of names) {
		await desk.goto(`${hub.origin}/lessons`);
		await desk.getByRole('button', { name }).first().click();
		await desk.waitForURL(/\/lessons\/.+/);
		await release(desk);
	}
}

test('lessons are found by their kind', async () => {
	await releaseSamples(/果树冬季修剪/, /高血压/);
	await station.reload();
	await station.getByRole('button', { name: '陈玉珍' }).click();
	const kinds = station.getByRole('group', { name: '按类别找课' });
	const shown = station.getByTestId('lesson');
	await expect(kinds).toBeVisible({ timeout: 30_000 });
	await kinds.getByRole('button', { name: '农村政策法规' }).click();
	await expect(kinds.getByRole('button', { name: '农村政策法规' })).toHaveAttribute('aria-pressed', 'true');
	await expect(shown).toHaveCount(1);
	await expect(shown).toContainText('土地经营权');
	await kinds.getByRole('button', { name: '实用科技' }).click();
	await expect(card()).toContainText('实用科技 · 约');
	await kinds.getByRole('button', { name: '全部' }).click();
	await expect(shown).toHaveCount(4);
});

test('records go up while a lesson is on its way, however long that takes', async () => {
	await choose();
	await station.context().route('**/blobs/**', () => undefined); // never answered
	await releaseSamples(/高血压/);
	await station.reload();
	await expect(station.getByTestId('sync')).toHaveAttribute('data-state', 'current', { timeout: 30_000 });
	await choose();
	await expect(station.getByTestId('lesson').filter({ hasText: '高血压' })).not.toHaveAttribute(
		'data-state',
		'here'
	);
	await card().getByRole('button').click();
	await lessonFrame(station);
	await station.getByRole('button', { name: '退出这一课' }).click();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	await expect(async () => {
		await desk.goto(`${hub.origin}/results`);
		await expect(desk.getByRole('row').filter({ hasText: '陈玉珍' })).toHaveCount(1, { timeout: 1000 });
	}).toPass({ timeout: 20_000 });
});
