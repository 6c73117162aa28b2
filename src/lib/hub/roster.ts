/** A roster as pasted or typed: one name a line, or separated by commas, pauses or spaces; empty and repeated ones left out. */
export function readRoster(text: string): string[] {
	const names = text
		.split(/[\n\r,，、;；\t ]+/)
		.map((name) => name.trim())
		.filter(Boolean);
	return [...new Set(names)];
}
