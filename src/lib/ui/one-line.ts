/** Keeps what is typed into a text area one line, so that it can wrap but not be broken: no Enter, nothing pasted with it. */
export function oneLine(area: HTMLTextAreaElement): () => void {
	const key = (event: KeyboardEvent) => {
		// Enter also chooses among the characters that a Chinese keyboard offers.
		if (event.key === 'Enter' && !event.isComposing) event.preventDefault();
	};
	area.addEventListener('keydown', key);
	return () => area.removeEventListener('keydown', key);
}

/** A text on one line. */
export const asOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
