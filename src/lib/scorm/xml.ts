/** One element, its name without the prefix. `text` is what stands directly in it. */
export interface XmlElement {
	name: string;
	attributes: { name: string; prefix: string; value: string }[];
	children: XmlElement[];
	text: string;
}

/** A text that was read. */
export interface XmlDocument {
	root: XmlElement;
	/** Every namespace that is declared anywhere. */
	namespaces: Set<string>;
	/** How many `&` stood alone or before an unknown name; they were taken as letters. */
	bareAmpersands: number;
}

/** Why a text is not read. */
export type XmlRefusal = 'doctype' | 'malformed' | 'too_deep' | 'too_many_elements';

/** Thrown for a text that is not read, with the line where it was given up. */
export class XmlFault extends Error {
	constructor(
		readonly why: XmlRefusal,
		readonly line: number
	) {
		super(`${why} in line ${line}`);
	}
}

const deepest = 100;
const mostElements = 200_000;
const named = new Map([
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"]
]);

/**
 * Reads XML 1.0 as manifests from anywhere have it. Strict, but a bare `&` is a letter; a DOCTYPE is refused, so that
 * nothing is fetched and no entity grows. Takes time in proportion to the text. Throws {@link XmlFault}.
 */
export function readXml(text: string): XmlDocument {
	return new Reader(text).document();
}

class Reader {
	#at = 0;
	#elements = 0;
	#ampersands = 0;
	readonly #namespaces = new Set<string>();

	constructor(readonly text: string) {}

	document(): XmlDocument {
		const open: XmlElement[] = [];
		let root: XmlElement | undefined;
		while (this.#at < this.text.length) {
			const next = this.text.indexOf('<', this.#at);
			const between = this.text.slice(this.#at, next < 0 ? undefined : next);
			const inside = open.at(-1);
			if (inside) inside.text += this.#decoded(between);
			else if (between.replace(/^\ufeff/, '').trim()) this.#fail('malformed');
			this.#at = next < 0 ? this.text.length : next;
			if (next < 0) break;
			if (this.#skip('<?', '?>') !== null || this.#skip('<!--', '-->') !== null) continue;
			const data = this.#skip('<![CDATA[', ']]>');
			if (data !== null) {
				if (!inside) this.#fail('malformed');
				inside.text += data;
			} else if (this.text.startsWith('<!', this.#at)) {
				this.#fail(/^<!doctype/i.test(this.text.slice(this.#at, this.#at + 9)) ? 'doctype' : 'malformed');
			} else if (this.text.startsWith('</', this.#at)) {
				const name = this.#take(/<\/([^\s<>/]+)\s*>/y)[1]!;
				if (open.pop()?.name !== localOf(name)) this.#fail('malformed');
			} else {
				const { element, empty } = this.#startTag();
				if (inside) inside.children.push(element);
				else if (root) this.#fail('malformed');
				root ??= element;
				if (!empty && open.push(element) > deepest) this.#fail('too_deep');
			}
		}
		if (!root || open.length) this.#fail('malformed');
		return { root, namespaces: this.#namespaces, bareAmpersands: this.#ampersands };
	}

	#startTag(): { element: XmlElement; empty: boolean } {
		if (++this.#elements > mostElements) this.#fail('too_many_elements');
		const name = this.#take(/<([^\s<>/="'!?]+)/y)[1]!;
		const element: XmlElement = { name: localOf(name), attributes: [], children: [], text: '' };
		for (;;) {
			const end = this.#maybe(/\s*(\/?)>/y);
			if (end) return { element, empty: end[1] === '/' };
			const [, full = '', double, single] = this.#take(/\s+([^\s<>/="']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y);
			const value = this.#decoded(double ?? single ?? '');
			const prefix = full.includes(':') ? full.slice(0, full.indexOf(':')) : '';
			if (full === 'xmlns' || prefix === 'xmlns') this.#namespaces.add(value);
			else element.attributes.push({ name: localOf(full), prefix, value });
		}
	}

	#skip(start: string, end: string): string | null {
		if (!this.text.startsWith(start, this.#at)) return null;
		const until = this.text.indexOf(end, this.#at + start.length);
		if (until < 0) this.#fail('malformed');
		const between = this.text.slice(this.#at + start.length, until);
		this.#at = until + end.length;
		return between;
	}

	#maybe(form: RegExp): RegExpExecArray | null {
		form.lastIndex = this.#at;
		const found = form.exec(this.text);
		if (found) this.#at = form.lastIndex;
		return found;
	}

	#take(form: RegExp): RegExpExecArray {
		return this.#maybe(form) ?? this.#fail('malformed');
	}

	#decoded(raw: string): string {
		if (!raw.includes('&')) return raw;
		return raw.replace(
			/&(?:#(\d{1,8}|x[\da-f]{1,7});|(\w{1,32});)?/gi,
			(all: string, code?: string, name?: string) => {
				if (code) {
					const point = code[0]?.toLowerCase() === 'x' ? parseInt(code.slice(1), 16) : Number(code);
					if (point > 0 && point <= 0x10ffff) return String.fromCodePoint(point);
				}
				const known = named.get(name ?? '');
				if (known === undefined) this.#ampersands += 1;
				return known ?? all;
			}
		);
	}

	#fail(why: XmlRefusal): never {
		throw new XmlFault(why, this.text.slice(0, this.#at).split('\n').length);
	}
}

const localOf = (name: string) => name.slice(name.indexOf(':') + 1);

/** The children of that name, in any letter case. */
export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
	element?.children.filter((child) => child.name.toLowerCase() === name.toLowerCase()) ?? [];

/** The first child of that name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
	childrenOf(element, name)[0];

/**
 * An attribute in any letter case, whatever its prefix, without the white space around it (identifiers and addresses have
 * none, XML Schema 2 4.3.6); null when it is not there.
 */
export const attributeOf = (element: XmlElement | undefined, name: string): string | null =>
	element?.attributes
		.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase())
		?.value.trim() ?? null;

/** What stands in the first child of that name, without the white space around it; empty when there is none. */
export const textOf = (element: XmlElement | undefined, name: string): string =>
	childOf(element, name)?.text.trim() ?? '';
