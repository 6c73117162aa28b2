import { playwright } from '@vitest/browser-playwright';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) };
const systemChromium = '/usr/bin/chromium';

export default defineConfig({
	test: {
		projects: [
			{
				resolve: { alias },
				test: {
					name: 'server',
					environment: 'node',
					include: ['src/**/*.test.ts', 'tests/integration/**/*.test.ts'],
					exclude: ['src/**/*.browser.test.ts'],
					testTimeout: 20_000
				}
			},
			{
				resolve: { alias },
				define: { global: 'globalThis' },
				test: {
					name: 'browser',
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
