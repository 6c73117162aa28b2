import { kindByName, type Load } from './load';

const reference =
	/@import\s{0,20}(?:url\(\s{0,20})?["']?([^"')\s;]{1,2000})|url\(\s{0,20}(?:"([^"\n]{1,4000})"|'([^'\n]{1,4000})'|([^"'()\s]{1,4000}))\s{0,20}\)/gi;

/** What a style sheet shows: fonts, pictures, other sheets. Of a font's files one is enough. */
export function loadsOfStyle(text: string): Load[] {
	const loads: Load[] = [];
	const plain = text.includes('/*') ? text.replace(/\/\*[^]*?(?:\*\/|$)/g, ' ') : text;
	const withoutFonts = plain.replace(/@font-face\s{0,50}\{([^{}]{0,8000})\}/gi, (_, inside: string) => {
		const files = referencesIn(inside).filter((address) => !/\.eot\b/i.test(address));
		const [address, ...instead] = files.filter((one) => !one.startsWith('data:'));
		if (address !== undefined && !files.some((one) => one.startsWith('data:')))
			loads.push({ kind: 'font', address, when: 'later', instead });
		return ' ';
	});
	for (const [whole, sheet, double, single, bare] of withoutFonts.matchAll(reference)) {
		const address = (sheet ?? double ?? single ?? bare ?? '').trim();
		if (/^(?:data:|blob:|about:|#|$)/i.test(address) || /[{}<>$]/.test(address)) continue;
		const kind = whole.startsWith('@') ? 'style' : (kindByName(address) ?? 'picture');
		loads.push({ kind, address, when: 'later' });
	}
	return loads;
}

const referencesIn = (text: string): string[] =>
	[...text.matchAll(reference)].map(([, sheet, double, single, bare]) =>
		(sheet ?? double ?? single ?? bare ?? '').trim()
	);
