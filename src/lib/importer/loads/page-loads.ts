import { Parser } from 'htmlparser2';
import { kindByName, type Load, type LoadKind } from './load';
import { loadsOfStyle } from './style-loads';

/** A script that stands in a page: its text, or what of the page's words runs when something happens. */
export interface InlineScript {
	text: string;
	when: Load['when'];
	/** How many of the page's loads stand before it. */
	after: number;
}

/** What a page says it shows and runs. */
export interface PageFacts {
	loads: Load[];
	scripts: InlineScript[];
	/** Data in the form of JSON that stands in the page. */
	data: string[];
	/** Where its addresses count from, as written; empty where it does not say. */
	base: string;
	/** Where links lead, and what they say. */
	links: { address: string; words: string }[];
	/** Tags by their `id` and `name`. */
	tags: Map<string, string>;
	/** Letters a person reads. */
	letters: number;
	/** Whether there is anything to see or press besides text and links. */
	things: boolean;
}

const empty = /^(?:area|base|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr)$/;
const javascript = /^(?:$|module$|(?:text|application)\/(?:x-)?(?:java|ecma|j)script)/i;
/** Attributes in which players of pages keep what they load later. */
const kept =
	/^data-(?:[\w-]*-)?(?:src|srcset|url|uri|file|video|audio|media|movie|film|sound|iframe|embed|page|content|poster|bg|background|image|img|original|lazy|source|stream|hls|mp4|mp3|webm|pdf|object|main|setup|config)$/i;
const sharing = /share|social|canonical|analytics|tracking/i;

/** Reads the tags of a page as a browser with scripts does: comments, `noscript` and templates load nothing. */
export function readPage(text: string): PageFacts {
	const facts: PageFacts = {
		loads: [],
		scripts: [],
		data: [],
		base: '',
		links: [],
		tags: new Map(),
		letters: 0,
		things: false
	};
	const reading = new Reading(facts);
	const parser = new Parser({
		onopentag: (tag, attributes) => reading.open(tag, attributes),
		ontext: (letters) => reading.letters(letters),
		onclosetag: (tag) => reading.close(tag)
	});
	parser.write(text);
	parser.end();
	return facts;
}

type Attributes = Partial<Record<string, string>>;

class Reading {
	/** Depth within what shows nothing as long as scripts run. */
	#hidden = 0;
	#raw: { tag: 'script' | 'style' | 'template' | 'title'; type: string; text: string } | null = null;
	/** The film or sound whose files are being told, any of which will do. */
	#film: string[] | null = null;
	#inLink = false;

	constructor(private readonly facts: PageFacts) {}

