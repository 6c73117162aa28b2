import { expect, type Frame, type Page } from '@playwright/test';

const html = (script: string, body = '') =>
	`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>课</title><p>你好</p>${body}<script>${script}</script></html>`;

/** What a package wraps its tries in: the name of the error, or what it got. */
export const attempts = `
	const tries = {};
	const attempt = async (name, f) => {
		const slow = new Promise((r) => setTimeout(() => r('nothing'), 2500));
		try { tries[name] = String(await Promise.race([f(), slow])); } catch (e) { tries[name] = e.name; }
	};`;

/** Launches a page of a package that runs `script` and nothing else. */
export async function launchPage(
	page: Page,
	script: string,
	files: Record<string, string> = {}
): Promise<void> {
	await page.evaluate((f) => window.bench.launch(f, '2004'), { ...files, 'index.html': html(script) });
}

/** Launches a package that runs a probe; gives what it found, which the package puts into its title. */
export async function probe(
	page: Page,
	body: string,
	files: Record<string, string> = {},
	more = ''
): Promise<unknown> {
	const script = `(async () => { ${body} })().then(
		(found) => { document.title = 'probe:' + JSON.stringify(found ?? null); },
		(error) => { document.title = 'probe:' + JSON.stringify('threw ' + error.name); });`;
	await page.evaluate((f) => window.bench.launch(f, '2004'), { ...files, 'index.html': html(script, more) });
	const inner = await inside(page);
	await inner.waitForFunction(() => document.title.startsWith('probe:'));
	return JSON.parse((await inner.title()).slice('probe:'.length)) as unknown;
}

/** The frame of the package that runs. */
export async function inside(page: Page): Promise<Frame> {
	const find = () => page.frames().find((one) => /\/p\/[0-9a-z]+\/index\.html/.test(one.url()));
	await expect.poll(find).toBeTruthy();
	return find()!;
}

/** Leaves the lesson as the learner does. */
export const leave = (page: Page): Promise<void> => page.evaluate(() => window.bench.leave());
