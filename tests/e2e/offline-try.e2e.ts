import { expect, test } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageOf, page as html, type Files } from '../fixtures/packages';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { author, choosePackage, signIn } from './steps';

const { startHub, browser } = computers();

const folder = mkdtempSync(join(tmpdir(), 'yuanke-offline-'));
async function saved(name: string, files: Files): Promise<string> {
	const path = join(folder, name);
	writeFileSync(path, new Uint8Array(await packageOf({}, files).arrayBuffer()));
	return path;
}
const dot = new Uint8Array(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'));

test('every page of a package is opened without a network, and what did not come is told page by page', async () => {
	test.setTimeout(240_000);
	const path = await saved('育秧.zip', {
		'index.html': html('<h1>选种</h1><img src="dot.gif" width="20" height="20"><a href="p2.html">下一页</a>'),
		'dot.gif': dot,
		'p2.html': html('<h1>浸种</h1><img src="没有.png"><script src="https://cdn.example.net/p.js"></script>'),
		'p3.html': html('<script>location.href = "https://quiz.example.net/a"</script>'),
		'p4.html': html('<h1>催芽</h1><script>nobody.knows()</script>'),
		'p5.html': html('<script>for (;;);</script>'),
		'blank.html': html('')
	});
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	await page.goto(`${hub.origin}/lessons/packages`);
	await choosePackage(page, path);
	await expect(page.getByText('没有网的村里能用吗？部分能用')).toBeVisible();
	await page.getByRole('button', { name: '试一试' }).click();
	// The answer stands first here, too.
	await expect(page.getByRole('dialog').getByText('没有网的村里能用吗？部分能用')).toBeVisible();
	const outside: string[] = [];
	page.on('requestfinished', (request) => /example\.net/.test(request.url()) && outside.push(request.url()));

	await page.getByRole('button', { name: '断网试一试' }).click();
	await expect(page.getByRole('progressbar')).toBeVisible();
	await expect(page.getByText('断网看完了，共 6 页。')).toBeVisible({ timeout: 120_000 });
	await expect(page.getByText('2 页好，2 页缺东西或出错，2 页打不开。')).toBeVisible();
	const row = (name: string) => page.locator('li[data-state]').filter({ hasText: name });
	const state = (name: string) => row(name).getAttribute('data-state');
	expect(await state('水稻育秧')).toBe('fine');
	expect(await state('p2.html')).toBe('lacking');
	await expect(row('p2.html')).toContainText('没有.png');
	await expect(row('p2.html')).toContainText('https://cdn.example.net/p.js');
	expect(await state('p3.html')).toBe('blank');
	await expect(row('p3.html')).toContainText('https://quiz.example.net');
	expect(await state('p4.html')).toBe('lacking');
	await row('p4.html').getByText('程序出错 1 处').click();
	await expect(row('p4.html')).toContainText('nobody is not defined');
	expect(await state('p5.html')).toBe('hangs');
	expect(await state('blank.html')).toBe('alone');
	await expectAccessible(page, 'offline-try');

	await page.getByRole('button', { name: '回到试一试' }).click();
	await expect(
		page.frameLocator('iframe').frameLocator('iframe[title=lesson]').getByText('选种')
	).toBeVisible();
	expect(outside).toEqual([]);
});

test('it can be stopped', async () => {
	test.setTimeout(180_000);
	const many = Array.from({ length: 40 }, (_, i) => [`p${i}.html`, html(`<p>第${i}页</p>`)]);
	const path = await saved('很多页.zip', Object.fromEntries(many) as Files);
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	await page.goto(`${hub.origin}/lessons/packages`);
	await choosePackage(page, path);
	await page.getByRole('button', { name: '试一试' }).click();
	await page.getByRole('button', { name: '断网试一试' }).click();
	await expect(page.locator('li[data-state=fine]')).toHaveCount(2, { timeout: 60_000 });
	await page.getByRole('button', { name: '停下' }).click();
	await expect(page.getByText(/^停下了。看了 \d+ 页，共 41 页。$/)).toBeVisible();
});
