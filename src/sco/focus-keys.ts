const focusable =
	'a[href], button:enabled, input:enabled, textarea:enabled, summary, audio, [tabindex="0"]:not([role=slider])';

/**
 * Up and down on a remote control: to the next thing one can use where it is on screen, else the page moves on. Tells whether
 * the key was used up. A thing that needs the key itself keeps it.
 */
export function moveFocus(by: 1 | -1, from: HTMLElement): boolean {
	if (needsKey(from, by)) return false;
	const scope =
		document.querySelector('dialog[open]') ?? document.fullscreenElement ?? document.documentElement;
	const to = next(by, from, [...scope.querySelectorAll<HTMLElement>(focusable)].filter(isSeen));
	if (to && isNear(to)) {
		to.focus();
		to.scrollIntoView({ block: 'nearest' });
	} else scope.scrollBy({ top: by * innerHeight * 0.5 });
	return true;
}

function next(by: 1 | -1, from: HTMLElement, things: HTMLElement[]): HTMLElement | undefined {
	const is = (place: number) => (thing: HTMLElement) => (from.compareDocumentPosition(thing) & place) !== 0;
	return by > 0
		? things.find(is(Node.DOCUMENT_POSITION_FOLLOWING))
		: things.reverse().find(is(Node.DOCUMENT_POSITION_PRECEDING));
}

/** Inside a group of circles, and in the middle of a longer text, up and down mean something already. */
function needsKey(from: HTMLElement, by: 1 | -1): boolean {
	if (from instanceof HTMLTextAreaElement)
		return by > 0 ? from.selectionEnd < from.value.length : from.selectionStart > 0;
	if (!(from instanceof HTMLInputElement) || from.type !== 'radio') return false;
	const group = [
		...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(from.name)}"]:enabled`)
	];
	return group[group.indexOf(from) + by] !== undefined;
}

const isSeen = (thing: HTMLElement) =>
	thing.getClientRects().length > 0 && getComputedStyle(thing).visibility !== 'hidden';

function isNear(thing: HTMLElement): boolean {
	const { top, bottom } = thing.getBoundingClientRect();
	return bottom > -innerHeight / 2 && top < innerHeight * 1.5;
}
