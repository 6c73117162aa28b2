import { expect, test, type Page } from '@playwright/test';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { author, insert, makeFilm, signIn, startLesson } from './steps';

/** What the page has asked of the hub while sending files: method, and the offset it went on from. */
function watchUploads(page: Page) {
	const asked: { method: string; offset: number | null }[] = [];
	page.on('request', (request) => {
		if (!request.url().includes('/uploads')) return;
		const offset = request.headers()['upload-offset'];
		asked.push({ method: request.method(), offset: offset === undefined ? null : Number(offset) });
	});
	return asked;
}

async function slowly(page: Page, bytesPerSecond: number): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 0,
		downloadThroughput: -1,
		uploadThroughput: bytesPerSecond
	});
}

async function choose(page: Page, film: string): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	await page.locator('.media-slot button').last().click();
	await (await chooser).setFiles(film);
}

/** Bytes of films the hub holds so far, and complete. Stills are smaller than 100 kB and do not count. */
function arriving(hub: HubProcess): number {
	const dir = join(hub.data, 'uploads');
	const sizes = readdirSync(dir)
		.filter((name) => !/\.(json|delivered)$/.test(name))
		.map((name) => statSync(join(dir, name)).size);
	return Math.max(0, ...sizes);
}
const blobs = (hub: HubProcess) =>
	readdirSync(join(hub.data, 'blobs'), { recursive: true }).filter((name) =>
		/[0-9a-f]{64}$/.test(String(name))
	);

/** The names of what waits on this computer. */
const outbox = (page: Page) =>
	page.evaluate(async () => {
		const root = await (
			await navigator.storage.getDirectory()
		).getDirectoryHandle('outbox', { create: true });
		const names: string[] = [];
		for await (const box of root.values())
			if (box.kind === 'directory') for await (const name of box.keys()) names.push(name);
		return names;
	});

const film = (page: Page) => page.locator('.media video');
const sizes = (page: Page) => page.getByRole('region', { name: '视频文件' });

test('a film on its way survives the death of the hub and the closing of the page, and is never sent twice', async () => {
	const path = makeFilm(60);
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		const asked = watchUploads(page);
		await signIn(page, hub, author);
		await startLesson(page, '剪枝');
		await page.keyboard.type('看一看');
		await page.keyboard.press('Enter');
		await insert(page, '视频');
		await slowly(page, 100_000);
		await choose(page, path);
		await expect.poll(() => arriving(hub), { timeout: 60_000 }).toBeGreaterThan(150_000);

		await hub.kill();
		await expect(page.getByText(/等网络，已传 \d+%/)).toBeVisible({ timeout: 30_000 });
		const held = arriving(hub);
		await hub.start();
		await page.getByRole('button', { name: '继续', exact: true }).click();
		await expect
			.poll(() => asked.filter(({ offset }) => offset !== null).at(-1)?.offset, { timeout: 30_000 })
			.toBeGreaterThanOrEqual(held);

		await page.reload();
		const before = arriving(hub);
		expect(before).toBeGreaterThanOrEqual(held);
		await expect(sizes(page)).toBeHidden();
		await expect(film(page)).toBeVisible({ timeout: 90_000 });
		await film(page).click();
		await expect(sizes(page)).toContainText('640×360', { timeout: 90_000 });
		const films = asked.filter(({ method, offset }) => method === 'PATCH' && offset);
		for (const { offset } of films) expect(offset).toBeGreaterThanOrEqual(held);
		expect(arriving(hub)).toBe(0);

		const stored = blobs(hub).length;
		asked.length = 0;
		await page.getByRole('button', { name: '换一个视频' }).evaluate((button) => button.scrollIntoView());
		const chooser = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: '换一个视频' }).click();
		await (await chooser).setFiles(path);
		await expect.poll(() => asked.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
		await expect(sizes(page)).toContainText('640×360');
		expect(asked.map(({ method }) => method)).toEqual(asked.map(() => 'HEAD'));
		expect(blobs(hub).length).toBe(stored);
	} finally {
		await browser.close();
		await hub.stop();
	}
});

test('a film that is being prepared when the power fails is prepared on its own when the lesson is opened again', async () => {
	test.setTimeout(180_000);
	const path = makeFilm(20, '1280x720');
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		let page = await browser.open();
		await signIn(page, hub, author);
		await startLesson(page, '停电');
		await page.keyboard.type('看一看');
		await page.keyboard.press('Enter');
		await insert(page, '视频');
		await choose(page, path);
		await expect(page.getByText(/已保存 \d/)).toBeVisible();
		await expect.poll(() => outbox(page)).toContainEqual(expect.stringMatching(/\.note$/));
		await expect(page.getByRole('progressbar').first()).toBeVisible();
		const draft = page.url();
		await browser.kill();

		page = await browser.open();
		await signIn(page, hub, author);
		await page.goto(draft);
		await expect(film(page)).toBeVisible({ timeout: 120_000 });
		await film(page).click();
		await expect(sizes(page)).toContainText('854×480', { timeout: 90_000 });
		await expect.poll(() => outbox(page)).toEqual([]);
	} finally {
		await browser.close();
		await hub.stop();
	}
});

test('another site cannot send files in an author’s name, nor can a stranger', async () => {
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		const headers = {
			'tus-resumable': '1.0.0',
			'upload-length': '3',
			'upload-metadata': `sha256 ${btoa('a'.repeat(64))}`
		};
		const create = (more: object) =>
			page.request.post(`${hub.origin}/uploads`, { headers: { ...headers, ...more } });
		expect((await create({ origin: hub.origin })).status()).toBe(401);
		await signIn(page, hub, author);
		expect((await create({ origin: 'https://evil.example' })).status()).toBe(403);
		const allowed = await create({ origin: hub.origin });
		expect([allowed.status(), allowed.headers()['access-control-allow-origin']]).toEqual([201, undefined]);
	} finally {
		await browser.close();
		await hub.stop();
	}
});
