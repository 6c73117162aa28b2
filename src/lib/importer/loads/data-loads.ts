import { kindByName, type Load, type LoadKind } from './load';
import { readPage } from './page-loads';

/** A text in data, by the name it stands under. */
export interface Named {
	name: string;
	text: string;
	/** Other names of the same thing, of which one is enough. */
	same?: string[];
}

/** What a name says that what it names is only written about, or is how a file was called before. */
const onlyTold =
	/(?:original|file_?name|^name$|title|label|alt|desc|caption|text|author|license|licence|credit|copyright|homepage|help|link|href|share|feedback|prompt|content|body|stem|answer)/i;
/** Names under which programs keep what they open. */
const opened =
	/^(?:src|file|embed|iframe|launch|start|entry|player|media|video|audio|content|course|script|frame|page|doc|remote|api|cdn|host|server|base|root)[\w-]*$|(?:src|(?:launch|content|course|player|script|frame|embed|video|audio|media|base|remote|start|page|cdn|api)_?-?ur[li])$/i;
const pathLike = /^(?!\s)[^<>"|?*\n\r\t:]{1,260}\.[a-z\d]{2,5}(?:[?#]\S*)?$/i;
const onlineLike = /^(?:https?:)?\/\/[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)/i;
const longText = 20e6;
const deepest = 6;

/** The texts in JSON; null when it is none. */
export function readJson(text: string): Named[] | null {
	if (text.length > longText) return null;
	try {
		const found: Named[] = [];
		gather(JSON.parse(text.replace(/^\ufeff/, '')), '', found);
		return found;
	} catch {
		return null;
	}
}

/** Names under which Articulate Rise tells one file in several ways. */
const severalNames = ['key', 'originalUrl', 'crushedKey', 'inputKey'];
/** What lies there was one choice of many, or is only for whoever makes the course. */
const notShown = /^(?:poses|tmp|thumbnail\w*|inputKey|originalUrl)$/;

function gather(value: unknown, name: string, found: Named[]): void {
	const open: { value: unknown; name: string; same?: string[] }[] = [{ value, name }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { value: one, name: called, same } = next;
		if (typeof one === 'string') found.push({ name: called, text: one, ...(same && { same }) });
		else if (Array.isArray(one)) for (const inner of one) open.push({ value: inner, name: called });
		else if (typeof one === 'object' && one !== null) {
			const several = severalNames.some((known) => known in one);
			const texts = Object.values(one).filter((text): text is string => typeof text === 'string');
			for (const [key, inner] of Object.entries(one))
				if (!(several || key === 'poses') || !notShown.test(key))
					open.push({ value: inner, name: key, ...(several && { same: texts }) });
		}
	}
}

/** The values of attributes and the texts of an XML file. */
export function readXmlTexts(text: string): Named[] {
	const found: Named[] = [];
	for (const [, name = '', double, single] of text.matchAll(
		/\s([\w:-]{1,60})\s{0,9}=\s{0,9}(?:"([^"<]{1,2000})"|'([^'<]{1,2000})')/g
	))
		found.push({ name, text: unescapedXml(double ?? single ?? '') });
	for (const [, name = '', inside, plain] of text.matchAll(
		/<([\w:-]{1,60})(?:\s[^<>]{0,500})?>\s{0,99}(?:<!\[CDATA\[([^\]]{1,2000})\]\]>|([^<>]{1,2000}))\s{0,99}<\//g
	))
		found.push({ name, text: (inside ?? unescapedXml(plain ?? '')).trim() });
	return found;
}

const unescapedXml = (text: string) => text.replaceAll('&amp;', '&');

/**
 * What data names that players then load: files by a path, places on the internet under a name that says they are opened, pages
 * in letters, and data within the data, also where it is encoded as base64 (Articulate Rise).
 */
export function loadsOfData(texts: Named[], depth = 0): Load[] {
	if (depth > deepest) return [];
	return texts.flatMap(({ name, text, same = [] }): Load[] => {
		const instead = (kind: LoadKind | null) => same.filter((one) => one !== text && kindByName(one) === kind);
		if (text.length < 3) return [];
		const inner = depth < deepest ? dataWithin(text) : null;
		if (inner) return loadsOfData(inner, depth + 1);
		if (text.length > 400 || /\s{2,}/.test(text)) return /<\w/.test(text) ? ofPage(text) : [];
		if (onlineLike.test(text)) {
			const kind = kindByName(text);
			if (kind === 'film' || kind === 'picture' || kind === 'program')
				return onlyTold.test(name) ? [] : [{ kind, address: text, when: 'later', instead: instead(kind) }];
			return opened.test(name) ? [{ kind: 'page', address: text, when: 'later' }] : [];
		}
		if (/<\w/.test(text)) return ofPage(text);
		if (!pathLike.test(text) || onlyTold.test(name)) return [];
		const kind = kindByName(text);
		return kind && kind !== 'data' && kind !== 'style'
			? [{ kind, address: text, when: 'later', instead: instead(kind) }]
			: [];
	});
}

/** Data or a page inside a text; null when it is a plain text. */
export function dataWithin(text: string): Named[] | null {
	const start = text[0];
	if (start === '{' || start === '[') return readJson(text);
	if (text.length < 40 || !/^[\w+/-]{16,}/.test(text) || !/^[\w+/\s-]+=*$/.test(text)) return null;
	const decoded = fromBase64(text);
	return decoded && /^\s*[[{]/.test(decoded) ? readJson(decoded) : null;
}

const ofPage = (text: string): Load[] => readPage(text).loads.map((load) => ({ ...load, when: 'later' }));

function fromBase64(text: string): string | null {
	try {
		const bytes = Uint8Array.from(
			atob(text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/')),
			(letter) => letter.charCodeAt(0)
		);
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}
