import type { Server } from 'node:http';
import type { Browser, BrowserContext } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPackages } from './play';
import { serve, type Package } from './serve';
import { editedLesson, shortLesson } from './short-lesson';
import { inHost, patient, startChromium, Visit, type Saved } from './visit';

const port = Number(process.env.TEST_PORT ?? 4111) + 17;
const base = `http://localhost:${port}`;
const packages: Record<string, Package> = {};
/** The next release of the same lesson. */
const newer: Record<string, Package> = {};

let server: Server;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
	Object.assign(packages, await buildPackages(() => shortLesson()));
	Object.assign(newer, await buildPackages(editedLesson));
	server = await serve(packages, port);
	browser = await startChromium();
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});
beforeEach(async () => void (context = await browser.newContext({ viewport: { width: 1366, height: 768 } })));
afterEach(() => context.close());

describe.each(['1.2', '2004'] as const)('a SCORM %s package', (version) => {
	const launch = (saved: Saved | null = null) => Visit.begin(context, base, version, saved, { strict: true });
	const status = version === '1.2' ? 'cmi.core.lesson_status' : 'cmi.success_status';

	it('listens to nothing that keeps a page out of the back-forward cache or asks before leaving', async () => {
		await context.addInitScript(() => {
			const heard: string[] = [];
			// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on its own target below
			const listen = EventTarget.prototype.addEventListener;
			EventTarget.prototype.addEventListener = function (type: string, ...rest: [never, never]) {
				heard.push(type);
				return listen.call(this, type, ...rest);
			};
			Object.assign(window, { heard });
		});
		const frame = await (await launch()).sco();
		const { heard, handlers } = await frame.evaluate(() => ({
			heard: (window as unknown as { heard: string[] }).heard,
			handlers: [window.onunload, window.onbeforeunload].filter(Boolean).length
		}));
		expect(heard).toContain('pagehide');
		expect(heard.filter((type) => /unload/.test(type))).toEqual([]);
		expect(handlers).toBe(0);
	}, 60_000);

	it('finishes once, however it is left: by its button, then by closing the frame', async () => {
		const visit = await launch();
		const frame = await visit.sco();
		await frame.locator('.exit').click();
		await frame.getByText('现在可以离开').waitFor(patient);
		await inHost(visit.page, (w) => w.quit());
		expect(await visit.count('Terminate')).toBe(1);
		expect((await inHost(visit.page, (w) => w.calls)).at(-1)).toEqual(['Terminate', '']);
		expect(await visit.violations()).toEqual([]);
	}, 60_000);

	it('never takes back a status, whatever is answered later', async () => {
		const visit = await launch({
			...(version === '2004' && { 'cmi.completion_status': 'completed' }),
			[status]: 'passed'
		});
		const frame = await visit.sco();
		for (const wrong of ['六月', '错']) {
			await frame.locator('button.next').click();
			await frame.locator('.page.current .question').getByText(wrong, { exact: true }).click();
			await frame.locator('.page.current .check').click();
		}
		await inHost(visit.page, (w) => w.quit());
		expect(await visit.kept(status)).toBe('passed');
		if (version === '2004') expect(await visit.kept('cmi.completion_status')).toBe('completed');
		expect(await visit.violations()).toEqual([]);
	}, 60_000);

	it('tells who comes back to the next release which questions were changed, and keeps the answers to the others', async () => {
		const first = await launch();
		const frame = await first.sco();
		for (const right of ['三月', '对']) {
			await frame.locator('button.next').click();
			await frame.locator('.page.current .question').getByText(right, { exact: true }).click();
			await frame.locator('.page.current .check').click();
		}
		await expect.poll(() => first.kept(status), patient).toBe('passed');
		const left = await first.leave();
		const old = packages[version];
		try {
			packages[version] = newer[version]!;
			const second = await launch(left);
			const again = await second.sco();
			await again.getByText('这一课改过了，有 1 道题要重新答。').waitFor(patient);
			expect(await again.locator('.page.current .verdict').innerText()).toBe('✓ 答对了');
			const question = again.locator('.page.current .question');
			for (const asked of ['秧田要平。', '早稻几月育秧？']) {
				await again.locator('button.previous').click();
				await question.getByText(asked).waitFor(patient);
				expect(await question.getAttribute('data-state')).toBe('asking');
			}
			expect(await second.violations()).toEqual([]);
			expect(await second.kept(status)).toBe('passed');
		} finally {
			packages[version] = old!;
		}
	}, 60_000);
});
