import { expect, test } from '@playwright/test';
import { expectAccessible as check } from './axe';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { author, enrol, official, signIn } from './steps';

let hub: HubProcess;
const browser = new Browser();

test.beforeAll(async () => {
	hub = await HubProcess.start();
});
test.afterAll(async () => {
	await browser.close();
	await hub.stop();
});

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

	const code = /([0-9a-z]{4}-){4}[0-9a-z]{4}/.exec(hub.output)?.[0] ?? '';
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
