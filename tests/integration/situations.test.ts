import type { Server } from 'node:http';
import type { Browser, BrowserContext, Frame } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScormVersion } from '$lib/scorm';
import { buildPackages } from './play';
import { serve } from './serve';
import { shortLesson } from './short-lesson';
import { inHost, patient, startChromium, Visit, type How, type Saved } from './visit';

const port = Number(process.env.TEST_PORT ?? 4111) + 11;
const base = `http://localhost:${port}`;

let server: Server;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
	server = await serve(await buildPackages(() => shortLesson()), port);
	browser = await startChromium();
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});
beforeEach(async () => void (context = await browser.newContext({ viewport: { width: 1366, height: 768 } })));
afterEach(() => context.close());

const elements = {
	'1.2': { status: 'cmi.core.lesson_status', success: 'cmi.core.lesson_status', raw: 'cmi.core.score.raw' },
	'2004': { status: 'cmi.completion_status', success: 'cmi.success_status', raw: 'cmi.score.raw' }
} as const;

const title = (frame: Frame) => frame.locator('.page.current h1').innerText();
const next = (frame: Frame) => frame.locator('button.next').click();
const verdict = (frame: Frame) => frame.locator('.page.current .verdict').innerText();
async function answer(frame: Frame, text: string): Promise<void> {
	await frame.locator('.page.current .question').getByText(text, { exact: true }).click();
	await frame.locator('.page.current .check').click();
}
/** To the first question, and answers it. */
async function answerFirst(frame: Frame, text = '三月'): Promise<void> {
	await next(frame);
	await answer(frame, text);
}
async function answerSecond(frame: Frame, text = '对'): Promise<void> {
	await next(frame);
	await answer(frame, text);
}

interface Case {
	version: ScormVersion;
	launch: (saved?: Saved | null, more?: How) => Promise<[Visit, Frame]>;
}
/** Reads and answers where nothing is to be left behind. */
async function onlyLooking({ version, launch }: Case, mode: 'review' | 'browse'): Promise<Visit> {
	const [visit, frame] = await launch(null, { mode });
	await frame.getByText(mode === 'review' ? '这次是回看' : '这次只是看看').waitFor(patient);
	await answerFirst(frame);
	await frame.locator('.exit').click();
	await expect.poll(() => visit.count('Terminate'), patient).toBe(1);
	// Where to go from here is no record of the learner, and what was only looked at must not become "completed".
	const browsed = mode === 'browse' ? [elements['1.2'].status] : [];
	expect(await visit.written()).toEqual(version === '2004' ? ['adl.nav.request'] : browsed);
	expect(await visit.page.evaluate(() => Object.keys(localStorage))).toEqual(['server']);
	return visit;
}

