/** Someone on a roster, with a PIN of their own if they want one. */
export interface RosterLine {
	name: string;
	pin: string | null;
}

const pinForm = /^\d{4,8}$/;

/**
 * A roster as pasted or typed: one name a line, or separated by commas, pauses or spaces; 4 to 8 digits after a name are
 * that person's PIN. Empty and repeated names are left out, the first of them keeps its PIN.
 */
export function readRoster(text: string): RosterLine[] {
	const lines = new Map<string, RosterLine>();
	let last: RosterLine | null = null;
	for (const word of text.normalize('NFKC').split(/[\s,、;:]+/)) {
		if (!word) continue;
		if (pinForm.test(word)) {
			if (last) last.pin ??= word;
			continue;
		}
		last = lines.get(word) ?? { name: word, pin: null };
		lines.set(word, last);
	}
	return [...lines.values()];
}
