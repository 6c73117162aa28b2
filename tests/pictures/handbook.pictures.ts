import { expect, test, type Locator, type Page } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestXml, packageOf, page as html } from '../fixtures/packages';
import { computers } from '../e2e/computers';
import { sendWhatCannotBe } from '../e2e/lying-station';
import { stationWithPackage } from '../e2e/package-station';
import {
	author,
	choosePackage,
	enrol,
	learn,
	lessonFrame,
	makeStation,
	official,
	signIn
} from '../e2e/steps';

const own = computers();
const { startHub, browser } = own;
const folder = fileURLToPath(new URL('../../docs/handbook/images/', import.meta.url));
/** Where screens are put that are only looked at: whole, at 100 and 200 %, in Chinese and English. */
const looks = process.env.LOOKS;

/** One picture for the handbook: of the screen, or of a part of it. */
async function picture(page: Page, name: string, part?: Locator): Promise<void> {
	await (part ?? page).screenshot({ path: `${folder}${name}.png` });
	if (!looks) return;
	await page.screenshot({ path: `${looks}/${name}.png`, fullPage: true });
	await page.setViewportSize({ width: 683, height: 384 });
	await page.screenshot({ path: `${looks}/${name}-200.png`, fullPage: true });
	await page.setViewportSize({ width: 1366, height: 768 });
}

/** The same screen in English, to be looked at. */
async function inEnglish(page: Page, name: string): Promise<void> {
	if (!looks) return;
	await page.getByRole('button', { name: 'English' }).first().click();
	await expect(page.getByRole('button', { name: '中文' }).first()).toBeVisible();
	await page.waitForTimeout(1500);
	await page.screenshot({ path: `${looks}/${name}-en.png`, fullPage: true });
	await page.getByRole('button', { name: '中文' }).first().click();
	await expect(page.getByRole('button', { name: 'English' }).first()).toBeVisible();
}

test('what is not counted', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	await sendWhatCannotBe(hub, await makeStation(desk, hub, '北山村', '陈玉珍'));
	await desk.goto(`${hub.origin}/results`);
	const section = desk.locator('section').filter({ has: desk.getByRole('heading', { name: '北山村' }) });
	await section.getByText('看最近 2 条').click();
	await picture(desk, 'not-counted', section);
	await inEnglish(desk, 'not-counted');
});

test('the slip, enrolling, waiting and doubts', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	const code = (await makeStation(desk, hub, '北山村', '陈玉珍')).trim();
	await picture(desk, 'slip', desk.locator('section').filter({ has: desk.getByTestId('code') }));
	const station = await browser().open(hub.origin);
	await station.goto(`${hub.origin}/station`);
	await station.getByLabel('一次性码').fill(`${code.slice(0, -1)}${code.endsWith('x') ? 'y' : 'x'}`);
	await station.getByRole('button', { name: '登记' }).click();
	await expect(station.getByText('还没有用掉')).toBeVisible();
	await picture(station, 'enrol-mistyped', station.locator('main'));
	await station.getByLabel('一次性码').fill(code);
	await station.getByRole('button', { name: '登记' }).click();
	await expect(station.getByTestId('ready')).toBeVisible({ timeout: 60_000 });
	await station.goto(`${hub.origin}/station/keeper`);
	for (const pin of ['0000', '0000', '0000', '1357']) {
		await station.getByLabel('口令').fill(pin);
		await station.getByRole('button', { name: '打开' }).click();
		await expect(station.getByLabel('口令')).toHaveValue('');
	}
	await expect(station.getByText('请等 10 秒再试。')).toBeVisible();
	await picture(station, 'pin-wait', station.locator('main'));

	// A computer whose calendar is three weeks ahead.
	await station.clock.setSystemTime(Date.now() + 21 * 24 * 3600_000);
	await station.goto(`${hub.origin}/station/keeper`);
	await station.getByLabel('口令').fill('1357');
	await station.getByRole('button', { name: '打开' }).click();
	await expect(station.getByText('和平台的时间对不上')).toBeVisible({ timeout: 30_000 });
	await picture(station, 'doubts');
	if (looks) {
		await station.getByRole('button', { name: 'English' }).click();
		await station.getByLabel('PIN').fill('1357');
		await station.getByRole('button', { name: 'Open' }).click();
		await expect(station.getByText('the hub says otherwise')).toBeVisible({ timeout: 30_000 });
		await station.screenshot({ path: `${looks}/doubts-en.png`, fullPage: true });
		await station.getByRole('button', { name: '中文' }).click();
		await station.goto(`${hub.origin}/station`);
		await station.getByText('请站点管理员看一看').waitFor({ timeout: 30_000 });
		await station.screenshot({ path: `${looks}/doubt-mark.png` });
		await inEnglish(station, 'doubt-mark');
	}
});

