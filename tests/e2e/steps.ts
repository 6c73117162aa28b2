import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { HubProcess } from './hub-process';

export const author = '周农艺';
export const official = '刘科长';
const password = 'yuanke-demo';

/** A real film of some seconds, H.264 with a tone. */
export function makeFilm(seconds: number, size = '640x360'): string {
	const path = join(mkdtempSync(join(tmpdir(), 'yuanke-film-')), '剪枝.mp4');
	const input = (source: string) => ['-f', 'lavfi', '-i', source];
	execFileSync('ffmpeg', [
		...['-loglevel', 'error', '-y'],
		...input(`testsrc=size=${size}:rate=25:duration=${seconds}`),
		...input(`sine=frequency=440:duration=${seconds}`),
		...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart', path]
	]);
	return path;
}

export async function signIn(page: Page, hub: HubProcess, name: string): Promise<void> {
	await page.goto(`${hub.origin}/sign-in`);
	await enterPassword(page, name);
	await page.waitForURL(/lessons|stations/);
}

export async function enterPassword(page: Page, name: string): Promise<void> {
	await page.getByLabel('姓名').fill(name);
	await page.getByLabel('密码').fill(password);
	await page.getByRole('button', { name: '登录' }).click();
}

/** Starts a blank lesson and gives it a title; ends with the cursor in the first page's title. */
export async function startLesson(page: Page, title: string): Promise<void> {
	await page.getByRole('button', { name: '空白课' }).click();
	await page.waitForURL(/\/lessons\/.+/);
	await page.getByLabel('课名').first().fill(title);
	await clickInto(page.locator('[data-yk="pageTitle"]').first());
}

/** Puts the cursor where a text is; the editor learns of it a moment after the click, and keys pressed before go to the old place. */
export async function clickInto(text: Locator): Promise<void> {
	await text.click();
	await text.evaluate(async (element) => {
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		while (!element.contains(getSelection()?.anchorNode ?? null)) await frame();
		for (let frames = 0; frames < 5; frames += 1) await frame();
	});
}

/** Inserts a block by typing its name after a slash. */
export async function insert(page: Page, name: string): Promise<void> {
	await page.keyboard.type(`/${name}`);
	await expect(page.getByRole('option').first()).toContainText(name);
	await page.keyboard.press('Enter');
}

/** Types, and waits until the hub has taken the draft: the mark alone may still speak of the save before. */
export async function typeAndSave(page: Page, text: string): Promise<void> {
	const taken = page.waitForResponse((answer) => /\/drafts\/[^/]+$/.test(answer.url()) && answer.ok());
	await page.keyboard.type(text);
	await taken;
	await expect(page.getByText(/已保存 \d/)).toBeVisible();
}

export async function release(page: Page): Promise<void> {
	await page.getByRole('button', { name: '发布', exact: true }).click();
	await page.getByRole('button', { name: '确认发布' }).click();
	await expect(page.getByText(/已发布第 \d+ 版/)).toBeVisible();
}

/** An official makes a station; gives its one-time code. */
export async function makeStation(
	page: Page,
	hub: HubProcess,
	village: string,
	people: string,
	township = '清水镇'
): Promise<string> {
	await page.goto(`${hub.origin}/stations`);
	await page.getByRole('button', { name: '新增站点' }).click();
	await page.getByLabel('乡镇').fill(township);
	await page.getByLabel('村', { exact: true }).fill(village);
	await page.getByLabel('站点管理员口令').fill('1357');
	await page.getByLabel('学员名单').fill(people);
	await page.getByRole('button', { name: '保存并取得一次性码' }).click();
	return (await page.getByTestId('code').textContent()) ?? '';
}

/** A computer becomes a station and proves that it will work without a network. */
export async function enrol(page: Page, hub: HubProcess, code: string): Promise<void> {
	await page.goto(`${hub.origin}/station`);
	await page.getByLabel('一次性码').fill(code);
	await page.getByRole('button', { name: '登记' }).click();
	await expect(page.getByTestId('ready')).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: '开始使用' }).click();
}

/** A learner says who they are and opens a lesson; gives the frame it plays in. */
export async function learn(page: Page, name: string, title: string): Promise<Frame> {
	await page.getByRole('button', { name }).click();
	const card = page.getByTestId('lesson').filter({ hasText: title });
	await expect(card).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
	await card.getByRole('button').click();
	return lessonFrame(page);
}

/** The frame of the package that is playing. */
export async function lessonFrame(page: Page): Promise<Frame> {
	const find = () => page.frames().find((frame) => /\/p\/[0-9a-z]+\//.test(frame.url()));
	await expect.poll(find, { timeout: 30_000 }).toBeTruthy();
	const frame = find();
	if (!frame) throw new Error('no lesson is playing');
	await frame.locator('h1:visible').first().waitFor();
	return frame;
}

/** Answers the n-th question on the page that shows. */
export async function answer(frame: Frame, n: number, text: string): Promise<void> {
	const question = frame.locator('.question:visible').nth(n);
	await question.getByText(text, { exact: true }).click();
	await question.locator('.check').click();
}

export const verdict = (frame: Frame, n: number) =>
	frame.locator('.question:visible').nth(n).locator('.verdict');
export const nextPage = (frame: Frame) => frame.locator('button.next').click();

/** Plays the film that shows to its end. */
export async function watch(frame: Frame): Promise<void> {
	const film = frame.locator('video:visible');
	await film.evaluate((video: HTMLVideoElement) => {
		video.muted = true;
		return video.play();
	});
	await expect(frame.locator('.watched:visible')).toContainText('看完了', { timeout: 60_000 });
}

/** Everything recorded so far is on the disk. */
export async function kept(page: Page): Promise<void> {
	await expect(page.getByTestId('kept')).toContainText('已记下');
}

/** Chooses a file; a page drawn by the hub hears it a moment after it shows. */
export async function chooseFile(
	page: Page,
	testId: string,
	file: Parameters<Locator['setInputFiles']>[0]
): Promise<void> {
	await page.locator('html[data-started]').waitFor();
	await page.getByTestId(testId).setInputFiles(file);
}

/** Chooses a package to be checked. */
export async function choosePackage(page: Page, path: string): Promise<void> {
	await chooseFile(page, 'foreign-package', path);
	await expect(page.getByText(basename(path)).first()).toBeVisible({ timeout: 60_000 });
}
