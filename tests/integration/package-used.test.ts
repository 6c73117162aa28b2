import type { Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { Browser, Frame, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PackageVersion } from '$lib/compiler';
import { everyBlock } from '$lib/compiler/every-block.fixture';
import { buildPackages, unpack } from './play';
import { serve, type Package } from './serve';
import { startChromium } from './visit';
import { picture, troubles, watchedPage } from './watched-page';

const port = Number(process.env.TEST_PORT ?? 4111) + 19;
const base = `http://localhost:${port}`;

let packages: Record<PackageVersion, Package>;
let server: Server;
let browser: Browser;

beforeAll(async () => {
	packages = await buildPackages();
	server = await serve(packages, port);
	browser = await startChromium();
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});
afterEach(() => expect(troubles()).toEqual([]));

const title = (frame: Frame) => frame.locator('.page.current h1').innerText();

it('on a television letters are large, and the remote control is enough', async () => {
	const page = await watchedPage(browser, { viewport: { width: 1920, height: 1080 } });
	await page.goto(`${base}/web/index.html?look=tv`);
	expect(
		parseFloat(await page.evaluate(() => getComputedStyle(document.body).fontSize))
	).toBeGreaterThanOrEqual(32);
	await picture(page, 'tv-1');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('2');
	await picture(page, 'tv-3');
	await page.keyboard.press('Enter');
	expect(await page.locator('.page.current .verdict').first().innerText()).toBe('✕ 答错了');
	await page.close();
});

it('on a television up and down lead to all that can be used, and back', async () => {
	const page = await watchedPage(browser, { viewport: { width: 1920, height: 1080 } });
	await page.goto(`${base}/web/index.html?look=tv`);
	const focused = () =>
		page.evaluate(() => {
			const { ariaLabel, textContent } = document.activeElement!;
			return ariaLabel ?? textContent?.trim();
		});
	/** Presses a key until something has the keyboard, as one does with a remote control in hand. */
	const until = async (key: string, text: string) => {
		for (let presses = 0; presses < 15; presses++) {
			if ((await focused())?.includes(text)) return;
			await page.keyboard.press(key);
		}
		throw new Error(`${key} does not lead to ${text}, but to ${await focused()}`);
	};
	for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
	expect(await title(page.mainFrame())).toBe('做一做');
	await until('ArrowDown', '剪下的枝条怎么办');
	await page.keyboard.press('Enter');
	expect(await page.getByText('粉碎还田').isVisible()).toBe(true);
	await until('ArrowDown', '幼树');
	await page.keyboard.press('ArrowRight');
	expect(await page.locator('.tab:visible').innerText()).toContain('重剪');
	await until('ArrowUp', '剪下的枝条怎么办');
	await until('ArrowDown', '下一页');
	await page.keyboard.press('Enter');
	expect(await title(page.mainFrame())).toBe('看一看图');
	await until('ArrowDown', '第 3 张');
	await page.keyboard.press('Enter');
	const viewer = page.locator('dialog.viewer');
	expect(await viewer.isVisible()).toBe(true);
	await page.keyboard.press('ArrowLeft');
	expect(await viewer.locator('.count').innerText()).toBe('第 2 张，共 3 张');
	await until('ArrowDown', '关闭');
	await page.keyboard.press('Enter');
	expect(await viewer.isVisible()).toBe(false);
	await until('ArrowUp', '目录');
	await page.keyboard.press('Enter');
	await until('ArrowDown', '带回家');
	await page.keyboard.press('Enter');
	expect(await title(page.mainFrame())).toBe('带回家');
	await page.close();
});

it('at twice the size every page can still be read and used', async () => {
	const page = await watchedPage(browser, { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 });
	await page.goto(`${base}/web/index.html`);
	const pages = await page.locator('main > .page').count();
	for (let i = 0; i < pages; i++) {
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wide).toBeLessThanOrEqual(0);
		await picture(page, `zoom-${i + 1}`);
		if (i < pages - 1) await page.locator('button.next').click();
	}
	await page.close();
});

