import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.e2e.ts',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	fullyParallel: false,
	workers: 2,
	reporter: [['list'], ['./tests/e2e/snapshot-reporter.ts']],
	use: { viewport: { width: 1366, height: 768 }, locale: 'zh-CN', actionTimeout: 15_000 }
});