test('a file is saved', async () => {
	const made = {
		xml: manifestXml({ title: '果树修剪', files: ['index.html', '修剪记录表.docx'] }),
		files: {
			'index.html': html(
				'<h1>果树修剪</h1><p>先看树形，再动剪刀。</p><p><a href="修剪记录表.docx">修剪记录表</a></p>'
			),
			'修剪记录表.docx': 'docx'
		}
	};
	const { station } = await stationWithPackage(own, made, '果树修剪');
	await learn(station, '陈玉珍', '果树修剪');
	await station.frameLocator('iframe').frameLocator('[title=lesson]').getByText('修剪记录表').click();
	await expect(station.getByRole('button', { name: '保存文件' })).toBeEnabled();
	await picture(station, 'save-file');
	await inEnglish(station, 'save-file');
});

test('what is seen before a release', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, author);
	await desk.getByRole('link', { name: /稻瘟病/ }).click();
	await desk.getByLabel('课名').first().fill('水稻稻瘟病，早看早防');
	await expect(desk.getByText(/已保存 \d/)).toBeVisible();
	await desk.getByRole('button', { name: '发布', exact: true }).click();
	await expect(desk.getByRole('dialog')).toContainText('处改动');
	await picture(desk, 'release', desk.getByRole('dialog'));
});

test('a lesson thrown away, and where one comes from', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, author);
	await desk.getByRole('button', { name: '删除“土地' }).click();
	await desk.getByText('回收站（1）').click();
	await picture(desk, 'bin', desk.locator('details').filter({ hasText: '回收站' }));
	await desk.getByRole('link', { name: /稻瘟病/ }).click();
	await desk.locator('html[data-started]').waitFor();
	const sources = desk.locator('details').filter({ hasText: '这一课从哪里来' }).first();
	await expect(sources).toHaveAttribute('open', ''); // as something is said there
	await sources.evaluate((element) => element.scrollIntoView());
	await picture(desk, 'about', desk.getByRole('complementary'));
});

test('what a package needs, and every page of it without a network', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'yuanke-pictures-'));
	const path = join(folder, '育秧.zip');
	const files = {
		'index.html': html('<h1>选种</h1><a href="浸种.html">下一页</a>'),
		'浸种.html': html(
			'<h1>浸种</h1><img src="种子.png"><script src="https://cdn.example.net/p.js"></script>'
		),
		'催芽.html': html('<h1>催芽</h1>')
	};
	writeFileSync(path, new Uint8Array(await packageOf({}, files).arrayBuffer()));
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, author);
	await desk.goto(`${hub.origin}/lessons/packages`);
	await choosePackage(desk, path);
	await expect(desk.getByText('没有网的村里能用吗？部分能用')).toBeVisible();
	await picture(desk, 'village-answer');
	await desk.getByRole('button', { name: '试一试' }).click();
	await desk.getByRole('button', { name: '断网试一试' }).click();
	await expect(desk.getByText(/断网看完了/)).toBeVisible({ timeout: 60_000 });
	await picture(desk, 'offline-try');
});

test('a lesson for a room full of people', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	const code = await makeStation(desk, hub, '北山村', '陈玉珍');
	const station = await browser().open(hub.origin);
	await enrol(station, hub, code);
	const frame = await learn(station, '陈玉珍', '水稻稻瘟病');
	await frame.locator('button.next').click();
	await station.getByRole('button', { name: '全屏放给大家看' }).click();
	await expect(async () => {
		const html = (await lessonFrame(station)).locator('html');
		expect(await html.getAttribute('data-look', { timeout: 2000 })).toBe('tv');
	}).toPass({ timeout: 30_000 });
	await station.waitForTimeout(1000);
	await picture(station, 'room');
});
