import { expect, test } from '@playwright/test';
import { onBench, type OnBench } from './on-bench';
import { inside, launchPage, leave, probe } from './probes';

let bench: OnBench['bench'];
let browser: OnBench['browser'];
let page: OnBench['page'];
onBench((at) => ({ bench, browser, page } = at));

test.describe('a hostile package cannot stay:', () => {
	test('run on after it was left', async () => {
		await page.evaluate(() => {
			const heard: string[] = [];
			Object.assign(window, { heard });
			addEventListener('message', ({ data }) => typeof data === 'string' && heard.push(data));
		});
		await probe(
			page,
			`
			setInterval(() => top.postMessage('page', '*'), 20);
			parent.setInterval(() => top.postMessage('player', '*'), 20);
			const empty = document.createElement('iframe'); parent.document.body.append(empty);
			empty.contentWindow.setInterval(() => top.postMessage('empty', '*'), 20);
			const context = new AudioContext(); context.createOscillator().connect(context.destination);
			window.open('', 'left').setInterval(() => top.postMessage('window', '*'), 20);
			await new Promise((r) => setTimeout(r, 300));`
		);
		const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
		await expect.poll(async () => new Set(await heard()).size).toBeGreaterThan(2);
		await leave(page);
		await heard();
		// A second is fifty of its turns.
		await page.waitForTimeout(1000);
		expect(await heard()).toEqual([]);
		expect(page.frames().filter((one) => one.url().startsWith(bench.contentOrigin))).toEqual([]);
	});

	test('read its files when it is over, from the page of the next', async () => {
		await probe(page, `return 1;`, { 'secret.txt': '上一课' });
		const address = new URL('secret.txt', (await inside(page)).url()).href;
		const read = `return await fetch('${address}', { signal: AbortSignal.timeout(5000) }).then(async (r) => r.status + await r.text(), (e) => e.name);`;
		expect(await (await inside(page)).evaluate(`(async () => { ${read} })()`)).toBe('200上一课');
		await leave(page);
		expect(await probe(page, read, { 'secret.txt': '下一课' })).not.toContain('课');
	});

	test('keep the whole screen', async () => {
		await launchPage(page, `onclick = () => document.documentElement.requestFullscreen()`);
		await (await inside(page)).click('p');
		const whole = () => page.evaluate(() => document.fullscreenElement?.id ?? null);
		await expect.poll(whole).toBe('frame');
		await leave(page);
		await expect.poll(whole).toBeNull();
	});

	test('go on with the whole screen without being pressed', async () => {
		const asked = `return await document.documentElement.requestFullscreen().then(() => 'given', (e) => e.name);`;
		expect(await probe(page, asked)).toBe('TypeError');
	});

	test('hold up the app with a loop without end: it can be left, and the next lesson opens', async () => {
		await probe(page, `return 1;`);
		await leave(page);
		// The worker is there now: a new tab gets everything from it.
		page = await browser.context.newPage();
		await page.goto(bench.origin);
		await probe(page, `return 1;`);
		await (
			await inside(page)
		).evaluate(
			() =>
				void setTimeout(() => {
					for (;;);
				}, 100)
		);
		const began = Date.now();
		await page.waitForTimeout(300);
		expect(await page.evaluate(() => document.querySelector('#secret')?.textContent)).toBe('村民名册');
		await leave(page);
		expect(Date.now() - began).toBeLessThan(20_000);
		expect(await probe(page, `return 'the next';`)).toBe('the next');
	});

	test('hold up the app with a flood of commits and messages: it is broken off', async () => {
		// Speaking as the frame page itself.
		const flood = `
			const launch = document.querySelector('iframe[title=lesson]').src.split('/')[4];
			let number = 1000;
			const step = () => ({ id: 'lesson', session: 1, final: false, before: { total: 0, attempt: 0 }, cmi: { location: String(number), interactions: { 0: { id: 'q' + number } }, heap: 'x'.repeat(20_000) } });
			const state = { here: 'lesson', standing: { begun: true, completion: 'incomplete', success: 'unknown', scaled: null }, steps: {}, attempts: {}, sequencing: null, objectives: {}, data: {} };
			const say = (message) => parent.postMessage({ launch, ...message }, '*');
			setInterval(() => {
				for (let i = 0; i < 300; i++) {
					say({ type: 'commit', number: ++number, step: step(), state });
					say({ type: 'need-port' });
					say({ type: 'document', path: 'index.html' });
					say({ type: 'kept', kept: { launch, local: { a: 'x'.repeat(1000) }, cookies: [] } });
					say({ type: 'contents', contents: {} });
					say({ type: 'nonsense', number });
				}
			}, 10);`;
		await page.evaluate(() => (window.bench.saveDelay = 20));
		await launchPage(
			page,
			`parent.document.body.append(Object.assign(parent.document.createElement('script'), { src: new URL('flood.js', location).href }));`,
			{ 'flood.js': flood }
		);
		// It is broken off, and the learner is back where lessons are chosen.
		await expect.poll(() => page.evaluate(() => window.bench.over)).toBe(true);
		expect(await page.evaluate(() => window.bench.commits.length)).toBeLessThan(1000);
		await leave(page);
		expect(await probe(page, `return 'the next';`)).toBe('the next');
	});

	test('take the worker away from the next', async () => {
		await probe(page, `return 1;`);
		await leave(page);
		await probe(
			page,
			`
			for (const one of await parent.navigator.serviceWorker.getRegistrations()) await one.unregister();`
		);
		await leave(page);
		expect(await probe(page, `return navigator.serviceWorker.controller !== null;`)).toBe(true);
	});

	test('run beside a lesson in another tab: the newer one ends it', async () => {
		await probe(page, `return 1;`);
		const first = page;
		page = await browser.context.newPage();
		await page.goto(bench.origin);
		await probe(page, `return 2;`);
		await expect.poll(() => first.evaluate(() => window.bench.over)).toBe(true);
		expect(first.frames().filter((one) => one.url().startsWith(bench.contentOrigin))).toEqual([]);
	});
});

test('a launch given up while it opened leaves the frame to the next one, also when its patience ends', async () => {
	await page.evaluate(async () => {
		void window.bench.launch({ 'index.html': '<h1>A</h1>' }, '2004').catch(() => undefined);
		await window.bench.launch({ 'index.html': '<h1>B</h1>' }, '2004');
	});
	await expect((await inside(page)).locator('h1')).toHaveText('B');
	// A launch waits 20 s for its frame.
	await page.waitForTimeout(22_000);
	expect(await (await inside(page)).textContent('h1')).toBe('B');
});
