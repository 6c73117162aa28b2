import type { Server } from 'node:http';
import { expect as eventually, type Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackages } from './play';
import { serve } from './serve';
import { shortLesson } from './short-lesson';
import { patient, startChromium } from './visit';

const port = Number(process.env.TEST_PORT ?? 4111) + 13;
const base = `http://localhost:${port}`;

let server: Server;
let browser: Browser;
beforeAll(async () => {
	server = await serve(await buildPackages(() => shortLesson()), port);
	// Playwright switches the back-forward cache off; people have it.
	browser = await startChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});

it.each([
	['1.2', true],
	['1.2', false],
	['2004', true],
	['2004', false]
] as const)(
	'%s (strict: %s): back out of the back-forward cache the session is still open',
	async (version, strict) => {
		const page = await browser.newPage();
		await page.goto(`${base}/host.html`);
		// Playwright loses a page that comes out of the cache, so the browser itself is asked.
		const devtools = await page.context().newCDPSession(page);
		const run = async (expression: string): Promise<unknown> =>
			(await devtools.send('Runtime.evaluate', { expression, returnByValue: true })).result.value;
		const until = (expression: string) => eventually.poll(() => run(expression), patient).toBe(true);
		await until('window.ready === true');
		await run(`addEventListener('pageshow', (event) => (window.cached = event.persisted));
			boot('${version}', null, { strict: ${strict} })`);
		await until(`!!frames[0]?.document.querySelector('.page.current')`);
		await run(`location.href = '/frames.html?deep=0&to=about:blank'`);
		await until(`location.pathname === '/frames.html'`);
		await run('history.back()');
		await until('window.cached === true');
		const count = (call: string) => run(`calls.filter(([name]) => name === '${call}').length`);
		expect([await count('Initialize'), await count('Terminate')]).toEqual([1, 0]);
		await run(`{
			const { document } = frames[0];
			document.querySelector('button.next').click();
			document.querySelector('.page.current .option input').click();
			document.querySelector('.page.current .check').click();
		}`);
		await until(`!!localStorage.getItem('server')?.includes('"q4"')`);
		await run('quit()');
		await until(`calls.filter(([name]) => name === 'Terminate').length === 1`);
		expect(await run('errors')).toEqual([]);
		await page.close();
	},
	60_000
);
