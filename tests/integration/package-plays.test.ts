import type { Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { Browser, Frame, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PackageVersion } from '$lib/compiler';
import { buildPackages, unpack } from './play';
import { serve, type Package } from './serve';
import { startChromium } from './visit';
import { picture, troubles, watchedPage } from './watched-page';

const port = Number(process.env.TEST_PORT ?? 4111);
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

type Saved = Record<string, unknown>;

async function launch(version: '1.2' | '2004', saved: Saved | null): Promise<[Page, Frame]> {
	const page = await watchedPage(browser);
	await page.goto(`${base}/host.html`);
	await page.waitForFunction('window.ready');
	await page.evaluate(([v, s]) => (window as unknown as Lms).boot(v, s), [version, saved] as const);
	await page.waitForFunction(() => window.frames[0]?.document.querySelector('.page.current'));
	return [page, page.frame('sco')!];
}

interface Lms {
	boot(version: string, saved: Saved | null): void;
	quit(): Promise<void>;
	saved(): { cmi: Saved };
	errors: string[];
	calls: string[][];
	refuse: boolean;
}
const lms = <T>(page: Page, read: (lms: Lms) => T): Promise<Awaited<T>> =>
	page.evaluate(`(${read.toString()})(window)`);

/** Leaves as a closing window does, and gives what the LMS would hand back next time. */
async function quit(page: Page): Promise<{ cmi: Saved; again: Saved }> {
	await lms(page, (w) => w.quit());
	expect(await lms(page, (w) => w.errors)).toEqual([]);
	const { cmi } = await lms(page, (w) => w.saved());
	await page.close();
	const again = structuredClone(cmi);
	const core = (again.core ?? again) as Saved;
	delete core.session_time;
	delete core.exit;
	core.entry = 'resume';
	return { cmi, again };
}

/** The same question asked of either version. */
const read = {
	'1.2': {
		status: (cmi: Saved) => (cmi.core as Saved).lesson_status,
		success: (cmi: Saved) => (cmi.core as Saved).lesson_status,
		score: (cmi: Saved) => ((cmi.core as Saved).score as Saved).raw
	},
	'2004': {
		status: (cmi: Saved) => cmi.completion_status,
		success: (cmi: Saved) => cmi.success_status,
		score: (cmi: Saved) => (cmi.score as Saved).raw
	}
};

const interactionsOf = (calls: string[][]) =>
	calls
		.filter(
			([name, element]) =>
				name === 'SetValue' && /interactions\.\d+\.(id|result|\w+_response)$/.test(element!)
		)
		.map(([, element, value]) => `${element!.replace('cmi.interactions.', '')}=${value}`);

const lastResponse = async (page: Page) =>
	(await lms(page, (w) => w.calls)).filter((call) => call[1]?.endsWith('response')).at(-1)?.[2];
/** For what happens soon, on however slow a machine. */
const patient = { timeout: 15_000 };

const title = (frame: Frame) => frame.locator('.page.current h1').innerText();
const next = (frame: Frame) => frame.locator('button.next').click();
const question = (frame: Frame, n: number) => frame.locator('.page.current .question').nth(n);
async function answer(frame: Frame, n: number, texts: string[]) {
	for (const text of texts) await question(frame, n).getByText(text).click();
	await question(frame, n).locator('.check').click();
}
async function watchFilm(frame: Frame) {
	await frame.evaluate(() => {
		const film = document.querySelector('video')!;
		film.muted = true;
		film.playbackRate = 2;
		film.currentTime = 0;
		return film.play();
	});
	await frame.waitForFunction(() => document.querySelector('video')!.ended, undefined, { timeout: 15_000 });
}
describe.each(['1.2', '2004'] as const)('a SCORM %s package', (version) => {
	const from = read[version];
	let again: Saved;

	it('keeps answers and place when left in the middle, and decides nothing yet', async () => {
		const [page, frame] = await launch(version, null);
		expect(await title(frame)).toBe('为什么要修剪');
		await picture(page, `${version}-1-text`);
		await next(frame);
		await frame.locator('.video-js').waitFor();
		await picture(page, `${version}-2-film`);
		await frame.evaluate(async () => {
			const film = document.querySelector('video')!;
			film.muted = true;
			await film.play();
			await new Promise<void>((done) =>
				film.addEventListener('timeupdate', () => film.currentTime > 2 && done())
			);
			film.pause();
		});
		await next(frame);
		await picture(page, `${version}-3-questions`);
		await answer(frame, 0, ['落叶以后']);
		expect(await question(frame, 0).locator('.verdict').innerText()).toBe('✓ 答对了');
		await answer(frame, 1, ['病虫枝', '健壮']);
		expect(await question(frame, 1).locator('.verdict').innerText()).toBe('✕ 答错了');
		await picture(page, `${version}-4-answered`);
		await expect
			.poll(async () => interactionsOf(await lms(page, (w) => w.calls)), patient)
			.toEqual(
				version === '1.2'
					? [
							'0.id=q6',
							'0.student_response=a',
							'0.result=correct',
							'1.id=q7',
							'1.student_response=a,b',
							'1.result=wrong'
						]
					: [
							'0.id=q6',
							'0.learner_response=a',
							'0.result=correct',
							'1.id=q7',
							'1.learner_response=a[,]b',
							'1.result=incorrect'
						]
			);
		const left = await quit(page);
		again = left.again;
		expect(from.status(left.cmi)).toBe('incomplete');
		expect(from.score(left.cmi) ?? '').toBe('');
		if (version === '2004') expect(from.success(left.cmi)).toBe('unknown');
	}, 60_000);

	it('goes on at the same page with the same answers and the film where it was', async () => {
		const [page, frame] = await launch(version, again);
		expect(await title(frame)).toBe('练一练');
		expect(await question(frame, 0).locator('.verdict').innerText()).toBe('✓ 答对了');
		expect(await question(frame, 1).locator('.verdict').innerText()).toBe('✕ 答错了');
		await expect
			.poll(() => frame.evaluate(() => document.querySelector('video')!.currentTime), patient)
			.toBeGreaterThan(0.9);
		await question(frame, 1).getByText('再试一次').click();
		await answer(frame, 1, ['病虫枝', '交叉重叠枝', '徒长枝']);
		await next(frame);
		await page.keyboard.press('1');
		await page.keyboard.press('Enter');
		expect(await question(frame, 0).locator('.verdict').innerText()).toBe('✓ 答对了');
		await page.keyboard.press('ArrowRight');
		expect(await title(frame)).toBe('说一说');
		await frame.getByPlaceholder('哪一组').fill('第一组');
		await frame.getByPlaceholder('说了什么').fill('剪得太晚，今年提早到腊月');
		await frame.getByText('开始计时').click();
		await picture(page, `${version}-5-discussion`);
		for (let i = 0; i < 5; i++) await next(frame);
		expect(await frame.locator('.result').innerText()).toContain('还有 1 项没做完');
		await picture(page, `${version}-6-open`);
		await frame.getByText('下剪的角度').last().click();
		await watchFilm(frame);
		expect(await frame.locator('.watched').innerText()).toBe('✓ 看完了');
		for (let i = 0; i < 8; i++) await next(frame);
		expect(await frame.locator('.result').innerText()).toContain('合格');
		await picture(page, `${version}-7-result`);
		await page.waitForTimeout(600);
		const { cmi, again: kept } = await quit(page);
		again = kept;
		expect(from.success(cmi)).toBe('passed');
		expect(from.status(cmi)).toBe(version === '1.2' ? 'passed' : 'completed');
		expect(Number(from.score(cmi))).toBe(100);
	}, 60_000);

	it('never takes back what was reached, keeps what was said, and closes when asked', async () => {
		const [page, frame] = await launch(version, again);
		await frame.locator('.tools').getByText('目录').click();
		await picture(page, `${version}-8-contents`);
		await frame.locator('dialog').getByText('说一说').click();
		expect(await frame.getByPlaceholder('说了什么').inputValue()).toBe('剪得太晚，今年提早到腊月');
		for (const said of ['腊月剪', '腊月剪完']) {
			await frame.getByPlaceholder('说了什么').fill(said);
			await expect.poll(() => lastResponse(page), patient).toBe(`第一组: ${said}`);
		}
		await frame.locator('button.previous').click();
		// What was right is not asked again.
		expect(await question(frame, 0).locator('.verdict').innerText()).toBe('✓ 答对了');
		expect(await question(frame, 0).getByText('再试一次').isVisible()).toBe(false);
		await frame.locator('.exit').click();
		expect(await frame.locator('h1').innerText()).toContain('已退出');
		await picture(page, `${version}-9-left`);
		const { cmi } = await quit(page);
		expect(from.success(cmi)).toBe('passed');
		expect(Number(from.score(cmi))).toBe(100);
	}, 60_000);

	it('says so when the LMS keeps nothing, goes on, and saves when it can again', async () => {
		const [page, frame] = await launch(version, null);
		await page.evaluate(() => ((window as unknown as Lms).refuse = true));
		await next(frame);
		await frame.getByText('学习平台没有回应').waitFor();
		await picture(page, `${version}-10-trouble`);
		await next(frame);
		expect(await title(frame)).toBe('练一练');
		await page.evaluate(() => ((window as unknown as Lms).refuse = false));
		await frame.getByText('学习平台没有回应').waitFor({ state: 'hidden', timeout: 15_000 });
		await quit(page);
	}, 60_000);

	it('without an LMS says that nothing is recorded, and plays', async () => {
		const page = await watchedPage(browser);
		await page.goto(`${base}/${version}/index.html`);
		await page.getByText('没有连上学习平台').waitFor();
		await page.locator('button.next').click();
		expect(await page.locator('.page.current h1').innerText()).toBe('看一看：怎么下剪');
		await page.close();
	});
});

describe('a plain folder', () => {
	it('plays without a server, from index.html', async () => {
		const page = await watchedPage(browser);
		await page.goto(pathToFileURL(`${unpack(packages.web)}/index.html`).href);
		await page.locator('button.next').click();
		expect(await page.locator('.page.current h1').innerText()).toBe('看一看：怎么下剪');
		expect(await page.locator('.notice').isVisible()).toBe(false);
		expect(await page.locator('.exit').count()).toBe(0);
		await page.close();
	});
	it('can be read from top to bottom where no script runs', async () => {
		const page = await watchedPage(browser, { javaScriptEnabled: false });
		await page.goto(pathToFileURL(`${unpack(packages.web)}/index.html`).href);
		for (const text of ['为什么要修剪', '徒长枝', '冬季修剪最好在什么时候？', '剪口要平滑', '咱们村的果园'])
			expect(await page.getByText(text).first().isVisible()).toBe(true);
		await picture(page, 'plain');
		await page.close();
	});
});
