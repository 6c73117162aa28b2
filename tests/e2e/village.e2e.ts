import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import {
	answer,
	author,
	enrol,
	insert,
	kept,
	learn,
	makeFilm,
	makeStation,
	nextPage,
	official,
	release,
	signIn,
	startLesson,
	verdict,
	watch
} from './steps';

/** Another program's zip reader, which checks every sum. */
const readManifest =
	'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.read("imsmanifest.xml").decode())';

let hub: HubProcess;
const desk = new Browser();
const village = new Browser();

test.beforeAll(async () => {
	hub = await HubProcess.start();
});
test.afterAll(async () => {
	await desk.close();
	await village.close();
	await hub.stop();
});

test('an expert writes a lesson and a village plays it offline', async () => {
	test.setTimeout(300_000);
	const page = await desk.open();
	const title = '桃树冬季修剪';

	await test.step('the expert writes a page, brings a film, types questions', async () => {
		await signIn(page, hub, author);
		await startLesson(page, title);
		await page.keyboard.type('怎么下剪');
		await page.keyboard.press('Enter');
		await page.keyboard.type('剪口要平,离芽一厘米。');
		await page.keyboard.press('Enter');
		await insert(page, '视频');
		const chosen = page.waitForEvent('filechooser');
		await page
			.getByRole('button', { name: /选.*视频|选文件|选择/ })
			.first()
			.click();
		await (await chosen).setFiles(makeFilm(6));
		await expect(page.locator('video')).toBeVisible({ timeout: 30_000 });

		await page.getByRole('button', { name: '加一页' }).click();
		await page.locator('[data-yk="pageTitle"]').last().click();
		await page.keyboard.type('练一练');
		await page.keyboard.press('Enter');
		await insert(page, '单选题');
		await page.keyboard.type('什么时候修剪最好?');
		await page.keyboard.press('Enter');
		await page.keyboard.type('落叶以后');
		await page.keyboard.press('Control+Enter');
		await page.keyboard.press('Enter');
		await page.keyboard.type('开花的时候');

		await page.getByRole('button', { name: '加一页' }).click();
		await page.locator('[data-yk="pageTitle"]').last().click();
		await page.keyboard.type('说一说');
		await page.keyboard.press('Enter');
		await insert(page, '讨论');
		await page.keyboard.type('咱们村去年修剪得怎么样?');
		await expect(page.getByText(/已保存 \d/)).toBeVisible({ timeout: 30_000 });
	});

	await test.step('a preview shows what learners see', async () => {
		await page.getByRole('button', { name: '预览' }).click();
		await expect
			.poll(() => page.frames().some((frame) => /\/p\//.test(frame.url())), { timeout: 30_000 })
			.toBe(true);
		await page.getByRole('button', { name: '回到编辑' }).click();
		await release(page);
	});

	await test.step('the release downloads as a package for any LMS', async () => {
		await page.goto(`${hub.origin}/lessons`);
		const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) });
		await row.getByText('下载课件包').click();
		for (const [name, schema] of [
			['SCORM 1.2', '1.2'],
			['SCORM 2004', '2004 4th Edition']
		] as const) {
			const started = page.waitForEvent('download');
			await row.getByRole('link', { name, exact: true }).click();
			const file = await (await started).path();
			const manifest = execFileSync('python3', ['-c', readManifest, file], { encoding: 'utf8' });
			expect(manifest).toContain(`<schemaversion>${schema}</schemaversion>`);
			expect(manifest).toContain(title);
		}
	});

	let code = '';
	await test.step('an official makes a station', async () => {
		await page.context().clearCookies();
		await signIn(page, hub, official);
		code = await makeStation(page, hub, '柳树村', '王秀英\n李建国、张桂兰 4321');
	});

	const station = await village.open(hub.origin);
	await test.step('the village enrols, and the lesson comes by itself', async () => {
		await enrol(station, hub, code);
		await station.getByRole('button', { name: '王秀英' }).click();
		const card = station.getByTestId('lesson').filter({ hasText: title });
		await expect(card).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
		await station.getByRole('button', { name: '换一个人' }).click();
	});

	await hub.kill();
	await station.reload();

	await test.step('with no network: play, answer, leave in the middle, go on at the same place', async () => {
		let frame = await learn(station, '王秀英', title);
		await watch(frame);
		await nextPage(frame);
		// Another language for the words around it does not interrupt the lesson.
		await station.getByRole('button', { name: 'English' }).click();
		await expect(station.getByRole('button', { name: 'Leave this lesson' })).toBeVisible();
		await station.getByRole('button', { name: '中文' }).click();
		await answer(frame, 0, '开花的时候');
		await expect(verdict(frame, 0)).toContainText('答错了');
		await kept(station);
		await station.getByRole('button', { name: '退出这一课' }).click();
		await station.getByRole('button', { name: '换一个人' }).click();

		await station.getByRole('button', { name: '李建国' }).click();
		await expect(station.getByTestId('lesson').filter({ hasText: title })).toContainText('开始学');
		await station.getByRole('button', { name: '换一个人' }).click();

		// A name with a PIN opens with it and not without.
		await station.getByRole('button', { name: '张桂兰' }).click();
		await station.getByRole('textbox', { name: '口令' }).fill('1111');
		await station.getByRole('button', { name: '确定' }).click();
		await expect(station.getByText('口令不对')).toBeVisible();
		await station.getByRole('textbox', { name: '口令' }).fill('4321');
		await station.getByRole('button', { name: '确定' }).click();
		await expect(station.getByRole('heading', { name: /张桂兰/ })).toBeVisible();
		await station.getByRole('button', { name: '换一个人' }).click();

		frame = await learn(station, '王秀英', title);
		await expect(frame.locator('h1:visible, h2:visible').first()).toContainText('练一练');
		await expect(verdict(frame, 0)).toContainText('答错了');
		await frame.getByText('再试一次').click();
		await answer(frame, 0, '落叶以后');
		await expect(verdict(frame, 0)).toContainText('答对了');
		await nextPage(frame);
		await frame.getByPlaceholder('哪一组').fill('第一组');
		await frame.getByPlaceholder('说了什么').fill('剪得太晚,今年提早');
		await nextPage(frame);
		await expect(frame.locator('.result')).toContainText('合格');
		await kept(station);
		await nextPage(frame); // out: there is no page after the result
		await expect(station.getByTestId('lesson').filter({ hasText: title })).toContainText('已合格，100 分');
	});

	await hub.start();
	await test.step('when the network is back, the record goes up and a receipt comes', async () => {
		await station.getByRole('button', { name: '换一个人' }).click();
		await station.getByRole('link', { name: '站点管理员' }).click();
		await station.getByLabel('口令').fill('1357');
		await station.getByRole('button', { name: '打开' }).click();
		await station.getByRole('button', { name: '现在就联系上级' }).click();
		await expect(station.getByText('上级最近一次收到记录')).toBeVisible({ timeout: 30_000 });
		await expect(station.getByText('这里的记录都报上去了')).toBeVisible();
	});

	await test.step('the official sees who completed what, with which score', async () => {
		await page.goto(`${hub.origin}/results`);
		const row = page.getByRole('row').filter({ hasText: '王秀英' });
		await expect(row).toContainText('合格');
		await expect(row).toContainText('100 分');
		await expect(row).toContainText(title);
		await expect(row).toContainText('柳树村');
		await expect(row).toContainText('1/1');
		await row.getByText('王秀英').click();
		await expect(row).toContainText('什么时候修剪最好?');
		await expect(row).toContainText('第 2 次答');
		await expect(row).toContainText('第一组: 剪得太晚,今年提早');
		await page.goto(`${hub.origin}/stations`);
		await expect(page.getByRole('row').filter({ hasText: '柳树村' })).toContainText(/现在|此刻|分钟/);
	});
});
