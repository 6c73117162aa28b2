import { mkdirSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

/** Set to a folder to keep pictures of every page. */
const pictures = process.env.PICTURES;
let seen: string[] = [];

/** What went wrong on watched pages since this was asked last. */
export function troubles(): string[] {
	const all = seen;
	seen = [];
	return all;
}

/** A new page whose errors are remembered. */
export async function watchedPage(
	browser: Browser,
	options: Parameters<Browser['newPage']>[0] = {}
): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, ...options });
	page.on('pageerror', (error) => seen.push(error.message));
	page.on('console', (message) => {
		// Browsers withhold caption files from pages opened out of a folder; they are in the page as well.
		if (message.type() !== 'error' || /file:.*\.vtt/.test(message.text())) return;
		seen.push(`${message.text()} ${message.location().url}`);
	});
	return page;
}

/** Keeps a picture of a page for a person to look at. */
export async function picture(page: Page, name: string): Promise<void> {
	if (!pictures) return;
	mkdirSync(pictures, { recursive: true });
	await page.screenshot({ path: `${pictures}/${name}.png` });
}
