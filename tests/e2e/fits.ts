import { expect, type Page } from '@playwright/test';

/** What does not fit on a screen, in words. */
function misfits(): string[] {
	const found: string[] = [];
	const name = (element: Element) =>
		`<${element.tagName.toLowerCase()}> ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`;
	const { clientWidth, scrollWidth } = document.documentElement;
	if (scrollWidth > clientWidth + 1) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
	const shown = (element: Element) => {
		const { width, height } = element.getBoundingClientRect();
		return (
			width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
		);
	};
	for (const element of document.querySelectorAll<HTMLElement>(
		'button, a, summary, [role="tab"], h1, h2, label, td, th'
	)) {
		if (!shown(element)) continue;
		const box = element.getBoundingClientRect();
		// Words that stick out of the box they are in are cut or lie on the next one.
		const range = document.createRange();
		let right = -Infinity;
		for (const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT); texts.nextNode();) {
			// Words for those who listen are in a box of one pixel.
			if (texts.currentNode.parentElement!.getBoundingClientRect().width <= 1) continue;
			range.selectNodeContents(texts.currentNode);
			right = Math.max(right, range.getBoundingClientRect().right);
		}
		const beyond = Math.round(right - box.right);
		if (beyond > 2) found.push(`${name(element)}: its words are ${beyond} px too wide`);
		// In a list that scrolls sideways on purpose more is to come.
		const scrolls = element.closest('[data-scrolls], .overflow-x-auto');
		if (!scrolls && (box.left < -1 || box.right > innerWidth + 1))
			found.push(`${name(element)}: beside the screen`);
	}
	const targets = [
		...document.querySelectorAll<HTMLElement>('button, summary, input:not([type="hidden"]), select, textarea')
	];
	for (const element of targets) {
		if (!shown(element) || element.closest('label')) continue;
		const { width, height } = element.getBoundingClientRect();
		// WCAG 2.2, 2.5.8.
		if (
			Math.min(width, height) < 24 &&
			!element.matches('input[type="checkbox"], input[type="radio"], input[type="range"]')
		)
			found.push(`${name(element)}: ${Math.round(width)} × ${Math.round(height)} px are hard to hit`);
	}
	return [...new Set(found)];
}

/** 1366×768 at 100 and at 200 %, a large screen, a telephone. */
export const screens = {
	'1366': { width: 1366, height: 768 },
	'1366 at 200 %': { width: 683, height: 384 },
	'1920': { width: 1920, height: 1080 },
	telephone: { width: 390, height: 844 }
};

/** Where pictures of every screen are put, to be looked at. */
const pictures = process.env.PICTURES;

/** Expects what a page shows now to fit. */
export async function expectFitsNow(page: Page, name: string): Promise<void> {
	expect.soft(await page.evaluate(misfits), name).toEqual([]);
}

/** Expects a page to fit on screens of each size. */
export async function expectFits(page: Page, name: string, sizes: (keyof typeof screens)[]): Promise<void> {
	const before = page.viewportSize();
	for (const size of sizes) {
		await page.setViewportSize(screens[size]);
		await page.waitForTimeout(250); // what moves has come to rest
		if (pictures) await page.screenshot({ path: `${pictures}/${name} ${size}.png` });
		await expectFitsNow(page, `${name} on ${size}`);
	}
	if (before) await page.setViewportSize(before);
}
