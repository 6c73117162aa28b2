import { existsSync } from 'node:fs';
import { chromium, expect, type Browser, type BrowserContext, type Frame, type Page } from '@playwright/test';
import type { ScormVersion } from '$lib/scorm';
import type { Host, How } from './lms/host';

export type { Host, How };
/** What an LMS has of a learner, in its own form. */
export type Saved = Record<string, unknown>;

const systemChromium = '/usr/bin/chromium';

/** Chromium as our tests use it; `args` on top. */
export const startChromium = (
	more: { args?: string[]; ignoreDefaultArgs?: string[] } = {}
): Promise<Browser> =>
	chromium.launch({
		...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
		...more,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--disable-background-networking',
			...(more.args ?? [])
		]
	});

/** For what happens soon, on however slow a machine. */
export const patient = { timeout: 20_000 };

/** Reads from the page of the LMS, or does something there. */
export const inHost = <T>(page: Page, act: (host: Host) => T): Promise<Awaited<T>> =>
	page.evaluate(`(${act.toString()})(window)`);

/** One launch of a package in an LMS's page. */
export class Visit {
	private constructor(
		readonly page: Page,
		readonly version: ScormVersion,
		readonly how: How
	) {}

	/** Opens the LMS and launches; `saved` is what it has from before. */
	static async begin(
		context: BrowserContext,
		base: string,
		version: ScormVersion,
		saved: Saved | null = null,
		how: How = {}
	): Promise<Visit> {
		const visit = new Visit(await context.newPage(), version, how);
		await visit.page.goto(`${base}/host.html`);
		await visit.boot(saved);
		return visit;
	}

	/** Launches the package in the page that is open. */
	async boot(saved: Saved | null): Promise<void> {
		await this.page.waitForFunction('window.ready');
		await this.page.evaluate(([v, s, h]) => (window as unknown as Host).boot(v, s, h), [
			this.version,
			saved,
			this.how
		] as const);
		if (this.how.into !== 'window') await (await this.sco()).waitForSelector('.page.current', patient);
	}

	/** Where the package plays. */
	async sco(): Promise<Frame> {
		const find = () => {
			const all = this.how.into === 'window' ? this.page.context().pages() : [this.page];
			const frames = all.flatMap((page) => page.frames());
			return frames.find(
				(frame) => frame.url().endsWith(`/${this.version}/index.html`) && !frame.url().includes('frames.html')
			);
		};
		await expect.poll(() => !!find(), patient).toBe(true);
		return find()!;
	}

	/** The value an LMS kept of an element. */
	kept(element: string): Promise<string> {
		return this.page.evaluate((name) => (window as unknown as Host).lms.keptValue(name), element);
	}

	/** What the LMS's server has after the last commit that reached it; every page of it can say so. */
	async server(page = this.page): Promise<Saved | null> {
		return JSON.parse(await page.evaluate(() => localStorage.getItem('server') ?? 'null')) as Saved | null;
	}

	/** How often something was called. */
	async count(call: string): Promise<number> {
		return (await inHost(this.page, (w) => w.calls)).filter(([name]) => name === call).length;
	}

	/** The elements that were set, in order. */
	async written(): Promise<(string | undefined)[]> {
		const calls = await inHost(this.page, (w) => w.calls);
		return calls.filter(([name]) => name === 'SetValue').map(([, element]) => element);
	}

	violations(): Promise<string[]> {
		return inHost(this.page, (w) => w.lms.violations);
	}

	/** Leaves as a closing frame does; gives what the LMS hands back next time. */
	async leave(): Promise<Saved> {
		await inHost(this.page, (w) => w.quit());
		const next = await inHost(this.page, (w) => w.lms.next() as Saved);
		await this.page.close();
		return next;
	}
}
