import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArchive } from '../../src/lib/archive';
import { packageOf, page as html, zipOf } from '../fixtures/packages';
import { expectAccessible } from './axe';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { author, chooseFile, choosePackage, signIn } from './steps';

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
	const elsewhere = await saved(
		'在网上的.zip',
		packageOf({}, { 'index.html': html(`<script>location.href = 'https://player.example.com/run'</script>`) })
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
		const choose = (path: string) => chooseFile(page, 'foreign-package', path);

		await choose(good);
		await expect(page.getByRole('heading', { name: '水稻育秧' })).toBeVisible();
		await expect(page.getByText('没有网的村里能用吗？能用')).toBeVisible();
		await expect(page.getByText('SCORM 2004 4th Edition 课件')).toBeVisible();

		await choose(limited);
		await expect(page.getByRole('heading', { name: '果树修剪' })).toBeVisible();
		await expect(page.getByText('没有网的村里能用吗？部分能用')).toBeVisible();
		await expect(page.getByText('Articulate Storyline 3.58.1')).toBeVisible();
		await expect(page.getByRole('status').getByText(/里面有 Flash/)).toBeVisible();
		const internet = page
			.getByRole('listitem')
			.filter({ hasText: '要从互联网取 1 样东西' })
			.filter({ hasText: '看是哪些' });
		await internet.getByText('看是哪些').click();
		await expect(internet.getByText('https://fonts.example.net/a.css')).toBeVisible();
		await expectAccessible(page, 'foreign-package');

		await choose(aicc);
		await expect(page.getByText('AICC 课件，不是 SCORM')).toBeVisible();
		await expect(page.getByText('没有网的村里能用吗？不能用')).toBeVisible();

		await choose(elsewhere);
		// The one before cannot be used either: this is why this one cannot.
		await expect(page.getByRole('alert').getByText('打开以后会自己转到互联网上去。')).toBeVisible();
		await expect(page.getByText('没有网的村里能用吗？不能用')).toBeVisible();
		await expect(page.getByRole('button', { name: '放进课程库' })).toBeDisabled();
		await page.getByRole('checkbox', { name: /我知道它在没有网的村里不能用/ }).check();
		await expect(page.getByRole('button', { name: '放进课程库' })).toBeEnabled();
		await expectAccessible(page, 'package-despite');

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

test('a package from elsewhere is put into the library though the network and the hub fail on the way, released, and replaced by a newer one', async () => {
	test.setTimeout(300_000);
	const film = { 'film.bin': new Uint8Array(randomBytes(40_000_000)) };
	const first = await saved('修剪一.zip', packageOf({ title: '果树修剪' }, film));
	const newer = await saved('修剪二.zip', packageOf({ title: '果树修剪' }, { 'index.html': html('新的') }));
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		await signIn(page, hub, author);
		await page.goto(`${hub.origin}/lessons/packages`);
		await choosePackage(page, first);
		await page.getByLabel('课名').fill('果树冬季修剪');
		await page.getByLabel('实用科技').check();
		const take = page.getByRole('button', { name: '放进课程库' });

		// The network goes after the first piece.
		const piece = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
		await take.click();
		await piece;
		await page.context().setOffline(true);
		await expect(page.getByText('等网络，恢复后接着传')).toBeVisible({ timeout: 60_000 });
		const asked = page.waitForRequest(/\/library$/, { timeout: 60_000 });
		await page.context().setOffline(false);

		// The hub dies while it unpacks; what was sent is there when it comes back.
		await asked;
		await hub.kill();
		await expect(page.getByRole('alert')).toBeVisible();
		await hub.start();
		await take.click();
		await page.waitForURL(/\/lessons\/packages\/.+/, { timeout: 120_000 });
		await expect(page.getByRole('heading', { name: '果树冬季修剪' })).toBeVisible();
		await expectAccessible(page, 'library-package');
		await page.getByRole('button', { name: '发布给站点' }).click();
		await expect(page.getByText('已发布第 1 版').first()).toBeVisible();

		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: '下载原来的课件包' }).click();
		const zip = new Blob([Uint8Array.from(readFileSync(await (await download).path()))]);
		const files = await readArchive(zip);
		expect([...files.keys()].sort()).toEqual(['film.bin', 'imsmanifest.xml', 'index.html']);

		await page.getByRole('link', { name: '换成新的压缩包' }).click();
		await chooseFile(page, 'foreign-package', newer);
		await expect(page.getByLabel('课名')).toHaveValue('果树冬季修剪');
		await take.click();
		await page.getByRole('button', { name: '再发布一版' }).click();
		await expect(page.getByText('已发布第 2 版').first()).toBeVisible();

		await page.getByRole('button', { name: '从课程库拿走' }).click();
		await expect(page.getByText('“果树冬季修剪”已从课程库拿走')).toBeVisible();
		await expect(page.getByRole('link', { name: '果树冬季修剪' })).toBeHidden();
		await page.getByRole('button', { name: '撤销' }).click();
		await expect(page.getByRole('link', { name: '果树冬季修剪' })).toBeVisible();
	} finally {
		await browser.close();
		await hub.stop();
	}
});
