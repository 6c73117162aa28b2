import { expect, test, type Page } from '@playwright/test';
import { courseWith } from '../fixtures/courses';
import { manifestXml, page as html } from '../fixtures/packages';
import { computers } from './computers';
import { expectFits, telephones } from './fits';
import { inBoth, type Language } from './in-both';
import { stationWithPackage } from './package-station';
import { author, learn, lessonFrame, makeStation, official, release, signIn } from './steps';

const own = computers();
const { startHub, browser } = own;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

test.describe.configure({ timeout: 600_000 });

test('a station fits from its slip to its keeper', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, author);
	// More lessons than a screen shows.
	for (const name of [/果树冬季修剪/, /高血压/]) {
		await desk.goto(`${hub.origin}/lessons`);
		await desk.getByRole('button', { name }).first().click();
		await desk.waitForURL(/\/lessons\/.+/);
		await release(desk);
	}
	const office = await browser().open();
	await signIn(office, hub, official);
	const people =
		'陈玉珍 2468\n杨德福\n阿依古丽·买买提\n王秀英\n李建国\n张桂兰\n赵铁柱\n刘小妹\n孙大勇\n周水生\n吴春花\n郑学农\n冯秋菊';
	const code = (await makeStation(office, hub, '北山村', people)).trim();

	const page = await browser().open(hub.origin);
	const fits = (name: string, language: Language) => expectFits(page, `${name} ${language}`, telephones);
	await page.goto(`${hub.origin}/station`);
	await page.getByRole('heading').first().waitFor();
	await inBoth(page, async (language, say) => {
		await page.getByRole('heading').first().waitFor();
		await fits('enrol', language);
		await page.getByLabel(say('enrol_code')).fill(`${code.slice(0, -1)}${code.endsWith('x') ? 'y' : 'x'}`);
		await button(page, say('enrol_do')).click();
		await expect(page.getByText(say('error_wrong_anchor').slice(0, 12))).toBeVisible();
		await fits('enrol mistyped', language);
	});
	await page.goto(`${hub.origin}/station#code=${code}`);
	await page.reload();
	await expect(page.getByText('一次性码已经填好')).toBeVisible();
	await expectFits(page, 'enrol filled', telephones);
	await page.goto(`${hub.origin}/station`);
	await page.getByLabel('一次性码').fill(code);
	await button(page, '登记').click();
	await expect(page.getByTestId('ready')).toBeVisible({ timeout: 60_000 });
	await inBoth(page, (language) => fits('ready', language));
	await page.goto(`${hub.origin}/station`);
	await page.getByRole('heading').first().waitFor();
	await expect(page.getByTestId('sync')).toHaveAttribute('data-state', 'current', { timeout: 60_000 });
	await inBoth(page, (language) => fits('names', language));
	await inBoth(page, async (language, say) => {
		await button(page, '陈玉珍').click();
		await page.locator('input[type=password]').fill('1111');
		await button(page, say('station_pin_ok')).click();
		await expect(page.getByText(say('error_wrong_pin'))).toBeVisible();
		await fits('pin', language);
		await page.keyboard.press('Escape');
	});
	await button(page, '杨德福').click();
	const card = page.getByTestId('lesson').first();
	await expect(card).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
	await inBoth(page, (language) => fits('cards', language));
	await card.getByRole('button').click();
	await lessonFrame(page);
	await expect(page.getByTestId('kept')).not.toBeEmpty({ timeout: 30_000 });
	await inBoth(page, (language) => fits('play', language));
	await button(page, '全屏放给大家看').click();
	await expect(async () => {
		const root = (await lessonFrame(page)).locator('html');
		expect(await root.getAttribute('data-look', { timeout: 2000 })).toBe('tv');
	}).toPass({ timeout: 30_000 });
	await page.waitForTimeout(1000);
	await expectFits(page, 'room', ['1366', '1920']);
	await button(page, '退出全屏').click();
	await button(page, '退出这一课').click();
	await page.setViewportSize({ width: 1366, height: 768 });
	await expect(card).toContainText('学到一半');
	await page.context().setOffline(true);
	await expect(page.getByTestId('sync')).toContainText(/没有网络/, { timeout: 30_000 });
	await inBoth(page, (language) => fits('cards offline', language));
	await page.context().setOffline(false);

	await page.getByRole('link', { name: '站点管理员' }).click();
	await inBoth(page, async (language, say) => {
		for (const pin of ['0000', '0000', '0000', '1357']) {
			await page.getByLabel(say('keeper_pin')).fill(pin);
			await button(page, say('keeper_unlock')).click();
			await expect(page.getByLabel(say('keeper_pin'))).toHaveValue('');
		}
		await fits('keeper waits', language);
	});
	await expect(async () => {
		await page.getByLabel('口令').fill('1357');
		await button(page, '打开').click();
		await expect(button(page, '现在就联系上级')).toBeVisible({ timeout: 2000 });
	}).toPass({ timeout: 120_000 });
	await inBoth(page, async (language, say) => {
		await expect(page.getByText(say('keeper_disk'))).toBeVisible();
		await button(page, say('keeper_exchange')).click();
		await page.waitForTimeout(1000);
		await fits('keeper', language);
		await page.locator('li').getByRole('button').first().click();
		await lessonFrame(page);
		await fits('keeper tries', language);
		await button(page, say('inspector_back')).click();
	});
	// A computer whose calendar is three weeks ahead.
	await page.clock.setSystemTime(Date.now() + 21 * 24 * 3600_000);
	await page.goto(`${hub.origin}/station/keeper`);
	await expect(async () => {
		await page.getByLabel('口令').fill('1357');
		await button(page, '打开').click();
		await expect(page.getByText('和平台的时间对不上')).toBeVisible({ timeout: 2000 });
	}).toPass({ timeout: 60_000 });
	await inBoth(page, (language) => fits('keeper doubts', language));
	await page.goto(`${hub.origin}/station`);
	await page.getByText('请站点管理员看一看').waitFor({ timeout: 30_000 });
	await inBoth(page, (language) => fits('names doubts', language));
});

test('a course from elsewhere and a file that is saved fit', async () => {
	const made = courseWith('1.2', [
		{ id: 'A', title: '第一节：选种和晒种的方法' },
		{ id: 'B', title: '第二节：浸种催芽' },
		{ id: 'C', title: '第三节：苗床管理与炼苗' }
	]);
	const { station } = await stationWithPackage(own, made, '水稻育秧');
	await learn(station, '陈玉珍', '水稻育秧');
	await inBoth(station, (language) => expectFits(station, `course ${language}`, telephones));
});

test('a package with a file fits', async () => {
	const made = {
		xml: manifestXml({ title: '果树修剪', files: ['index.html', '修剪记录表.docx'] }),
		files: {
			'index.html': html('<h1>果树修剪</h1><p><a href="修剪记录表.docx">修剪记录表</a></p>'),
			'修剪记录表.docx': 'docx'
		}
	};
	const { station } = await stationWithPackage(own, made, '果树修剪');
	await learn(station, '陈玉珍', '果树修剪');
	await station.frameLocator('iframe').frameLocator('[title=lesson]').getByText('修剪记录表').click();
	await expect(button(station, '保存文件')).toBeEnabled();
	await inBoth(station, (language) => expectFits(station, `save file ${language}`, telephones));
	await button(station, '保存文件').click();
	await station.waitForTimeout(500);
	await expectFits(station, 'file saved', telephones);
});
