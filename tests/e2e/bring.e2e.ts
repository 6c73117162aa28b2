import { expect, test } from '@playwright/test';
import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDocx, word } from '../../src/lib/bring/docx.fixture';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { author, chooseFile, clickInto, makeFilm, release, signIn, startLesson } from './steps';

const { para, item, cell, picture } = word;
const paper = Array.from(
	{ length: 10 },
	(_, i) => `${i + 1}. 第 ${i + 1} 题，育秧要注意什么（ ）\nA. 温度  B. 水分  C. 通风\n答案：${'ABC'[i % 3]}`
).join('\n');

test('a Word file, a film from a phone and ten exam questions become a lesson without problems', async () => {
	const film = makeFilm(4);
	const docx = join(dirname(film), '水稻育秧.docx');
	const body =
		para('水稻育秧', 'T') +
		para('选种', '1') +
		para('种子要饱满、没有病虫。') +
		item('晒种两天', 0, 1) +
		item('浸种一天', 0, 1) +
		`<w:tbl><w:tr>${cell('品种', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('早稻')}${cell('晚稻')}</w:tr></w:tbl>` +
		picture('rId9', '饱满的种子') +
		para('播种', '1') +
		para('秧田要整平。');
	writeFileSync(docx, new Uint8Array(await (await makeDocx(body, 'a.docx')).arrayBuffer()));
	const hub = await HubProcess.start();
	const browser = new Browser();
	let clicks = 0;
	try {
		const page = await browser.open();
		await signIn(page, hub, author);
		const click = async (name: string | RegExp) => {
			clicks += 1;
			await page.getByRole('button', { name }).last().click();
		};
		const began = Date.now();
		let chooser = page.waitForEvent('filechooser');
		await click(/Word 文件/);
		await (await chooser).setFiles(docx);
		await expect(page.getByText(/已经做成一课/)).toBeVisible();
		clicks += 1;
		await page.getByRole('link', { name: '打开这一课' }).click();
		await expect(page.locator('[data-yk="pageTitle"]').first()).toHaveText('选种');
		await expect(page.locator('.lesson-page img').first()).toBeVisible();

		// The film, after the last paragraph.
		clicks += 1;
		await clickInto(page.getByText('秧田要整平。'));
		await page.keyboard.press('End');
		await page.keyboard.press('Enter');
		await page.keyboard.type('/视频');
		await expect(page.getByRole('option').first()).toContainText('视频');
		await page.keyboard.press('Enter');
		chooser = page.waitForEvent('filechooser');
		clicks += 1;
		await page.locator('.media-slot button').last().click();
		await (await chooser).setFiles(film);
		await expect(page.locator('.media video')).toBeVisible({ timeout: 60_000 });

		await click('更多');
		clicks += 1;
		await page.getByRole('menuitem', { name: '导入题目' }).click();
		await page.getByLabel('把题目粘贴在这里').fill(paper);
		await expect(page.getByText('认出 10 道题')).toBeVisible();
		await expect(page.getByText(/每一行都认出来了/)).toBeVisible();
		clicks += 1;
		await page.getByLabel('做成一组测验').check();
		await click(/导入 10 道题/);
		await expect(page.locator('.quiz')).toBeVisible();
		await expect(page.locator('.quiz .question')).toHaveCount(10);
		const seconds = (Date.now() - began) / 1000;
		const description = `Word, film and ten questions: ${clicks} clicks, ${seconds.toFixed(0)} s`;
		test.info().annotations.push({ type: 'measured', description });
		expect(clicks).toBeLessThanOrEqual(9);

		// One step back takes all ten away, one forward brings them.
		await page.getByRole('button', { name: /^撤销/ }).first().click();
		await expect(page.locator('.quiz')).toHaveCount(0);
		await page.getByRole('button', { name: /^重做/ }).click();
		await expect(page.locator('.quiz .question')).toHaveCount(10);
		await expect(page.getByText(/已保存 \d/)).toBeVisible();
		await release(page);

		// What was released comes in again, as a copy with its questions, picture and film.
		const zip = await page.request.get(
			`${hub.origin}/packages/${page.url().split('/').at(-1)}/1/scorm-2004.zip`
		);
		await page.goto(`${hub.origin}/lessons`);
		await chooseFile(page, 'package-file', {
			name: '水稻育秧.zip',
			mimeType: 'application/zip',
			buffer: await zip.body()
		});
		await expect(page.getByText('这一课已经有了，导入的是一份副本')).toBeVisible();
		await page.getByRole('link', { name: '打开这一课' }).click();
		await expect(page.locator('.quiz .question')).toHaveCount(10);
		await expect(page.locator('.media video')).toBeVisible();
	} finally {
		await browser.close();
		await hub.stop();
	}
});

