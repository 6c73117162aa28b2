import { existsSync, mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Frame, type Locator, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackageVersion } from '$lib/compiler';
import { filmLesson } from './film-lesson';
import { buildPackages, unpack } from './play';
import { serve, type Package } from './serve';

const port = Number(process.env.TEST_PORT ?? 4111) + 7;
const base = `http://localhost:${port}`;
const systemChromium = '/usr/bin/chromium';
const pictures = process.env.PICTURES;
const patient = { timeout: 15_000 };

let packages: Record<PackageVersion, Package>;
let server: Server;
let browser: Browser;

beforeAll(async () => {
	packages = await buildPackages(filmLesson);
	server = await serve(packages, port);
	browser = await chromium.launch({
		...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--disable-background-networking',
			'--autoplay-policy=no-user-gesture-required'
		]
	});
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});

type Saved = Record<string, unknown>;
interface Lms {
	boot(version: string, saved: Saved | null): void;
	quit(): Promise<void>;
	saved(): { cmi: Saved };
	errors: string[];
	calls: string[][];
}
const lms = <T>(page: Page, read: (lms: Lms) => T): Promise<Awaited<T>> =>
	page.evaluate(`(${read.toString()})(window)`);

async function launch(version: '1.2' | '2004', saved: Saved | null): Promise<[Page, Frame]> {
	const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
	await page.goto(`${base}/host.html`);
	await page.waitForFunction('window.ready');
	await page.evaluate(([v, s]) => (window as unknown as Lms).boot(v, s), [version, saved] as const);
	await page.waitForFunction(() => window.frames[0]?.document.querySelector('.page.current'));
	const frame = page.frame('sco')!;
	await seekable(frame);
	return [page, frame];
}

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

type Where = Page | Frame;
const seekable = (where: Where) =>
	where.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
const time = (where: Where) => where.evaluate(() => document.querySelector('video')!.currentTime);
const paused = (where: Where) => where.evaluate(() => document.querySelector('video')!.paused);
const play = (where: Where) =>
	where.evaluate(() => {
		const film = document.querySelector('video')!;
		film.muted = true;
		return film.play();
	});
const seek = (where: Where, to: number) =>
	where.evaluate((at) => void (document.querySelector('video')!.currentTime = at), to);
const cue = (where: Where) => where.locator('.film-cue:visible');
async function picture(page: Page, name: string) {
	if (!pictures) return;
	mkdirSync(pictures, { recursive: true });
	await page.screenshot({ path: `${pictures}/${name}.png` });
}
const responses = (calls: string[][]) =>
	calls
		.filter(
			([name, element]) => name === 'SetValue' && /interactions\.\d+\.(\w+_response|result)$/.test(element!)
		)
		.map((call) => call[2]);

