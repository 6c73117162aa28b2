/** A new element with attributes and children; texts are never read as HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attrs: Record<string, string> = {},
	...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, value);
	element.append(...children);
	return element;
}

/** A button that does something. */
export function button(text: string, className: string, onClick: () => void): HTMLButtonElement {
	const element = el('button', { type: 'button', class: className }, text);
	element.addEventListener('click', onClick);
	return element;
}

/** The text of an element as it is read, without the pinyin above it. */
export function plainText(element: Element | null): string {
	if (!element) return '';
	const copy = element.cloneNode(true) as Element;
	for (const reading of copy.querySelectorAll('rt, button, .mark')) reading.remove();
	return copy.textContent.trim();
}
