import { expect, test } from '@playwright/test';
import { newLesson } from '$lib/lesson';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { putLesson } from './every-block';
import { expectFits, telephones } from './fits';
import { inBoth } from './in-both';
import { author, signIn } from './steps';

const { startHub, browser } = computers();

test.describe.configure({ timeout: 300_000 });

const crops = ['水稻', '小麦', '玉米', '桃树', '葡萄', '生猪'];
const works = ['播种和育苗', '施肥', '病虫害防治', '修剪和整枝', '收获和储藏', '冬季管理', '防寒', '灌溉'];

test('an author with many lessons sees the last ones, more on request, and finds the others by their title', async () => {
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	const about = { author, reviewer: '', sources: [], validOn: '2020-01-01', lookAgain: '2021-01-01' };
	for (const [i, crop] of crops.entries())
		for (const [j, work] of works.entries()) {
			const lesson = newLesson(`${crop}${work}`, 'zh-CN');
			const due = (i + j) % 4 === 0;
			await putLesson(page, due ? { ...lesson, settings: { ...lesson.settings, about } } : lesson);
		}
	await page.reload();
	const listed = page.getByRole('listitem').filter({ has: page.getByText(`${author}`) });
	await expect(listed).toHaveCount(50);
	await inBoth(page, (language) => expectFits(page, `lessons many ${language}`, telephones));

	const due = page.getByText('该再看一遍的课（12）');
	await page.getByText('还有 6 课').click();
	await expect(page.getByRole('link', { name: '生猪灌溉' }).first()).toBeVisible();
	await expect(due).toBeVisible();

	await page.getByRole('link', { name: '再看 50 个' }).click();
	await expect(listed).toHaveCount(51);
	await expect(page.getByRole('link', { name: '再看 50 个' })).toHaveCount(0);

	await page.goto(`${hub.origin}/lessons`);
	await page.getByLabel('按课名找').fill('桃树');
	await page.keyboard.press('Enter');
	await expect(listed).toHaveCount(works.length);
	await expect(listed.first()).toBeInViewport();
	await expect(page.getByLabel('按课名找')).toBeFocused();
	await inBoth(page, (language) => expectFits(page, `lessons found ${language}`, telephones));
	await expectAccessible(page, 'lessons-found');
	await page.getByLabel('按课名找').fill('香蕉');
	await page.getByRole('button', { name: '找', exact: true }).click();
	await expect(page.getByText('没有找到课名里有“香蕉”的课。换个词再找。')).toBeVisible();
	await inBoth(page, (language) => expectFits(page, `lessons none found ${language}`, telephones));
	await page.getByRole('link', { name: '看全部' }).click();
	await expect(listed).toHaveCount(50);
});
