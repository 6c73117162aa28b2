import { expect, test } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { author, official, signIn } from './steps';

const launch = (...args: string[]) =>
	spawnSync('node', ['src/cli/launch.js', ...args], { encoding: 'utf8', timeout: 60_000 });

/** Asks with a Host header of its own. */
function askAs(port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		rawRequest({ port, host: '127.0.0.1', headers: { host } }, (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		})
			.once('error', reject)
			.end();
	});
}

test('help, wrong words and a taken port answer with sentences that say what to do', async () => {
	expect(launch('--help').stdout).toContain('--port N');
	const unknown = launch('start-it');
	expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining('Try --help')]);
	const same = launch(
		'serve',
		'--origin',
		'https://a.example.cn',
		'--content-origin',
		'https://a.example.cn:8443'
	);
	expect([same.status, same.stderr]).toEqual([1, expect.stringContaining('host of their own')]);
	const open = launch('demo', '--host', '0.0.0.0');
	expect([open.status, open.stderr]).toEqual([1, expect.stringContaining('this computer only')]);
	const hub = await HubProcess.start();
	try {
		const taken = launch(
			'demo',
			'--port',
			String(hub.port),
			'--data',
			mkdtempSync(join(tmpdir(), 'yuanke-'))
		);
		expect(taken.status).toBe(1);
		expect(taken.stderr).toMatch(/already in use.*--port \d+/);
		expect(taken.stderr).not.toContain('    at ');
	} finally {
		await hub.stop();
	}
});

test('the demo prints addresses and sign-ins, answers only to its own name, and starts again with what it had', async () => {
	const hub = await HubProcess.start();
	try {
		for (const word of [hub.origin, '/station', author, official, 'yuanke-demo', '一次性码'])
			expect(hub.output).toContain(word);
		expect(await askAs(hub.port, `localhost:${hub.port}`)).toBe(303);
		expect(await askAs(hub.port, 'evil.example')).toBe(421);
		expect(await askAs(hub.port + 1, 'evil.example')).toBe(421);
		expect(statSync(join(hub.data, 'keys/root.jwk')).mode & 0o777).toBe(0o600);
		await hub.kill();
		await hub.start();
		expect(hub.output).not.toContain('Building');
		expect(execFileSync('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', hub.origin]).toString()).toBe(
			'303'
		);
	} finally {
		await hub.stop();
	}
});

test('production has no demo account: the first visitor needs the printed code and becomes administrator', async () => {
	const hub = await HubProcess.start('serve');
	const browser = new Browser();
	try {
		expect(hub.output).not.toContain('yuanke-demo');
		const code = /[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}/.exec(hub.output)?.[0] ?? '';
		const page = await browser.open();
		await page.goto(hub.origin);
		await page.getByLabel('一次性码').fill('aaaa-bbbb-cccc');
		await page.getByLabel('姓名').fill('何主任');
		await page.getByLabel('密码').fill('一个足够长的密码');
		await page.getByRole('button', { name: '完成' }).click();
		await expect(page.getByRole('alert')).toContainText('码不对');
		await page.getByLabel('一次性码').fill(code);
		await page.getByLabel('姓名').fill('何主任');
		await page.getByLabel('密码').fill('一个足够长的密码');
		await page.getByRole('button', { name: '完成' }).click();
		await page.waitForURL('**/sign-in');
		await page.goto(`${hub.origin}/setup`);
		await page.waitForURL('**/sign-in');
		await page.getByLabel('姓名').fill('何主任');
		await page.getByLabel('密码').fill('一个足够长的密码');
		await page.getByRole('button', { name: '登录' }).click();
		await expect(page.getByRole('link', { name: '站点' })).toBeVisible();
	} finally {
		await browser.close();
		await hub.stop();
	}
});

test('every page can be read in English and in Chinese, and a stranger gets nowhere', async () => {
	const hub = await HubProcess.start();
	const browser = new Browser();
	try {
		const page = await browser.open();
		for (const path of ['/lessons', '/stations', '/results']) {
			await page.goto(`${hub.origin}${path}`);
			await page.waitForURL('**/sign-in**');
		}
		for (const path of ['/packages/x/1/web.zip', `/blobs/${'a'.repeat(64)}`, '/db/catalogue', '/db/accounts'])
			expect((await page.request.get(`${hub.origin}${path}`)).status()).toBeGreaterThanOrEqual(400);
		expect((await page.request.post(`${hub.origin}/uploads`)).status()).toBe(401);
		await page.goto(`${hub.origin}/sign-in`);
		await page.getByRole('button', { name: 'English' }).click();
		await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await page.goto(`${hub.origin}/station`);
		await expect(page.getByLabel('One-time code')).toBeVisible();
		await page.getByRole('button', { name: '中文' }).click();
		await expect(page.getByRole('heading', { name: '登记为学习站点' })).toBeVisible();
		await signIn(page, hub, official);
		expect((await page.request.post(`${hub.origin}/uploads`)).status()).toBe(403);
		// Another site's form cannot act in this person's name.
		const forged = await page.request.post(`${hub.origin}/stations?/create`, {
			headers: { origin: 'https://evil.example' },
			form: { village: '假村' }
		});
		expect(forged.status()).toBe(403);
	} finally {
		await browser.close();
		await hub.stop();
	}
});
