/** What does not fit on a screen, in words. Runs in the page: nothing outside it is known here. */
export function misfits(): string[] {
	const found: string[] = [];
	const name = (element: Element) =>
		`<${element.tagName.toLowerCase()}> ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}`;
	const { clientWidth, scrollWidth } = document.documentElement;
	if (scrollWidth > clientWidth + 1) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
	const shown = (element: Element) => {
		const { width, height } = element.getBoundingClientRect();
		return (
			width > 1 &&
			height > 1 &&
			element.checkVisibility({
				contentVisibilityAuto: true,
				opacityProperty: true,
				visibilityProperty: true
			})
		);
	};
	const textsOf = function* (element: Element) {
		for (const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT); texts.nextNode();) {
			const text = texts.currentNode as Text;
			// Words for those who listen are in a box of one pixel.
			const parent = text.parentElement!;
			if (parent.closest('.sr-only, .vjs-control-text') || parent.getBoundingClientRect().width <= 1)
				continue;
			// What is folded away has boxes, too.
			if (!parent.checkVisibility({ contentVisibilityAuto: true })) continue;
			if (text.data.trim()) yield text;
		}
	};
	/** The boxes of a text's lines, from its n-th character to another. */
	const linesOf = (text: Text, from = 0, to = text.length) => {
		const range = document.createRange();
		range.setStart(text, from);
		range.setEnd(text, to);
		return [...range.getClientRects()].filter(({ width }) => width > 0);
	};
	/** Whether a place on an element is out of sight in a box that scrolls. */
	const scrolledAway = (element: Element, x: number, y: number) => {
		for (let box = element.parentElement; box; box = box.parentElement) {
			const { overflowX, overflowY } = getComputedStyle(box);
			if (overflowX === 'visible' && overflowY === 'visible') continue;
			const { left, right, top, bottom } = box.getBoundingClientRect();
			if (x < left || x > right || y < top || y > bottom) return true;
		}
		return false;
	};
	/** Whether one thing lies over another because it was opened: it fills the screen, sticks to its edge, or unfolds. */
	const opened = (over: Element, element: Element) => {
		for (let box: Element | null = over; box && !box.contains(element); box = box.parentElement)
			if (/fixed|sticky/.test(getComputedStyle(box).position)) return true;
		const unfolded = over.closest('details');
		return !!unfolded && !unfolded.contains(element);
	};
	const modal = document.querySelector('dialog:modal');
	const within = modal ?? document.body;

	// A picture is not squeezed, and does not stick out.
	for (const element of within.querySelectorAll('svg[width], img, video, iframe')) {
		if (
			!element.checkVisibility({
				contentVisibilityAuto: true,
				opacityProperty: true,
				visibilityProperty: true
			})
		)
			continue;
		const { left, right, width } = element.getBoundingClientRect();
		const own = parseFloat(getComputedStyle(element).fontSize) || 16;
		const told = element.getAttribute('width') ?? '';
		const wanted = told.endsWith('em') ? parseFloat(told) * own : Number(told);
		const what = `${name(element.closest('button, a, li, figure') ?? element.parentElement!)}`;
		if (element.matches('svg') && wanted && width < wanted * 0.9)
			found.push(`${what}: its sign is squeezed to ${Math.round(width)} px`);
		if (
			width > 1 &&
			(left < -1 || right > innerWidth + 1) &&
			!element.closest('.overflow-x-auto, .table, .stage')
		)
			found.push(`${what}: its picture is beside the screen`);
	}

	for (const element of within.querySelectorAll<HTMLElement>(
		'button, a, summary, [role="tab"], h1, h2, label, td, th'
	)) {
		if (!shown(element)) continue;
		const box = element.getBoundingClientRect();
		// Words that stick out of the box they are in are cut or lie on the next one.
		const right = Math.max(
			...[...textsOf(element)].flatMap((text) => linesOf(text).map((line) => line.right)),
			-Infinity
		);
		const beyond = Math.round(right - box.right);
		if (beyond > 2) found.push(`${name(element)}: its words are ${beyond} px too wide`);
		// In a list that scrolls sideways on purpose more is to come.
		const scrolls = element.closest('[data-scrolls], .overflow-x-auto, .table');
		if (!scrolls && (box.left < -1 || box.right > innerWidth + 1))
			found.push(`${name(element)}: beside the screen`);
	}

	for (const text of textsOf(within)) {
		const parent = text.parentElement!;
		if (!shown(parent) || parent.closest('svg, rt')) continue;
		const style = getComputedStyle(parent);
		const lines = linesOf(text);
		const rows = new Set(lines.map(({ top }) => Math.round(top))).size;
		const em = parseFloat(style.fontSize);
		const words = text.data.trim();
		// Chinese one character below another is a column too narrow.
		if (rows > 1 && /\p{Script=Han}{2}/u.test(words) && Math.max(...lines.map(({ width }) => width)) < em * 2)
			found.push(`${name(parent)}: one character below another`);
		// A number stays with what is counted, in the short words on marks, tabs and buttons.
		if (rows > 1 && words.length < 30)
			for (const { index } of text.data.matchAll(/(?<=\S) (?=\d)|(?<=\d) (?=\S)/g)) {
				const [before, after] = [linesOf(text, index - 1, index)[0], linesOf(text, index + 1, index + 2)[0]];
				if (
					before &&
					after &&
					after.top > before.bottom - 4 &&
					!parent.closest('p, li, h1, h2, .lesson-page')
				)
					found.push(`${name(parent)}: a number parted from its word`);
			}
		// What is cut with three dots, or below a line, cannot be read.
		const box = parent.closest<HTMLElement>('.truncate, [class*="line-clamp"]:not([data-excerpt])');
		if (box && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1))
			found.push(`${name(box)}: cut`);
	}
	// A Chinese sign brings its own space along.
	if (document.documentElement.lang.startsWith('zh'))
		for (const block of within.querySelectorAll<HTMLElement>('p, li, label, dd, h1, h2, figcaption')) {
			const stray = shown(block) && block.innerText.match(/.{0,8}[，。；：？！、”] +[^\s✓✕–].{0,8}/u);
			if (stray) found.push(`${name(block)}: a space after a Chinese sign: ${stray[0]}`);
		}

	const targets = [
		...within.querySelectorAll<HTMLElement>('button, summary, input:not([type="hidden"]), select, textarea')
	].filter(shown);
	for (const element of targets) {
		const { left, top, width, height } = element.getBoundingClientRect();
		// A field of one line shows what is in it.
		if (
			element instanceof HTMLInputElement &&
			/^(text|search|url|)$/.test(element.getAttribute('type') ?? '') &&
			element.scrollWidth > element.clientWidth + 1
		)
			found.push(`${element.tagName} ${element.value}: longer than its field`);
		if (element instanceof HTMLSelectElement) {
			const style = getComputedStyle(element);
			const ruler = document.createElement('canvas').getContext('2d')!;
			ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
			const text = ruler.measureText(element.selectedOptions[0]?.text ?? '').width;
			if (text + parseFloat(style.paddingLeft) + 20 > element.clientWidth)
				found.push(`${name(element)}: longer than its field`);
		}
		if (element.closest('label')) continue;
		// WCAG 2.2, 2.5.8.
		if (
			Math.min(width, height) < 24 &&
			!element.matches('input[type="checkbox"], input[type="radio"], input[type="range"]')
		)
			found.push(`${name(element)}: ${Math.round(width)} × ${Math.round(height)} px are hard to hit`);
		// What lies over its middle is in the way, unless it was opened on purpose.
		const [x, y] = [left + width / 2, top + height / 2];
		const over = document.elementFromPoint(x, y);
		if (over && !scrolledAway(element, x, y) && !over.contains(element) && !element.contains(over))
			if (
				!over.closest('[role="menu"], [role="listbox"], [role="toolbar"], [data-popover-content], label') &&
				!opened(over, element)
			)
				found.push(`${name(element)}: under ${name(over)}`);
	}
	return [...new Set(found)];
}