test('pasted exam text offers to become questions, and one step back takes them away', async () => {
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		await signIn(page, hub, author);
		await startLesson(page, '育秧');
		await page.keyboard.press('Enter');
		await page.keyboard.type('先看一看');
		await page.keyboard.press('Enter');
		await page.evaluate((text) => {
			const data = new DataTransfer();
			data.setData('text/plain', text);
			document
				.querySelector('.lesson-page')
				?.dispatchEvent(
					new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
				);
		}, paper);
		await expect(page.getByText('第 10 题')).toBeVisible();
		await page.screenshot({ path: '/tmp/import-paste.png' });
		await page.getByRole('button', { name: '做成题目' }).click();
		await page.getByRole('button', { name: '导入 10 道题' }).click();
		await expect(page.locator('.lesson-page .question')).toHaveCount(10);
		await expect(page.locator('.lesson-page').getByText('答案：')).toHaveCount(0);
		await page.getByRole('button', { name: /^撤销/ }).first().click();
		await expect(page.locator('.lesson-page .question')).toHaveCount(0);
		await expect(page.locator('.lesson-page').getByText('先看一看')).toBeVisible();
	} finally {
		await browser.close();
		await hub.stop();
	}
});

test('films become lessons, one that is broken does not keep the others, and the list survives a reload', async () => {
	const film = makeFilm(3);
	const folder = dirname(film);
	const named = ['01_育秧_技术_15分钟.mp4', '02_坏的.mp4', '03_普法课_普法.mp4'].map((name) =>
		join(folder, name)
	);
	copyFileSync(film, named[0]!);
	writeFileSync(named[1]!, 'no film');
	copyFileSync(film, named[2]!);
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		await signIn(page, hub, author);
		await page.getByRole('link', { name: /一批视频/ }).click();
		await chooseFile(page, 'films', named);
		await expect(page.getByLabel('标题')).toHaveCount(3);
		await expect(page.getByLabel('标题').first()).toHaveValue('育秧');
		await expect(page.getByLabel('分钟').first()).toHaveValue('15');
		await page.screenshot({ path: '/tmp/import-films.png' });
		await page.getByRole('button', { name: '开始做 3 课' }).click();
		await expect(page.getByText('已做成一课')).toHaveCount(2, { timeout: 60_000 });
		await expect(page.getByRole('button', { name: '再试一次' })).toBeVisible();
		await page.screenshot({ path: '/tmp/import-films-done.png' });
		await page.reload();
		await expect(page.getByText('已做成一课')).toHaveCount(2);
		await expect(page.getByText('请再选一次这个视频')).toBeVisible();
		await page.getByRole('link', { name: '打开这一课' }).first().click();
		await expect(page.locator('.media video')).toBeVisible();
		await expect(page.getByLabel('课名').first()).toHaveValue('育秧');
	} finally {
		await browser.close();
		await hub.stop();
	}
});

test('a line that is not understood is named, and leads to its place', async () => {
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		await signIn(page, hub, author);
		await page.getByRole('button', { name: /粘贴试卷/ }).click();
		const box = page.getByLabel('把题目粘贴在这里');
		await box.fill('育秧试卷\n1. 何时浸种？\nA. 早 B. 晚\n2. 要炼苗。\n答案：√');
		await expect(page.getByText('认出 2 道题')).toBeVisible();
		await page.getByRole('button', { name: /第 2 行/ }).click();
		const selected = await box.evaluate((el: HTMLTextAreaElement) =>
			el.value.slice(el.selectionStart, el.selectionEnd)
		);
		expect(selected).toBe('1. 何时浸种？');
	} finally {
		await browser.close();
		await hub.stop();
	}
});

test('on a slow line a button that does not work yet looks so, cannot be pressed in vain, and works when the program is there', async () => {
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		await signIn(page, hub, author);
		let letGo = () => undefined as void;
		const arrived = new Promise<void>((resolve) => (letGo = resolve));
		await page.route('**/*.js', async (route) => {
			await arrived;
			await route.continue();
		});
		await page.goto(`${hub.origin}/lessons`, { waitUntil: 'commit' });
		const card = page.getByRole('button', { name: /Word 文件/ });
		await expect(card).toHaveCSS('opacity', '0.45');
		await expect(card.click({ timeout: 1000 })).rejects.toThrow();
		// What works without the program is left alone.
		await expect(page.getByRole('link', { name: /一批视频/ })).toHaveCSS('opacity', '1');

		letGo();
		await expect(card).toHaveCSS('opacity', '1');
		const chooser = page.waitForEvent('filechooser');
		await card.click();
		await chooser;
	} finally {
		await browser.close();
		await hub.stop();
	}
});
