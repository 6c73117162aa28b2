import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { author, enrol, official, signIn } from './steps';

let hub: HubProcess;
const browser = new Browser();
const pictures = process.env.PICTURES;

test.beforeAll(async () => {
	hub = await HubProcess.start();
});
test.afterAll(async () => {
	await browser.close();
	await hub.stop();
});

/** Nothing serious for people who see or move badly; nothing wider than the screen, also at 200 % zoom. */
async function check(page: Page, name: string, { narrow = true } = {}): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	expect(found, name).toEqual([]);
	if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
	if (!narrow) return;
	await page.setViewportSize({ width: 683, height: 384 });
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	if (pictures) await page.screenshot({ path: `${pictures}/${name}-200.png` });
	expect(overflow, `${name} at 200 %`).toBeLessThanOrEqual(0);
	await page.setViewportSize({ width: 1366, height: 768 });
}

test('every screen can be read and worked by everyone', async () => {
	test.setTimeout(240_000);
	const page = await browser.open(hub.origin);
	await page.goto(`${hub.origin}/sign-in`);
	await check(page, 'sign-in');
	await signIn(page, hub, author);
	await check(page, 'lessons');
	await page
		.getByRole('link', { name: /水稻稻瘟病/ })
		.first()
		.click();
	await page.locator('.lesson-page').waitFor();
	await check(page, 'editor', { narrow: false });
	await signIn(page, hub, official);
	await check(page, 'stations');
	await page.getByRole('button', { name: '新增站点' }).click();
	await check(page, 'stations-add');
	await page.goto(`${hub.origin}/results`);
	await check(page, 'results-empty');

	const code = /[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}/.exec(hub.output)?.[0] ?? '';
	await page.goto(`${hub.origin}/station`);
	await page.getByLabel('一次性码').waitFor();
	await check(page, 'enrol');
	await enrol(page, hub, code);
	await page.getByRole('button', { name: '王秀英' }).waitFor();
	await check(page, 'who');
	await page.getByRole('button', { name: '王秀英' }).click();
	await expect(page.getByTestId('lesson').first()).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
	await check(page, 'what');
	await page.getByRole('link', { name: '站点管理员' }).click();
	await check(page, 'keeper-locked');
	await page.getByLabel('口令').fill('0000');
	await page.getByRole('button', { name: '打开' }).click();
	await expect(page.getByText('口令不对')).toBeVisible();
	await page.getByLabel('口令').fill('2468');
	await page.getByRole('button', { name: '打开' }).click();
	await expect(page.getByRole('heading', { name: '站点管理', exact: true })).toBeVisible();
	await check(page, 'keeper');
});

test('the keeper is locked out by time', async () => {
	const page = browser.context.pages()[0]!;
	await page.clock.install();
	await page.goto(`${hub.origin}/station/keeper`);
	await page.getByLabel('口令').fill('2468');
	await page.getByRole('button', { name: '打开' }).click();
	await expect(page.getByRole('heading', { name: '站点管理', exact: true })).toBeVisible();
	await page.clock.fastForward('04:50');
	await expect(page.getByRole('heading', { name: '站点管理', exact: true })).toBeVisible();
	await page.clock.fastForward('00:20');
	await expect(page.getByLabel('口令')).toBeVisible();
});