describe.each(['1.2', '2004'] as const)('a film that asks, in a SCORM %s package', (version) => {
	let again: Saved;

	it('stops for its question, rewinds after a wrong answer, and goes on after the right one', async () => {
		const [page, frame] = await launch(version, null);
		await seek(frame, 5);
		await expect.poll(() => time(frame)).toBeLessThan(0.6);
		expect(await frame.locator('.film-passing').innerText()).toContain('按顺序看');
		await play(frame);
		await cue(frame).waitFor(patient);
		expect(await paused(frame)).toBe(true);
		expect(await time(frame)).toBeGreaterThanOrEqual(2);
		expect(await time(frame)).toBeLessThan(2.8);
		expect(await frame.locator('.go-on').isDisabled()).toBe(true);
		await picture(page, `film-${version}-1-asks`);
		await play(frame);
		await expect.poll(() => paused(frame)).toBe(true);
		await page.keyboard.press('2');
		await page.keyboard.press('Enter');
		expect(await cue(frame).locator('.verdict').innerText()).toBe('✕ 答错了');
		expect(await frame.locator('.go-on').isDisabled()).toBe(true);
		await picture(page, `film-${version}-2-wrong`);
		await cue(frame).getByRole('button', { name: '从 0:01 再看一遍' }).click();
		expect(await time(frame)).toBeLessThan(1.9);
		await cue(frame).waitFor({ state: 'hidden' });
		await cue(frame).waitFor(patient);
		await page.keyboard.press('1');
		await page.keyboard.press('Enter');
		expect(await cue(frame).locator('.verdict').innerText()).toBe('✓ 答对了');
		await picture(page, `film-${version}-3-right`);
		await page.keyboard.press('Enter');
		await expect.poll(() => paused(frame)).toBe(false);
		// Stopped where it is: close to its end a film is not gone on with but begun anew.
		await frame.locator('video').evaluate(
			(film: HTMLVideoElement) =>
				new Promise<void>((stopped) => {
					const stop = () => {
						if (film.currentTime <= 3) return;
						film.removeEventListener('timeupdate', stop);
						film.pause();
						// A busy machine tells of the time late.
						film.currentTime = 3.2;
						stopped();
					};
					film.addEventListener('timeupdate', stop);
					stop();
				})
		);
		await expect
			.poll(async () => responses(await lms(page, (w) => w.calls)), patient)
			.toEqual(['b', version === '1.2' ? 'wrong' : 'incorrect', 'a', 'correct']);
		const left = await quit(page);
		again = left.again;
		expect(version === '1.2' ? (left.cmi.core as Saved).lesson_status : left.cmi.completion_status).toBe(
			'incomplete'
		);
	}, 60_000);

	it('goes on where it was left with the question answered, and lets one jump once it is done', async () => {
		const [page, frame] = await launch(version, again);
		await expect.poll(() => time(frame), patient).toBeGreaterThanOrEqual(3);
		expect(await frame.locator('.film-questions button').innerText()).toBe('✓ 0:02');
		expect(await frame.locator('.watched').innerText()).toMatch(/已看 \d+%/);
		await seek(frame, 5.5);
		await expect.poll(() => time(frame)).toBeLessThan(4.4);
		await seek(frame, 1);
		await expect.poll(() => time(frame)).toBe(1);
		await play(frame);
		await frame.locator('.film-passing').getByText('注意角度').waitFor(patient);
		expect(await paused(frame)).toBe(false);
		await cue(frame).getByText('剪完要涂药 <记住>').waitFor(patient);
		await picture(page, `film-${version}-4-note`);
		await page.keyboard.press('Enter');
		await frame.waitForFunction(() => document.querySelector('video')!.ended, undefined, patient);
		// The first second was never played in this sitting, but in the one before.
		await expect.poll(() => frame.locator('.watched').innerText()).toBe('✓ 看完了');
		await seek(frame, 0.5);
		await seek(frame, 5);
		await expect.poll(() => time(frame)).toBe(5);
		await frame.locator('.film-chapters').getByText('下剪').click();
		await expect.poll(() => time(frame)).toBeGreaterThanOrEqual(3);
		await picture(page, `film-${version}-5-done`);
		await frame.locator('button.next').click();
		await page.waitForTimeout(600);
		const { cmi } = await quit(page);
		expect(version === '1.2' ? (cmi.core as Saved).lesson_status : cmi.success_status).toBe('passed');
	}, 60_000);
});

it('on a television the question can be read and answered with the remote alone, in full screen too', async () => {
	const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
	await page.goto(`${base}/web/index.html?look=tv`);
	await seekable(page);
	const isAt = (name: string) => page.evaluate((n) => document.activeElement!.classList.contains(n), name);
	const until = async (key: string, name: string) => {
		for (let presses = 0; presses < 10 && !(await isAt(name)); presses++) await page.keyboard.press(key);
		expect(await isAt(name), `${key} leads to ${name}`).toBe(true);
	};
	await until('ArrowDown', 'vjs-big-play-button');
	await page.keyboard.press('Enter');
	await expect.poll(() => isAt('vjs-play-control')).toBe(true);
	await page.keyboard.press('Enter');
	await expect.poll(() => paused(page)).toBe(true);
	await until('ArrowRight', 'vjs-fullscreen-control');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.fullscreenElement);
	await until('ArrowLeft', 'vjs-play-control');
	await page.keyboard.press('Enter');
	await cue(page).waitFor(patient);
	const size = await page
		.locator('.film-cue legend')
		.evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
	expect(size).toBeGreaterThanOrEqual(32);
	expect(
		await page.evaluate(() => document.fullscreenElement!.contains(document.querySelector('.film-cue')))
	).toBe(true);
	await picture(page, 'film-tv-1-full');
	await page.keyboard.press('1');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await expect.poll(() => paused(page)).toBe(false);
	await page.evaluate(() => document.exitFullscreen());
	await cue(page).waitFor(patient);
	await picture(page, 'film-tv-2-note');
	await page.close();
});

it('at twice the size nothing is cut off', async () => {
	const page = await browser.newPage({ viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 });
	await page.goto(`${base}/web/index.html`);
	await seekable(page);
	await play(page);
	await cue(page).waitFor(patient);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	await picture(page, 'film-zoom');
	await page.close();
});

