import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const alias = { $lib: path('src/lib'), $messages: path('src/lib/paraglide/messages.js') };
// Packages that hold components or runes are compiled like our own.
const withComponents = ['svelte-tiptap', 'bits-ui', '@lucide/svelte', 'runed', 'svelte-toolbelt'];
const systemChromium = '/usr/bin/chromium';

const inNode = {
	environment: 'node',
	server: { deps: { inline: withComponents } },
	setupFiles: ['tests/remove-databases.ts'],
	// A CouchDB on a busy machine takes ten times as long, and makes ten databases for a hook in seconds.
	hookTimeout: process.env.COUCHDB_URL ? 60_000 : 10_000,
	testTimeout: process.env.COUCHDB_URL ? 90_000 : 20_000
};

export default defineConfig({
	test: {
		projects: [
			{
				plugins: [svelte()],
				resolve: { alias },
				test: {
					name: 'server',
					...inNode,
					maxWorkers: 2,
					sequence: { groupOrder: 0 },
					include: ['src/**/*.test.ts', 'tests/storms/**/*.test.ts'],
					exclude: [
						'src/**/*.browser.test.ts',
						...(process.env.COUCHDB_URL ? [] : ['src/**/*.couch.test.ts', 'tests/storms/*.couch.test.ts'])
					]
				}
			},
			{
				plugins: [svelte()],
				resolve: { alias },
				test: {
					name: 'integration',
					...inNode,
					// Films play and keys are pressed in a real Chromium: two at a time miss their moments.
					maxWorkers: 1,
					sequence: { groupOrder: 1 },
					include: ['tests/integration/**/*.test.ts']
				}
			},
			{
				plugins: [svelte(), tailwindcss()],
				resolve: { alias },
				define: { global: 'globalThis' },
				// Found only while a test runs, they would make Vite reload the page under it.
				optimizeDeps: { include: ['idb', 'mediabunny', 'pouchdb-browser', 'tus-js-client', 'valibot'] },
				test: {
					name: 'browser',
					maxWorkers: 1,
					sequence: { groupOrder: 2 },
					globalSetup: ['tests/browser/servers.ts'],
					include: ['src/**/*.browser.test.ts'],
					testTimeout: 30_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
								args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
