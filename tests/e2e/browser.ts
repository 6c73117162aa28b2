import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const system = '/usr/bin/chromium';
const args = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** One computer's browser with its own profile on disk, which outlives a kill. */
export class Browser {
	readonly profile = mkdtempSync(join(tmpdir(), 'yuanke-profile-'));
	#context: BrowserContext | null = null;
	readonly #args: string[];

	constructor(...own: string[]) {
		this.#args = [...args, ...own];
	}

	/** Opens the browser; `keep` are origins whose plea for lasting storage it grants, as Chromium does for installed pages. */
	async open(...keep: string[]): Promise<Page> {
		const context = (this.#context = await chromium.launchPersistentContext(this.profile, {
			...(existsSync(system) ? { executablePath: system } : {}),
			headless: true,
			viewport: { width: 1366, height: 768 },
			locale: 'zh-CN',
			reducedMotion: 'reduce',
			args: this.#args
		}));
		// A page whose script does not come shows everything and hears nothing: say so beside the story that fails.
		context.on('weberror', (error) => console.log(`in the page: ${error.error().stack}`));
		context.on('requestfailed', (request) => {
			const why = request.failure()?.errorText ?? '';
			// A page that was left before it was there, and what a package is not allowed, are nothing.
			if (request.resourceType() === 'script' && !/ABORTED|csp/.test(why))
				console.log(`no script: ${request.url()} ${why}`);
		});
		const page = context.pages()[0] ?? (await context.newPage());
		const session = await context.newCDPSession(page);
		for (const origin of keep)
			await session.send('Browser.grantPermissions', { origin, permissions: ['durableStorage'] });
		return page;
	}

	get context(): BrowserContext {
		if (!this.#context) throw new Error('the browser is not open');
		return this.#context;
	}

	/** SIGKILL to every process of this browser. */
	async kill(): Promise<void> {
		const closed = new Promise((resolve) => this.context.once('close', resolve));
		for (const pid of this.#pids()) process.kill(pid, 'SIGKILL');
		await closed;
		this.#context = null;
	}

	async close(): Promise<void> {
		await this.#context?.close();
		rmSync(this.profile, { recursive: true, force: true });
	}

	#pids(): number[] {
		return readdirSync('/proc')
			.filter((name) => /^\d+$/.test(name))
			.map(Number)
			.filter((pid) => {
				try {
					return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${this.profile}`);
				} catch {
					return false;
				}
			});
	}
}