it('has all its controls on a phone', async () => {
	const page = await browser.newPage({ viewport: { width: 390, height: 780 } });
	await page.goto(`${base}/web/index.html`);
	await seekable(page);
	await play(page);
	await page.locator('.vjs-fullscreen-control').waitFor(patient);
	const edge = (of: string) => page.locator(of).evaluate((e) => e.getBoundingClientRect().right);
	expect(await edge('.vjs-fullscreen-control')).toBeLessThanOrEqual(await edge('.video-js'));
	expect(
		await page.locator('.vjs-progress-control').evaluate((e) => e.getBoundingClientRect().width)
	).toBeGreaterThan(40);
	await picture(page, 'film-phone');
	await page.close();
});

it('shows its captions above its controls on a phone, whether these stand still or come and go', async () => {
	const page = await browser.newPage({ viewport: { width: 390, height: 780 } });
	await page.goto(`${base}/web/index.html`);
	await seekable(page);
	await play(page);
	const caption = page.locator('.vjs-text-track-display').getByText('剪口要平滑');
	await caption.waitFor(patient);
	const box = (of: Locator) => of.evaluate((e) => e.getBoundingClientRect().toJSON() as DOMRect);
	const covered = async () => {
		const [text, controls] = [await box(caption), await box(page.locator('.vjs-control-bar'))];
		return Math.round(text.bottom - controls.top);
	};
	await page.locator('video').evaluate((film: HTMLVideoElement) => film.pause());
	await expect.poll(covered).toBeLessThanOrEqual(0);
	await picture(page, 'film-phone-captions');
	// Long enough to see the controls go, and short of the first question.
	await page.locator('video').evaluate((film: HTMLVideoElement) => {
		film.currentTime = 0;
		film.playbackRate = 0.25;
		return film.play();
	});
	await page.locator('.vjs-user-inactive.vjs-playing').waitFor(patient);
	const alone = await box(caption);
	expect(alone.bottom).toBeLessThanOrEqual((await box(page.locator('.video-js'))).bottom);
	await picture(page, 'film-phone-captions-alone');
	const film = await box(page.locator('.video-js'));
	// The controls go again after two seconds: moved about until they are there.
	await expect
		.poll(async () => {
			await page.mouse.move(film.left + 40 + 20 * Math.random(), film.top + 60 + 20 * Math.random());
			return page.locator('.vjs-user-active').count();
		}, patient)
		.toBe(1);
	await expect.poll(covered).toBeLessThanOrEqual(0);
	await page.close();
}, 60_000);

it('shows its captions out of a plain folder too', async () => {
	const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
	await page.goto(pathToFileURL(`${unpack(packages.web)}/index.html`).href);
	await seekable(page);
	await play(page);
	await page.locator('.vjs-text-track-display').getByText('剪口要平滑').waitFor(patient);
	await picture(page, 'film-captions');
	await page.close();
});

it('leads to its chapters in full screen, as far as one may', async () => {
	const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
	await page.goto(`${base}/web/index.html`);
	await seekable(page);
	await play(page);
	await page.locator('.vjs-fullscreen-control').click();
	const chapters = page.locator('.vjs-chapters-button');
	await chapters.getByRole('button').click();
	expect(await chapters.getByRole('menuitemradio').allInnerTexts()).toEqual([
		expect.stringContaining('0:00 认枝条'),
		expect.stringContaining('0:03 下剪')
	]);
	await picture(page, 'film-chapters-full');
	await chapters.getByText('下剪').click();
	await page.locator('.film-passing').getByText('按顺序看').waitFor(patient);
	expect(await time(page)).toBeLessThan(2);
	await cue(page).waitFor(patient);
	await page.keyboard.press('1');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await cue(page).getByText('剪完要涂药').waitFor(patient);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.querySelector('video')!.ended, undefined, patient);
	await chapters.getByRole('button').click();
	await chapters.getByText('下剪').click();
	await expect.poll(() => time(page)).toBe(3);
	await page.close();
}, 60_000);

it('works with the browser’s own controls, from a plain folder', async () => {
	const files = new Map(packages.web);
	files.set('runtime/video.js', new Uint8Array());
	const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
	await page.goto(pathToFileURL(`${unpack(files)}/index.html`).href);
	await seekable(page);
	await play(page);
	await cue(page).waitFor(patient);
	await picture(page, 'film-plain');
	await page.keyboard.press('1');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await expect.poll(() => paused(page)).toBe(false);
	await page.close();
});

it('can be read where no script runs', async () => {
	const page = await browser.newPage({ javaScriptEnabled: false });
	await page.goto(`${base}/web/index.html`);
	for (const text of ['看到 0:02', '先剪哪一种枝？', '剪完要涂药 <记住>', '认枝条'])
		expect(await page.getByText(text).first().isVisible(), text).toBe(true);
	await page.close();
});
