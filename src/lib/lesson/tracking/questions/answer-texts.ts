/**
 * A written answer as it is compared: full-width forms as half-width, case, spaces and closing punctuation left out
 * (Unicode NFKC).
 */
export const comparable = (text: string): string =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\s+/gu, '')
		.replace(/[.。,，;；!！?？、]+$/u, '');

/** A number as people write it: full-width digits, thousands commas, the unit behind; null when it is none. */
export function numberIn(text: string, unit: string): number | null {
	let plain = text.normalize('NFKC').replace(/\s+/gu, '').replace(/[−–—]/gu, '-');
	const own = unit.normalize('NFKC').replace(/\s+/gu, '');
	if (own && plain.toLowerCase().endsWith(own.toLowerCase())) plain = plain.slice(0, -own.length);
	if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '');
	return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null;
}