describe('what can be done beyond reading', () => {
	let page: Page;
	const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
	const turnTo = async (name: string) => {
		await page.locator('.tools').getByText('目录').click();
		await page.locator('dialog.contents').getByText(name).click();
	};
	beforeAll(async () => {
		page = await watchedPage(browser);
		await page.goto(`${base}/web/index.html`);
	});
	afterAll(() => page.close());

	it('names sections in the list of pages', async () => {
		await page.locator('.tools').getByText('目录').click();
		expect(await page.locator('.section-head').allInnerTexts()).toEqual(['第二部分 <动手>']);
		await picture(page, 'blocks-0-contents');
		await page.keyboard.press('Escape');
	});

	it('explains a word on Enter or click, and puts it away again', async () => {
		await turnTo('读一读');
		const meaning = page.locator('.meaning');
		expect(await meaning.isVisible()).toBe(false);
		await page.locator('dfn').click();
		expect(await meaning.innerText()).toBe('长得太快、不结果的枝条 <"长条">');
		await picture(page, 'blocks-1-read');
		await page.keyboard.press('Escape');
		expect(await meaning.isVisible()).toBe(false);
		await page.keyboard.press('Enter');
		expect(await meaning.isVisible()).toBe(true);
		await page.keyboard.press('Tab');
		expect(await meaning.isVisible()).toBe(false);
	});

	it('follows a link to a page, by keyboard too', async () => {
		expect(await focused()).toBe('为什么要修剪');
		await page.keyboard.press('Enter');
		expect(await page.locator('.page.current h1').innerText()).toBe('为什么要修剪');
		const outside = page.locator('a[href^="https:"]');
		expect(await outside.getAttribute('rel')).toBe('noopener noreferrer');
	});

	it('opens tabs with the arrow keys, without turning the page', async () => {
		await turnTo('做一做');
		await picture(page, 'blocks-2-do');
		const shown = () => page.locator('.tab:visible').allInnerTexts();
		expect(await shown()).toEqual(['轻剪，多留枝。']);
		await page.getByRole('tab', { name: '幼树' }).focus();
		await page.keyboard.press('ArrowRight');
		expect(await shown()).toEqual(['重剪，换新枝。']);
		expect(await focused()).toBe('老树 <十年以上>');
		await page.keyboard.press('End');
		await page.keyboard.press('ArrowRight');
		expect(await shown()).toEqual(['轻剪，多留枝。']);
		await page.keyboard.press('ArrowLeft');
		expect(await shown()).toEqual(['先养后剪。']);
		expect(await page.locator('.page.current h1').innerText()).toBe('做一做');
		expect(await page.getByRole('tabpanel', { name: '弱树' }).isVisible()).toBe(true);
	});

	it('unfolds what is folded', async () => {
		expect(await page.getByText('粉碎还田').isVisible()).toBe(false);
		await page.getByText('剪下的枝条怎么办').focus();
		await page.keyboard.press('Enter');
		expect(await page.getByText('粉碎还田').isVisible()).toBe(true);
		expect(await page.locator('.page.current h1').innerText()).toBe('做一做');
	});

	it('shows a picture large, and the next by the arrow keys', async () => {
		await turnTo('看一看图');
		await picture(page, 'blocks-3-pictures');
		await page.getByRole('button', { name: '剪前 <一>' }).focus();
		await page.keyboard.press('Enter');
		const viewer = page.locator('dialog.viewer');
		expect(await viewer.locator('.count').innerText()).toBe('第 1 张，共 3 张');
		await page.keyboard.press('ArrowRight');
		expect(await viewer.locator('.viewer-caption').innerText()).toBe('第二年 <好>');
		expect(await viewer.locator('img').getAttribute('alt')).toBe('剪后');
		await picture(page, 'blocks-4-large');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		expect(await viewer.locator('.count').innerText()).toBe('第 3 张，共 3 张');
		await page.keyboard.press('Escape');
		expect(await viewer.isVisible()).toBe(false);
		expect(await page.locator('.page.current h1').innerText()).toBe('看一看图');
		expect(await page.evaluate(() => document.activeElement?.className)).toBe('thumb');
	});

	it('moves the border between before and after by arrow keys and by hand', async () => {
		const slider = page.getByRole('slider');
		const seen = () =>
			page.locator('.compare-stage').evaluate((e) => getComputedStyle(e).getPropertyValue('--at'));
		expect(await seen()).toBe('50%');
		await slider.focus();
		await page.keyboard.press('ArrowLeft');
		expect(await seen()).toBe('45%');
		expect(await slider.getAttribute('aria-valuetext')).toBe('“剪前 <去年>”占 45%');
		const box = (await slider.boundingBox())!;
		await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2);
		expect(parseInt(await seen())).toBeGreaterThan(80);
		expect(await page.locator('.page.current h1').innerText()).toBe('看一看图');
	});

	it('hands out a file under its own name, and plays what is to be heard', async () => {
		await turnTo('带回家');
		await picture(page, 'blocks-5-take');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByText('修剪记录表 <空白>').click()
		]);
		expect(download.suggestedFilename()).toBe('修剪记录表.pdf');
		await page.locator('audio').evaluate((sound: HTMLAudioElement) => sound.play());
		await page.locator('button.previous').click();
		expect(await page.locator('audio').evaluate((sound: HTMLAudioElement) => sound.paused)).toBe(true);
		await page.locator('button.next').click();
		await page.getByText('文字稿').click();
		expect(await page.getByText('<四>清园。').isVisible()).toBe(true);
	});

	it('tells a story scene by scene, and lets it be told again', async () => {
		const all = await buildPackages(everyBlock);
		const other = await serve(all, port + 1);
		const told = await watchedPage(browser);
		await told.goto(`http://localhost:${port + 1}/web/index.html`);
		await told.locator('.tools').getByText('目录').click();
		await told.locator('dialog.contents').getByText('换个法子考').click();
		const story = told.locator('.scenario');
		expect(await story.locator('.scene:visible h3').allInnerTexts()).toEqual(['邻居要砍你的树 <急>']);
		expect(await story.getByText('坐下来谈').isVisible()).toBe(false);
		await story.getByRole('button', { name: '跟他吵' }).focus();
		await told.keyboard.press('Enter');
		expect(await story.locator('.outcome').innerText()).toContain('✕ 这样做不好');
		expect(await story.locator('.outcome').innerText()).toContain('故事到这里结束');
		await picture(told, 'blocks-6-story');
		await told.keyboard.press('Enter');
		await story.getByRole('button', { name: '请村里调解' }).click();
		expect(await story.locator('.outcome').innerText()).toContain('坐下来谈。');
		await told.keyboard.press('Enter');
		expect(await story.locator('.scene:visible h3').allInnerTexts()).toEqual(['握手言和']);
		expect(await story.locator('.outcome').innerText()).toContain('故事到这里结束');
		await told.goto(`http://localhost:${port + 1}/web/index.html?look=tv`);
		await told.locator('.tools').getByText('目录').click();
		await told.locator('dialog.contents').getByText('换个法子考').click();
		await told.keyboard.press('2');
		expect(await story.locator('.outcome').innerText()).toContain('坐下来谈。');
		const leaf = told.locator('.question[data-kind=hotspot] .picture');
		await leaf.focus();
		const pointer = () => leaf.evaluate((e) => e.querySelector<HTMLElement>('.pointer')!.style.top);
		await told.keyboard.press('ArrowDown');
		expect(parseFloat(await pointer())).toBeGreaterThan(50);
		const isLeft = () => leaf.evaluate((e) => document.activeElement !== e);
		for (let presses = 0; presses < 30 && !(await isLeft()); presses++)
			await told.keyboard.press('ArrowDown');
		expect(await pointer()).toBe('100%');
		expect(await isLeft()).toBe(true);
		await told.close();
		other.close();
	}, 90_000);

	it('can all be read where no script runs', async () => {
		const plain = await watchedPage(browser, { javaScriptEnabled: false });
		await plain.goto(pathToFileURL(`${unpack(packages.web)}/index.html`).href);
		const texts = ['长得太快', '先养后剪', '第二年', '之后', '修剪记录表', '第二部分', '老果农'];
		for (const text of texts) expect(await plain.getByText(text).first().isVisible(), text).toBe(true);
		await plain.getByText('文字稿').click();
		expect(await plain.getByText('一看二剪三涂药').isVisible()).toBe(true);
		await plain.close();
	});

	it('is large enough on a television', async () => {
		const tv = await watchedPage(browser, { viewport: { width: 1920, height: 1080 } });
		await tv.goto(`${base}/web/index.html?look=tv`);
		for (let i = 1; i < 9; i++) {
			await tv.keyboard.press('ArrowRight');
			if (i > 4) await picture(tv, `blocks-tv-${i}`);
		}
		for (const name of ['a[download]', '.thumb', '.tab-button', '.fold > summary'])
			for (const target of await tv.locator(name).all()) {
				const box = await target.evaluate((e) => getComputedStyle(e).minHeight);
				expect(parseFloat(box), name).toBeGreaterThanOrEqual(96);
			}
		await tv.close();
	});
});