	open(tag: string, attributes: Attributes): void {
		if (tag === 'noscript' || tag === 'template') this.#hidden += 1;
		if (this.#hidden) return;
		const { id, name } = attributes;
		for (const called of [id, name]) if (called) this.facts.tags.set(called, tag);
		if (/^(?:canvas|svg|button|select|textarea|input|math)$/.test(tag)) this.facts.things = true;
		this.#shown(tag, attributes);
		for (const [attribute, value = ''] of Object.entries(attributes))
			this.#attribute(tag, attribute, value, attributes);
	}

	letters(text: string): void {
		if (this.#raw) this.#raw.text += text;
		else if (!this.#hidden) this.facts.letters += text.replace(/\s+/g, '').length;
		const link = this.#inLink ? this.facts.links.at(-1) : undefined;
		if (link && link.words.length < 200) link.words += text;
	}

	close(tag: string): void {
		if ((tag === 'noscript' || tag === 'template') && this.#hidden) this.#hidden -= 1;
		if (tag === 'video' || tag === 'audio') this.#filmEnds();
		if (tag === 'a') this.#inLink = false;
		const raw = this.#raw;
		if (raw?.tag !== tag) return;
		this.#raw = null;
		if (raw.tag === 'style') this.facts.loads.push(...loadsOfStyle(raw.text));
		else if (raw.tag === 'script') this.#script(raw.type, raw.text);
	}

	#script(type: string, text: string): void {
		if (javascript.test(type.trim()))
			this.facts.scripts.push({
				text: text.replace(/^\s*<!--[^\n]*/, ''),
				when: 'start',
				after: this.facts.loads.length
			});
		else if (/^importmap$/i.test(type.trim())) {
			for (const [address] of text.matchAll(/https?:\/\/[^"\s]{3,300}/g)) this.#load('program', address);
		} else if (/json/i.test(type)) this.facts.data.push(text);
		else if (/template|html|handlebars|mustache|x-tmpl/i.test(type))
			this.facts.loads.push(...readPage(text).loads.map((load) => ({ ...load, when: 'later' as const })));
	}

	#load(kind: LoadKind, address = '', more: Partial<Load> = {}): void {
		const plain = address.replace(/[\t\n\r]/g, '').trim();
		if (!plain || /^(?:#|about:|data:|blob:|javascript:|mailto:|tel:)/i.test(plain)) return;
		// A template that is filled in later.
		if (/\{\{|\}\}|<%|%>|\$\{|\[\[/.test(plain)) return;
		this.facts.loads.push({ kind, address: plain, when: 'start', ...more });
	}

	#filmEnds(): void {
		const [address, ...instead] = this.#film ?? [];
		this.#film = null;
		if (address !== undefined) this.#load('film', address, { instead });
	}

	#shown(tag: string, attributes: Attributes): void {
		const { src = '', href = attributes['xlink:href'] ?? '', type = '', data = '' } = attributes;
		const seen = () => (this.facts.things = true);
		const handled = attributes.onerror !== undefined;
		switch (tag) {
			case 'base':
				if (href && !this.facts.base) this.facts.base = href;
				return;
			case 'script':
				if (javascript.test(type.trim()) && attributes.nomodule === undefined)
					this.#load('program', src || href, { spare: handled });
				this.#raw = { tag: 'script', type, text: '' };
				return;
			case 'style':
			case 'title':
				this.#raw = { tag, type, text: '' };
				return;
			case 'link':
				return this.#link(attributes, href);
			case 'meta':
				if (/^refresh$/i.test(attributes['http-equiv'] ?? '')) {
					const [, address] =
						/^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(attributes.content ?? '') ?? [];
					if (address && !/^[\d.\s;]+$/.test(address)) this.#load('page', address, { leaves: true });
				}
				return;
			case 'iframe':
			case 'frame':
				if (attributes.srcdoc !== undefined) this.#within(attributes.srcdoc);
				else if (!isHidden(attributes)) this.#load('page', src);
				return void seen();
			case 'object':
			case 'embed': {
				seen();
				const address = tag === 'object' ? data : src;
				if (/\.swf\b/i.test(address) || /flash/i.test(type)) return; // Flash is told of by itself
				const byType = /^image\//.test(type) ? 'picture' : /^(?:video|audio)\//.test(type) ? 'film' : null;
				return this.#load(byType ?? kindByName(address) ?? 'page', address);
			}
			case 'audio':
			case 'video':
				seen();
				if (attributes.poster) this.#load('picture', attributes.poster);
				this.#film = src ? [src] : [];
				return;
			case 'source':
				if (this.#film) {
					if (src) this.#film.push(src);
				} else this.#set(attributes.srcset ?? '');
				return;
			case 'bgsound':
				return this.#load('film', src);
			case 'track':
				return this.#load('data', src);
			case 'img':
				seen();
				if (!isHidden(attributes)) {
					this.#load('picture', src, { spare: handled });
					this.#set(attributes.srcset ?? '');
				}
				return;
			case 'image':
			case 'use':
				return this.#load('picture', href.replace(/#.*$/, ''));
			case 'input':
				if (/^image$/i.test(type)) this.#load('picture', src);
				return;
			case 'form':
				return this.#load('form', attributes.action, { when: 'later' });
			case 'a':
			case 'area':
				if (href && !/^\s*(?:#|javascript:|mailto:|tel:)/i.test(href))
					this.facts.links.push({ address: href.trim(), words: '' });
				this.#inLink = tag === 'a';
		}
	}

	#link({ rel = '', media = '', disabled }: Attributes, href: string): void {
		const words = rel.toLowerCase().split(/\s+/);
		// Only sheets change what is seen; everything else is for search engines, or asks early for what is asked for anyway.
		if (!words.includes('stylesheet') || words.includes('alternate') || disabled !== undefined) return;
		if (!/^\s*print\s*$/i.test(media)) this.#load('style', href);
	}

	#set(srcset: string): void {
		if (/^\s*data:/i.test(srcset)) return;
		for (const one of srcset.split(',')) this.#load('picture', one.trim().split(/\s+/)[0]);
	}

	/** A page within the page, in its words. */
	#within(text: string): void {
		const inside = readPage(text);
		this.facts.loads.push(...inside.loads);
		this.facts.scripts.push(...inside.scripts);
		this.facts.letters += inside.letters;
		this.facts.things ||= inside.things;
	}

	#attribute(tag: string, name: string, value: string, attributes: Attributes): void {
		if (name === 'style') this.facts.loads.push(...loadsOfStyle(value));
		else if (name === 'background' && !empty.test(tag)) this.#load('picture', value);
		else if (/^on[a-z]+$/.test(name)) {
			const when = /^on(?:load|pageshow|readystatechange)$/.test(name) ? 'start' : 'later';
			this.facts.scripts.push({
				text: value.replace(/^\s*javascript:/i, ''),
				when,
				after: this.facts.loads.length
			});
		} else if (kept.test(name) && !sharing.test(name) && !sharing.test(attributes.class ?? ''))
			this.#kept(name, value.trim());
	}

	#kept(name: string, value: string): void {
		if (/^[[{]/.test(value)) return void this.facts.data.push(value);
		if (name === 'data-main')
			return this.#load('program', /\.js$|^https?:/i.test(value) ? value : `${value}.js`);
		const online = /^(?:https?:)?\/\/[\w-]+\./i.test(value);
		const kind =
			kindByName(value) ?? (online ? (/iframe|page|embed|content/i.test(name) ? 'page' : 'film') : null);
		if (kind && !/\s{2,}|[<>"|]/.test(value)) this.#load(kind, value, { when: 'later' });
	}
}

/** Nobody sees it: what measures visits. */
function isHidden({ width, height, style = '', hidden }: Attributes): boolean {
	const none = (size = '') => /^[01](?:px)?$/.test(size.trim());
	return hidden !== undefined || (none(width) && none(height)) || /display\s*:\s*none/i.test(style);
}
