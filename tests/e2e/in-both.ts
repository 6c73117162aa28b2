import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

export type Language = 'zh' | 'en';
/** Says a message of the product in a language; `values` fill its gaps. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

const read = (name: string) =>
	JSON.parse(readFileSync(`messages/${name}.json`, 'utf8')) as Record<string, string>;
const messages = { zh: read('zh-CN'), en: read('en') };
const names = { zh: '中文', en: 'English' };

export const sayIn =
	(language: Language): Say =>
	(key, values = {}) => {
		const said = messages[language][key];
		if (said === undefined) throw new Error(`no message ${key}`);
		return said.replace(/\{(\w+)\}/g, (_, gap: string) => String(values[gap] ?? `{${gap}}`));
	};

/** Looks at a page in both languages; gives it back in Chinese. What was opened to be looked at must be closed again. */
export async function inBoth(
	page: Page,
	look: (language: Language, say: Say) => Promise<void>
): Promise<void> {
	await look('zh', sayIn('zh'));
	for (const language of ['en', 'zh'] as const) {
		await page.getByRole('button', { name: names[language] }).first().click();
		await page
			.getByRole('button', { name: names[language === 'en' ? 'zh' : 'en'] })
			.first()
			.waitFor();
		await page.locator('html[data-started]').waitFor();
		if (language === 'en') await look('en', sayIn('en'));
	}
}
