import { expect, type Page } from '@playwright/test';
import { misfits } from './misfits';

/** 1366×768 at 100 and at 200 %, a large screen, a telephone. */
const screens = {
	'1366': { width: 1366, height: 768 },
	'1366 at 200 %': { width: 683, height: 384 },
	'1920': { width: 1920, height: 1080 },
	telephone: { width: 390, height: 844 }
};
type Size = keyof typeof screens;

/** The screens people have. */
export const telephones = Object.keys(screens) as Size[];
/** People write lessons at a desk, not on a telephone. */
export const desks = telephones.filter((size) => size !== 'telephone');

/** Where pictures of every screen are put, to be looked at: as it is seen, and once whole. */
const pictures = process.env.PICTURES;

/** Expects what a page, and the lesson in it, show now to fit. */
export async function expectFitsNow(page: Page, name: string): Promise<void> {
	expect.soft(await page.evaluate(misfits), name).toEqual([]);
	for (const frame of page.frames())
		if (await frame.evaluate(() => !!document.querySelector('.page.current')).catch(() => false))
			expect.soft(await frame.evaluate(misfits), `${name}: the lesson`).toEqual([]);
}

/** Expects a page to fit on screens of each size. */
export async function expectFits(page: Page, name: string, sizes: readonly Size[]): Promise<void> {
	const before = page.viewportSize();
	for (const size of sizes) {
		await page.setViewportSize(screens[size]);
		await page.waitForTimeout(200); // what moves has come to rest
		if (pictures) {
			const covered = (await page.locator('dialog:modal, .fixed').count()) > 0;
			await page.screenshot({ path: `${pictures}/${name} ${size}.png`, fullPage: !covered });
		}
		await expectFitsNow(page, `${name} on ${size}`);
	}
	if (pictures) {
		await page.setViewportSize({ width: 1366, height: 2000 });
		await page.waitForTimeout(200);
		await page.screenshot({ path: `${pictures}/${name} tall.png` });
	}
	if (before) await page.setViewportSize(before);
}