/** What must hold in each situation; every visit must end without a violation. */
const situations: Record<string, (at: Case) => Promise<Visit[]>> = {
	async 'the first launch decides nothing early'({ version, launch }) {
		const [visit, frame] = await launch();
		await answerFirst(frame);
		await expect.poll(() => visit.count('Commit'), patient).toBeGreaterThan(1);
		expect(await visit.kept(elements[version].status)).toBe('incomplete');
		expect(await visit.kept(elements[version].raw)).toBe('');
		if (version === '2004') expect(await visit.kept('cmi.success_status')).toBe('unknown');
		return [visit];
	},
	async 'a second launch goes on, and ends with a mark'({ version, launch }) {
		const [first, frame] = await launch();
		await answerFirst(frame);
		const violations = await first.violations();
		expect(violations).toEqual([]);
		const [second, again] = await launch(await first.leave());
		expect([await title(again), await verdict(again)]).toEqual(['第一题', '✓ 答对了']);
		await answerSecond(again);
		await expect.poll(() => second.kept(elements[version].success), patient).toBe('passed');
		expect(await second.kept(elements[version].status)).toBe(version === '1.2' ? 'passed' : 'completed');
		expect(Number(await second.kept(elements[version].raw))).toBe(100);
		return [second];
	},
	async 'a reload loses nothing'({ launch }) {
		const [visit, frame] = await launch();
		await answerFirst(frame);
		await visit.page.reload();
		await visit.boot(await visit.server());
		const again = await visit.sco();
		expect([await title(again), await verdict(again)]).toEqual(['第一题', '✓ 答对了']);
		return [visit];
	},
	async 'a killed tab costs nothing that was committed'({ launch }) {
		const [visit, frame] = await launch();
		await answerFirst(frame, '六月');
		await expect.poll(async () => JSON.stringify(await visit.server()), patient).toContain('"q4"');
		const crashed = visit.page.waitForEvent('crash');
		void visit.page.goto('chrome://crash').catch(() => undefined);
		await crashed;
		const survivor = await context.newPage();
		await survivor.goto(`${base}/host.html`);
		const [second, again] = await launch(await visit.server(survivor));
		expect([await title(again), await verdict(again)]).toEqual(['第一题', '✕ 答错了']);
		return [second];
	},
	async 'in a window of its own'({ launch }) {
		const [visit, frame] = await launch(null, { into: 'window' });
		await frame.waitForSelector('.page.current');
		await answerFirst(frame);
		await frame.page().close({ runBeforeUnload: true });
		await expect.poll(() => visit.count('Terminate'), patient).toBe(1);
		expect(JSON.stringify(await visit.server())).toContain('"q4"');
		return [visit];
	},
	async 'a window of its own is closed by a button once everything has arrived'({ launch }) {
		const [visit, frame] = await launch(null, { into: 'window' });
		await frame.waitForSelector('.page.current');
		await answerFirst(frame);
		// As Moodle does.
		await frame.evaluate(() => (window.opener = null));
		await frame.locator('.exit').click();
		const closed = frame.page().waitForEvent('close');
		await frame.getByRole('button', { name: '关闭这个窗口' }).click();
		await closed;
		expect(await visit.count('Terminate')).toBe(1);
		return [visit];
	},
	async 'in a frame taller than what is seen of it a turned page begins at its top'({ launch }) {
		const [visit, frame] = await launch();
		const outer = visit.page.locator('iframe');
		await outer.evaluate((element) => {
			element.style.height = '1200px';
			element.scrollIntoView({ block: 'end' });
		});
		const top = () => outer.evaluate((element) => element.getBoundingClientRect().top);
		expect(await top()).toBeLessThan(0);
		await next(frame);
		await expect.poll(top, patient).toBeGreaterThanOrEqual(0);
		return [visit];
	},
	async 'many frames deep'({ launch }) {
		const [visit, frame] = await launch(null, { into: 'deep frame' });
		await answerFirst(frame);
		await visit.page
			.locator('iframe')
			.evaluate((outer) => ((outer as HTMLIFrameElement).src = 'about:blank'));
		await expect.poll(() => visit.count('Terminate'), patient).toBe(1);
		expect(JSON.stringify(await visit.server())).toContain('"q4"');
		return [visit];
	},
	async 'with no API it says so, and plays'({ launch }) {
		const [visit, frame] = await launch(null, { missing: true });
		await frame.getByText('没有连上学习平台').waitFor();
		await answerFirst(frame);
		expect(await verdict(frame)).toBe('✓ 答对了');
		expect(await frame.locator('.exit').count()).toBe(0);
		return [visit];
	},
	async 'with both APIs it speaks to its own only'({ version, launch }) {
		const [visit, frame] = await launch(null, { both: true });
		await visit.page.evaluate(
			(other) => {
				const api = (window as unknown as Record<string, Record<string, unknown>>)[other]!;
				for (const name of Object.keys(api)) api[name] = () => Object.assign(window, { strayed: name });
			},
			version === '1.2' ? 'API_1484_11' : 'API'
		);
		await answerFirst(frame);
		await frame.locator('.exit').click();
		await expect.poll(() => visit.count('Terminate'), patient).toBe(1);
		expect(await visit.page.evaluate('window.strayed')).toBeUndefined();
		return [visit];
	},
	async 'with an API that takes 200 ms a call nobody waits long'({ launch }) {
		const [visit, frame] = await launch();
		await inHost(visit.page, (w) => (w.late = 200));
		await next(frame);
		await inHost(visit.page, (w) => (w.calls.length = 0));
		// Ten changes in a row: were each committed by itself, this would take minutes.
		for (let i = 0; i < 5; i++) {
			await frame.evaluate(() => {
				document.querySelector<HTMLElement>('button.next')!.click();
				document.querySelector<HTMLElement>('button.previous')!.click();
			});
		}
		await answer(frame, '三月');
		await expect.poll(() => visit.kept('cmi.suspend_data'), patient).not.toBe('');
		expect(await visit.count('Commit')).toBeLessThanOrEqual(3);
		return [visit];
	},
	async 'what an LMS threw away though it said "true" is sent when the line is back'({ launch }) {
		const [visit, frame] = await launch();
		await expect.poll(() => visit.count('Commit'), patient).toBeGreaterThan(0);
		await context.setOffline(true);
		await inHost(visit.page, (w) => (w.lms.lying = true));
		await answerFirst(frame);
		await frame.getByText('学习平台没有回应').waitFor(patient);
		expect(JSON.stringify(await visit.server())).not.toContain('"q4"');
		await context.setOffline(false);
		await inHost(visit.page, (w) => (w.lms.lying = false));
		await frame.locator('.notice').waitFor({ state: 'hidden', ...patient });
		expect(JSON.stringify(await visit.server())).toContain('"q4"');
		return [visit];
	},
	async 'what an LMS threw away is there at the next launch, and is sent then'({ launch }) {
		const [first, frame] = await launch();
		await expect.poll(() => first.count('Commit'), patient).toBeGreaterThan(0);
		await context.setOffline(true);
		await inHost(first.page, (w) => (w.lms.lying = true));
		await answerFirst(frame);
		await frame.getByText('学习平台没有回应').waitFor(patient);
		await frame.locator('.exit').click();
		await frame.getByText('答案存在这台电脑里').waitFor(patient);
		const left = await first.leave();
		expect(JSON.stringify(left)).not.toContain('"q4"');
		await context.setOffline(false);
		const [second, again] = await launch(left);
		expect([await title(again), await verdict(again)]).toEqual(['第一题', '✓ 答对了']);
		await again.getByText('这次已经交上去了').waitFor(patient);
		expect(JSON.stringify(await second.server())).toContain('"q4"');
		expect(await again.evaluate(() => Object.keys(localStorage))).toEqual(['server']);
		return [second];
	},
	async 'an API that throws stops nobody, and gets everything when it is well again'({ launch }) {
		const [visit, frame] = await launch();
		await inHost(visit.page, (w) => (w.throws = true));
		await answerFirst(frame);
		await frame.getByText('学习平台没有回应').waitFor(patient);
		await inHost(visit.page, (w) => (w.throws = false));
		await frame.locator('.notice').waitFor({ state: 'hidden', ...patient });
		expect(JSON.stringify(await visit.server())).toContain('"q4"');
		return [visit];
	},
	async 'looking again changes nothing'(at) {
		return [await onlyLooking(at, 'review')];
	},
	async 'browsing changes nothing'(at) {
		const visit = await onlyLooking(at, 'browse');
		if (at.version === '1.2') expect(await visit.kept(elements['1.2'].status)).toBe('browsed');
		return [visit];
	},
	async 'without credit everything is recorded all the same'({ version, launch }) {
		const [visit, frame] = await launch(null, { credit: 'no-credit' });
		await answerFirst(frame, '六月');
		await answerSecond(frame, '错');
		await expect.poll(() => visit.kept(elements[version].success), patient).toBe('failed');
		return [visit];
	},
	async 'what the LMS refuses is tried again'({ launch }) {
		const [visit, frame] = await launch();
		await inHost(visit.page, (w) => (w.refuse = true));
		await answerFirst(frame);
		await frame.locator('.notice').waitFor();
		await inHost(visit.page, (w) => (w.refuse = false));
		await frame.locator('.notice').waitFor({ state: 'hidden', ...patient });
		expect(JSON.stringify(await visit.server())).toContain('"q4"');
		return [visit];
	}
};

describe.each(['1.2', '2004'] as const)('a SCORM %s package', (version) => {
	describe.each([
		['the strict LMS', true],
		['scorm-again', false]
	] as const)('at %s', (_, strict) => {
		it.each(Object.entries(situations))(
			'%s',
			async (_name, situation) => {
				const launch: Case['launch'] = async (saved = null, more = {}) => {
					const visit = await Visit.begin(context, base, version, saved, { strict, ...more });
					return [visit, await visit.sco()];
				};
				for (const visit of await situation({ version, launch })) {
					expect(await visit.violations()).toEqual([]);
					expect(await visit.count('Initialize')).toBeLessThanOrEqual(1);
					expect(await visit.count('Terminate')).toBeLessThanOrEqual(1);
				}
			},
			60_000
		);
	});
	it('says so when the session of its page is over already', async () => {
		const visit = await Visit.begin(context, base, version, null, { strict: true });
		await (await visit.sco()).locator('.exit').click();
		await expect.poll(() => visit.count('Terminate'), patient).toBe(1);
		await visit.page.locator('iframe').evaluate((frame: HTMLIFrameElement) => (frame.src += '?again'));
		await visit.page.frameLocator('iframe').getByText('再进来一次').waitFor(patient);
	}, 60_000);
});
