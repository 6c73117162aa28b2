import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { expectFitsNow } from './fits';

const pictures = process.env.PICTURES;

interface How {
	/** Whether it is also looked at on half the width, as at 200 % zoom. */
	narrow?: boolean;
	/** The part of the page that is looked at; all of it when left out. */
	within?: string;
}

/** Nothing serious for people who see or move badly, and nothing cut. With the environment's `PICTURES` a picture of each screen is kept there. */
export async function expectAccessible(
	page: Page,
	name: string,
	{ narrow = true, within }: How = {}
): Promise<void> {
	const axe = new AxeBuilder({ page }).exclude('iframe');
	const { violations } = await (within ? axe.include(within) : axe).analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	expect(found, name).toEqual([]);
	await expectFitsNow(page, name);
	if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
	if (!narrow) return;
	await page.setViewportSize({ width: 683, height: 384 });
	if (pictures) await page.screenshot({ path: `${pictures}/${name}-200.png` });
	await expectFitsNow(page, `${name} at 200 %`);
	await page.setViewportSize({ width: 1366, height: 768 });
}
