import { expect, test, type Page } from '@playwright/test';
import { computers } from './computers';
import { expectFits, screens } from './fits';
import {
	author,
	enrol,
	enterPassword,
	lessonFrame,
	makeStation,
	official,
	signIn,
	startLesson
} from './steps';

const { startHub, browser } = computers();
const all = Object.keys(screens) as (keyof typeof screens)[];
/** People write lessons at a desk, not on a telephone. */
const desks = all.filter((size) => size !== 'telephone');
const languages = { zh: '中文', en: 'English' };

/** Looks at a page in both languages; gives it back in Chinese. */
async function inBoth(page: Page, look: (language: string) => Promise<void>): Promise<void> {
	await look('zh');
	for (const language of ['en', 'zh'] as const) {
		await page.getByRole('button', { name: languages[language] }).first().click();
		await page
			.getByRole('button', { name: languages[language === 'en' ? 'zh' : 'en'] })
			.first()
			.waitFor();
		await page.locator('html[data-started]').waitFor();
		if (language === 'en') await look('en');
	}
}

test('every screen of the desk fits, in both languages, on the screens people have', async () => {
	test.setTimeout(300_000);
	const hub = await startHub();
	const page = await browser().open();
	await page.goto(`${hub.origin}/sign-in`);
	await inBoth(page, (language) => expectFits(page, `sign-in ${language}`, all));
	await enterPassword(page, author);
	await page.waitForURL(/lessons/);
	await page
		.getByRole('button', { name: /^删除“/ })
		.first()
		.click();
	await page.getByText('回收站（1）').click();
	await inBoth(page, (language) => expectFits(page, `lessons ${language}`, all));

	await page
		.getByRole('button', { name: /稻瘟病/ })
		.first()
		.click();
	await page.waitForURL(/\/lessons\/.+/);
	await expect(page.getByText(/已保存|可以发布/).first()).toBeVisible();
	await inBoth(page, (language) => expectFits(page, `editor ${language}`, desks));
	for (const tab of ['检查', '批注']) {
		await page.getByRole('tab', { name: tab }).click();
		await expectFits(page, `editor ${tab}`, desks);
	}
	await page.getByRole('button', { name: '发布', exact: true }).click();
	await expect(page.getByRole('button', { name: '确认发布' })).toBeVisible();
	await expectFits(page, 'release', desks);
	await page.keyboard.press('Escape');
	for (const path of ['lessons/packages', 'lessons/films']) {
		await page.goto(`${hub.origin}/${path}`);
		await inBoth(page, (language) => expectFits(page, `${path.replace('/', ' ')} ${language}`, all));
	}
	await page.goto(`${hub.origin}/lessons`);
	await startLesson(page, '空白');
	await expectFits(page, 'editor blank', desks);
});

test('every screen of officials and of a station fits, in both languages, on the screens people have', async () => {
	test.setTimeout(300_000);
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	await inBoth(desk, (language) => expectFits(desk, `stations ${language}`, all));
	const code = await makeStation(desk, hub, '北山村', '陈玉珍 杨德福 阿依古丽·买买提');
	await expectFits(desk, 'slip', all);

	const station = await browser().open(hub.origin);
	await station.goto(`${hub.origin}/station`);
	await inBoth(station, (language) => expectFits(station, `enrol ${language}`, all));
	await enrol(station, hub, code);
	await inBoth(station, (language) => expectFits(station, `names ${language}`, all));
	await station.getByRole('button', { name: '陈玉珍' }).click();
	const card = station.getByTestId('lesson').filter({ hasText: '稻瘟病' });
	await expect(card).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
	await inBoth(station, (language) => expectFits(station, `cards ${language}`, all));
	await card.getByRole('button').click();
	await lessonFrame(station);
	await inBoth(station, (language) => expectFits(station, `play ${language}`, all));
	await station.getByRole('button', { name: '退出这一课' }).click();
	await station.getByRole('link', { name: '站点管理员' }).click();
	await expect(station.getByLabel('口令')).toBeFocused();
	await station.keyboard.type('1357');
	await station.getByRole('button', { name: '打开' }).click();
	await expect(station.getByRole('button', { name: '现在就联系上级' })).toBeVisible();
	await inBoth(station, (language) => expectFits(station, `keeper ${language}`, all));

	await expect(async () => {
		await desk.goto(`${hub.origin}/results`);
		await expect(desk.getByRole('row').filter({ hasText: '陈玉珍' })).toHaveCount(1, { timeout: 1000 });
	}).toPass({ timeout: 30_000 });
	await inBoth(desk, (language) => expectFits(desk, `results ${language}`, all));
});
