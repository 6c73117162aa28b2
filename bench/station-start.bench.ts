import type { Page } from '@playwright/test';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { Browser } from '../tests/e2e/browser';

const rounds = 5;

/**
 * Goal: a station's list of lessons stands within 1.5 s of its start, also with 10,000 releases, each really signed, of which half are
 * here, on a computer four times slower. Beside it the first start, which verifies all of them. In real Chromium.
 */
export async function bench(): Promise<void> {
	const server = await createServer({
		configFile: false,
		resolve: { alias: { $lib: resolve('src/lib') } },
		define: { global: 'globalThis' },
		optimizeDeps: { include: ['idb', 'pouchdb-browser', 'valibot'] },
		plugins: [
			{
				name: 'empty-page',
				configureServer: ({ middlewares }) =>
					void middlewares.use('/empty', (_, answer) => answer.end('<!doctype html>'))
			}
		],
		server: { host: 'localhost', port: 0, watch: null },
		logLevel: 'error'
	});
	await server.listen();
	const { port } = server.httpServer!.address() as AddressInfo;
	const browser = new Browser();
	try {
		await browser.open();
		const open = async (slower: number) => {
			const page = await browser.context.newPage();
			await page.goto(`http://localhost:${port}/empty`);
			await inPage(page, 'ready()');
			const devtools = await page.context().newCDPSession(page);
			await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
			return page;
		};
		console.log(
			'  from the start to the list of lessons, CPU ×1 / ×4 (ms, median); the first start, which verifies all'
		);
		for (const many of [100, 1_000, 10_000]) {
			const filling = await open(1);
			const trust = JSON.stringify(await inPage(filling, `fill(${many})`));
			const once = async (slower: number, anew: boolean) => {
				const page = await open(slower);
				const ms = await inPage<number>(page, `start(${many}, ${trust}, ${anew})`);
				await page.close();
				return ms;
			};
			const first = [await once(1, true), await once(4, true)];
			const again: number[] = [];
			for (const slower of [1, 4]) {
				const times = [];
				for (let round = 0; round < rounds; round++) times.push(await once(slower, false));
				again.push(times.sort((a, b) => a - b)[rounds >> 1]!);
			}
			const text = (all: number[]) => all.map((ms) => ms.toFixed(0)).join(' / ');
			console.log(`    ${many}: ${text(again)}; ${text(first)}`);
			await filling.close();
		}
	} finally {
		await browser.close();
		await server.close();
	}
}

/** Calls a function of the page's module; as text, because Vite would make the import another. */
const inPage = <T>(page: Page, call: string): Promise<T> =>
	page.evaluate<T>(`import('/bench/station-start-page.ts').then((page) => page.${call})`);
