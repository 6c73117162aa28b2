const focusable =
	'a[href], button:enabled, input:enabled, textarea:enabled, summary, audio, [tabindex="0"]:not([role=slider])';

/**
 * On a television, where there is no pointer and no Tab key: up and down lead to the next thing one can use where it is on
 * screen, else the page moves on. A thing that needs the key itself keeps it. `page`: where one is when nothing has the keyboard.
 */
export function listenToRemote(page: () => HTMLElement): void {
	document.addEventListener('keydown', (event) => {
		if (!event.defaultPrevented) hear(event, page);
	});
	// The film player tells nobody else of its keys.
	document.addEventListener(
		'keydown',
		(event) => event.target instanceof Element && event.target.closest('.video-js') && hear(event, page),
		{ capture: true }
	);
}

function hear(event: KeyboardEvent, page: () => HTMLElement): void {
	const target = event.target instanceof HTMLElement ? event.target : document.body;
	if (event.ctrlKey || event.altKey || event.metaKey || target.closest('.vjs-menu')) return;
	const by = directionOf(event.key, target);
	if (by === null || needsKey(target, by)) return;
	event.preventDefault();
	event.stopPropagation();
	move(by, target === document.body ? page() : target);
}

/** The controls of a film stand in a row, and up and down open their menus. */
function directionOf(key: string, target: HTMLElement): 1 | -1 | null {
	const inRow = target.closest('.vjs-control-bar') !== null;
	if (target.closest('.vjs-menu-button') === null) {
		if (key === 'ArrowDown') return 1;
		if (key === 'ArrowUp') return -1;
	}
	return inRow && key === 'ArrowRight' ? 1 : inRow && key === 'ArrowLeft' ? -1 : null;
}

function move(by: 1 | -1, from: HTMLElement): void {
	const scope =
		document.querySelector('dialog[open]') ?? document.fullscreenElement ?? document.documentElement;
	const to = next(by, from, [...scope.querySelectorAll<HTMLElement>(focusable)].filter(isSeen));
	if (to && isNear(to)) {
		to.focus();
		to.scrollIntoView({ block: 'nearest' });
	} else scope.scrollBy({ top: by * innerHeight * 0.5 });
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
