import { test } from '@playwright/test';
import { Browser } from './browser';
import { HubProcess } from './hub-process';

/** Hubs and browsers for the stories of a file; each story's are ended after it. */
export function computers() {
	const hubs: HubProcess[] = [];
	const browsers: Browser[] = [];
	test.afterEach(async () => {
		for (const browser of browsers.splice(0)) await browser.close();
		for (const hub of hubs.splice(0)) await hub.stop();
	});
	return {
		/** `disk`: MB of a small disk of its own. */
		startHub: async (disk: number | null = null) => {
			const hub = await HubProcess.start('demo', disk);
			hubs.push(hub);
			return hub;
		},
		browser: () => {
			const browser = new Browser();
			browsers.push(browser);
			return browser;
		}
	};
}
