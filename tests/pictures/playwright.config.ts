import { defineConfig } from '@playwright/test';
import stories from '../../playwright.config';

/** Makes the handbook's pictures from the running program: `npm run pictures`, after `npm run build`. */
export default defineConfig({
	...stories,
	reporter: [['list']],
	testDir: '.',
	testMatch: '*.pictures.ts',
	workers: 1
});
