import { expect, test } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageOf, page as html, zipOf } from '../fixtures/packages';
import { expectAccessible } from './axe';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { author, signIn } from './steps';

const folder = mkdtempSync(join(tmpdir(), 'yuanke-packages-'));

async function saved(name: string, zip: Blob): Promise<string> {
	const path = join(folder, name);
	writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
	return path;
}

test('a package from elsewhere is looked at in the browser and reported on in plain words; a hostile one is refused', async () => {
	test.setTimeout(240_000);
	const good = await saved('水稻育秧.zip', packageOf({ version: '2004' }));
	const limited = await saved(
		'果树修剪.zip',
		packageOf(
			{ title: '果树修剪' },
			{
				'index.html': html('<link rel="stylesheet" href="https://fonts.example.net/a.css">'),
				'meta.xml': '<meta><application name="Articulate Storyline" version="3.58.1"/></meta>',
				'story_content/old.swf': 'FWS'
			}
		)
	);
	const aicc = await saved(
		'旧课件.zip',
		zipOf({ 'a.crs': '', 'a.cst': '', 'a.au': '', 'index.html': html() })
	);
	const hostile = await saved(
		'坏包.zip',
		zipOf({ 'index.html': html() }, [{ name: '../../evil.html', body: 'x' }])
	);
	// Many small files take long: there is time to stop.
	const styles = Array.from({ length: 19_000 }, (_, i) => [`css/${i}.css`, `.a${i} { color: red }`]);
	const large = await saved(
		'大课件.zip',
		packageOf({}, Object.fromEntries(styles) as Record<string, string>)
	);

	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		await signIn(page, hub, author);
		await page.getByRole('link', { name: /别处的课件包/ }).click();
		await expect(page.getByRole('button', { name: '选课件包' })).toBeVisible();
		const sent: string[] = [];
		page.on('request', (request) => request.method() === 'GET' || sent.push(request.url()));
		const choose = (path: string) => page.getByTestId('foreign-package').setInputFiles(path);

		await choose(good);
		await expect(page.getByRole('heading', { name: '水稻育秧' })).toBeVisible();
		await expect(page.getByText('适合在站点用')).toBeVisible();
		await expect(page.getByText('SCORM 2004 4th Edition 课件')).toBeVisible();

		await choose(limited);
		await expect(page.getByRole('heading', { name: '果树修剪' })).toBeVisible();
		await expect(page.getByText('能用，有些地方受限')).toBeVisible();
		await expect(page.getByText('Articulate Storyline 3.58.1')).toBeVisible();
		await expect(page.getByText(/里面有 Flash/)).toBeVisible();
		const internet = page.getByRole('listitem').filter({ hasText: '要从互联网取 1 样东西' });
		await internet.getByText('看是哪些').click();
		await expect(internet.getByText('https://fonts.example.net/a.css')).toBeVisible();
		await expectAccessible(page, 'foreign-package');

		await choose(aicc);
		await expect(page.getByText('AICC 课件，不是 SCORM')).toBeVisible();
		await expect(page.getByText('在站点用不了')).toBeVisible();

		await choose(hostile);
		await expect(page.getByRole('alert')).toContainText('这个文件没有收下');
		await expect(page.getByRole('alert')).toContainText('../../evil.html');

		await choose(large);
		await expect(page.getByRole('progressbar')).toBeVisible();
		await page.getByRole('button', { name: '停止' }).click();
		await expect(page.getByText('已停止，没有留下任何东西。')).toBeVisible();
		await expect(page.getByRole('button', { name: '再查一个' })).toBeVisible();
		expect(sent).toEqual([]);
	} finally {
		await browser.close();
		await hub.stop();
	}
});
