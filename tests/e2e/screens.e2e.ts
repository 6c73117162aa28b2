import { expect, test, type Page } from '@playwright/test';
import { computers } from './computers';
import { everyBlock, putLesson } from './every-block';
import { desks, expectFits, telephones } from './fits';
import { HubProcess } from './hub-process';
import { inBoth } from './in-both';
import { sendWhatCannotBe } from './lying-station';
import { author, chooseFile, enterPassword, makeStation, official, signIn } from './steps';

const { startHub, browser } = computers();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const dialog = (page: Page) => page.getByRole('dialog');
/** A page drawn by the hub hears clicks a moment after it shows. */
const started = (page: Page) => page.locator('html[data-started]').waitFor();

test.describe.configure({ timeout: 600_000 });

test('the doors fit: signing in, the first visit, a page that is not there', async () => {
	const hub = await startHub();
	const page = await browser().open();
	await page.goto(`${hub.origin}/sign-in`);
	await inBoth(page, (language) => expectFits(page, `sign-in ${language}`, telephones));
	await inBoth(page, async (language, say) => {
		await page.getByLabel(say('desk_name')).fill(author);
		await page.getByLabel(say('desk_password')).fill('wrong-password');
		await button(page, say('desk_sign_in')).click();
		await expect(page.getByText(say('error_wrong_password'))).toBeVisible();
		await expectFits(page, `sign-in wrong ${language}`, telephones);
	});
	await enterPassword(page, author);
	await page.waitForURL(/lessons/);
	for (const [path, name] of [
		['nowhere', 'not found'],
		['stations', 'not allowed'],
		['lessons/nosuchlesson00001', 'lesson not found']
	] as const) {
		await page.goto(`${hub.origin}/${path}`);
		await started(page);
		await inBoth(page, (language) => expectFits(page, `${name} ${language}`, telephones));
	}

	const fresh = await HubProcess.start('serve');
	try {
		await page.goto(`${fresh.origin}/setup`);
		await started(page);
		await inBoth(page, (language) => expectFits(page, `setup ${language}`, telephones));
	} finally {
		await fresh.stop();
	}
});

test('the lessons page fits with all that opens on it, and without the hub', async () => {
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	await page
		.getByRole('button', { name: /^删除“/ })
		.first()
		.click();
	await page.getByText('回收站（1）').click();
	await expectFits(page, 'lessons thrown away', telephones);
	const written = everyBlock('各种各样的内容都有的一课，题目、短片、图片和情景都放在里面看一看');
	const about = {
		author: '周农艺',
		reviewer: '',
		sources: [],
		validOn: '2020-01-01',
		lookAgain: '2021-01-01'
	};
	await putLesson(page, { ...written, settings: { ...written.settings, about } });
	await page.reload();
	await inBoth(page, async (language, say) => {
		await page.getByText(say('bin_title', { count: 1 })).click();
		await expectFits(page, `lessons ${language}`, telephones);
		await page
			.locator('details')
			.filter({ hasText: say('lessons_download') })
			.first()
			.click();
		await expectFits(page, `lessons downloads ${language}`, telephones);
		await page
			.locator('details')
			.filter({ hasText: say('lessons_download') })
			.first()
			.click();
		await button(page, say('course_title')).click();
		await expectFits(page, `lessons course ${language}`, telephones);
		await page.keyboard.press('Escape');
		await button(page, say('template_save')).click();
		await expectFits(page, `lessons template ${language}`, telephones);
		await page.keyboard.press('Escape');
		await chooseFile(page, 'word-file', {
			name: '不是文档.docx',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from('no')
		});
		await expect(dialog(page)).toContainText('不是文档.docx');
		await expectFits(page, `lessons not brought ${language}`, telephones);
		await page.keyboard.press('Escape');
		await button(page, /^(全部|All templates)/).click();
		await expectFits(page, `lessons templates ${language}`, telephones);
	});
	await page.goto(`${hub.origin}/lessons/films`);
	await inBoth(page, async (language) => {
		await expectFits(page, `films ${language}`, telephones);
		await chooseFile(page, 'films', [
			{ name: '01_水稻育秧_技术_15分钟.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no film') },
			{ name: '农村土地承包法宣讲第二讲完整版.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no film') }
		]);
		await expect(page.locator('main textarea').first()).toHaveValue('水稻育秧');
		await expectFits(page, `films chosen ${language}`, telephones);
	});
	await page.goto(`${hub.origin}/lessons`);
	await page.evaluate(async () => {
		while (!navigator.serviceWorker.controller) await new Promise(requestAnimationFrame);
	});
	await page.reload();
	await hub.kill();
	await page.goto(`${hub.origin}/lessons/packages`);
	await expect(page.getByText('暂时连不上服务器')).toBeVisible();
	await inBoth(page, (language) => expectFits(page, `hub away ${language}`, telephones));
	await page.goto(`${hub.origin}/lessons`);
	await started(page);
	await expectFits(page, 'lessons hub away', telephones);
});

test("an official's pages fit: stations, the slip, results and what is not counted", async () => {
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, official);
	await page.goto(`${hub.origin}/results`);
	await inBoth(page, (language) => expectFits(page, `results empty ${language}`, telephones));
	await page.goto(`${hub.origin}/stations`);
	await inBoth(page, async (language, say) => {
		await expectFits(page, `stations ${language}`, telephones);
		await button(page, say('stations_add')).click();
		await expectFits(page, `stations add ${language}`, telephones);
		await page.getByLabel(say('stations_pin')).fill('12');
		await page.getByLabel(say('org_township')).fill('清水镇');
		await page.getByLabel(say('org_village'), { exact: true }).fill('南山村');
		await button(page, say('stations_create')).click();
		await expect(page.getByText(say('error_pin_form'))).toBeVisible();
		await expectFits(page, `stations add wrong ${language}`, telephones);
	});
	const code = await makeStation(page, hub, '北山村', '陈玉珍 杨德福 阿依古丽·买买提');
	await expectFits(page, 'slip zh', telephones);
	await page.reload();
	await inBoth(page, async (language, say) => {
		await button(page, say('stations_new_code')).click();
		await expect(page.getByTestId('code')).toBeVisible();
		await expectFits(page, `slip again ${language}`, telephones);
	});
	await page.goto(`${hub.origin}/lessons`);
	await inBoth(page, (language) => expectFits(page, `lessons of the unit ${language}`, telephones));
	await page
		.getByRole('link', { name: /稻瘟病/ })
		.first()
		.click();
	await page.waitForURL(/\/lessons\/.+/);
	await started(page);
	await inBoth(page, (language) => expectFits(page, `editor read only ${language}`, desks));
	await makeStation(page, hub, '西坪村', '王秀英');
	await sendWhatCannotBe(hub, (await page.getByTestId('code').textContent()) ?? code);
	await expect(async () => {
		await page.goto(`${hub.origin}/results`);
		await expect(page.getByRole('row').filter({ hasText: '王秀英' })).toHaveCount(1, { timeout: 1000 });
	}).toPass({ timeout: 30_000 });
	await inBoth(page, async (language) => {
		await started(page);
		for (const summary of await page.locator('summary').all()) await summary.click();
		await expectFits(page, `results ${language}`, telephones);
	});
});
