import { test, type Page } from '@playwright/test';
import { Browser } from './browser';
import { FrameBench } from './frame-bench';

/** What each story of a file begins with. */
export interface OnBench {
	bench: FrameBench;
	browser: Browser;
	/** The page of the app that launches packages. */
	page: Page;
}

/** A frame bench and a browser for each story of a file; both end after it. */
export function onBench(begin: (at: OnBench) => void): void {
	let at: OnBench;
	test.beforeEach(async () => {
		const [bench, browser] = [await FrameBench.start(), new Browser()];
		at = { bench, browser, page: await browser.open() };
		await at.page.goto(bench.origin);
		begin(at);
	});
	test.afterEach(async () => {
		await at.browser.close();
		await at.bench.stop();
	});
}
