import { element, type Expression } from './expression';
import type { LoadKind } from './load';

/** A place of a script where an address, or a page in letters, becomes something that is loaded. */
export interface Sink {
	/** `source`: what the element it is set on loads; `page text`: HTML that is put into the page; `script text`: run; `submit`: the forms
	 * of the page are sent; `filler`: `load` of something. */
	kind: LoadKind | 'source' | 'page text' | 'style text' | 'script text' | 'submit' | 'filler';
	value: Expression;
	/** What it is set on: a text that begins with {@link element}, where that can be told. */
	on?: Expression;
	/** The page itself goes there. */
	leaves?: boolean;
	/** A window of its own. */
	window?: boolean;
	/** Counted from the script, not from the page. */
	module?: boolean;
	/** The function it stands in. */
	by: number;
	/** Whether it happens only under a condition. */
	guarded: boolean;
}
type Made = Omit<Sink, 'by' | 'guarded'>;

/** What it means to set a property. `place` is the whole name, as far as there is one. */
export function assignedSink(
	property: string,
	owner: Expression,
	value: Expression,
	place: string
): Made | null {
	switch (property) {
		case 'src':
			return { kind: 'source', value, on: owner };
		case 'data':
			return { kind: 'source', value, on: { joined: ['object ', owner] } };
		case 'href':
			return isLocation(place) ? { kind: 'page', value, leaves: true } : { kind: 'link', value, on: owner };
		case 'location':
			return { kind: 'page', value, leaves: true };
		case 'srcdoc':
		case 'innerHTML':
		case 'outerHTML':
			return { kind: 'page text', value };
		case 'poster':
			return { kind: 'picture', value };
		case 'action':
			return { kind: 'form', value };
		case 'background':
		case 'backgroundImage':
		case 'cssText':
			return { kind: 'style text', value };
		default:
			return null;
	}
}

const isLocation = (place: string) => /(?:^|\.)location(?:\.href)?$/.test(place);

interface Called {
	/** `f` or `a.b.f`, where it can be told. */
	plain: string;
	/** `f` of whatever. */
	member: string;
	/** Whether it is one of some page's `location`. */
	ofLocation: boolean;
	owner: Expression;
	values: Expression[];
	/** `new`. */
	made: boolean;
	/** The first argument that is an object. */
	settings: Record<string, Expression>;
}

/** What it means to call a function. */
export function calledSinks({ plain, member, ofLocation, owner, values, made, settings }: Called): Made[] {
	const [first = null, second = null] = values;
	const name = member || plain;
	if (made) {
		if (/^(?:Worker|SharedWorker)$/.test(plain)) return [{ kind: 'program', value: first }];
		if (/^(?:EventSource|WebSocket)$/.test(plain)) return [{ kind: 'data', value: first }];
		if (plain === 'Audio') return [{ kind: 'film', value: first }];
		if (plain === 'Function') return [{ kind: 'script text', value: values.at(-1) ?? null }];
		return [];
	}
	switch (plain) {
		case 'fetch':
			return [{ kind: 'data', value: first }];
		case 'open': {
			const same = typeof second === 'string' && /^_(?:self|top|parent)$/i.test(second);
			return [{ kind: 'page', value: first, ...(same ? { leaves: true } : { window: true }) }];
		}
		case 'importScripts':
			return values.map((value) => ({ kind: 'program', value }));
		case 'eval':
		case 'setTimeout':
		case 'setInterval':
			return [{ kind: 'script text', value: first }];
		case '$':
		case 'jQuery':
			return [{ kind: 'page text', value: first }];
		case '$.ajax':
		case 'jQuery.ajax':
			return [{ kind: 'data', value: settings.url ?? first }];
		case '$.get':
		case '$.post':
		case '$.getJSON':
		case 'jQuery.get':
		case 'jQuery.getJSON':
		case 'axios.get':
			return [{ kind: 'data', value: first }];
		case '$.getScript':
		case 'jQuery.getScript':
		case 'System.import':
			return [{ kind: 'program', value: first }];
	}
	if (
		/(?:^|\.)location\.(?:replace|assign)$/.test(plain) ||
		(ofLocation && /^(?:replace|assign)$/.test(member))
	)
		return [{ kind: 'page', value: first, leaves: true }];
	switch (name) {
		case 'setAttribute':
			return attribute(first, second, owner);
		case 'attr':
		case 'prop':
			return [
				...attribute(first, second, owner),
				...Object.entries(settings).flatMap(([key, value]) => attribute(key, value, owner))
			];
		case 'open':
			return values.length >= 2 && typeof first === 'string' && /^(?:get|post|head)$/i.test(first)
				? [{ kind: 'data', value: second }]
				: [];
		case 'write':
		case 'writeln':
		case 'html':
		case 'append':
		case 'prepend':
		case 'before':
		case 'after':
		case 'replaceWith':
		case 'appendTo':
			return [{ kind: 'page text', value: values.length > 1 ? { joined: values } : first }];
		case 'insertAdjacentHTML':
			return [{ kind: 'page text', value: second }];
		case 'getScript':
			return [{ kind: 'program', value: first }];
		case 'load':
			return values.length && owner !== null ? [{ kind: 'filler', value: first, on: owner }] : [];
		case 'css':
			return [{ kind: 'style text', value: second }];
		case 'submit':
			return values.length ? [] : [{ kind: 'submit', value: '' }];
		case 'execScript':
			return [{ kind: 'script text', value: first }];
		default:
			return [];
	}
}

function attribute(name: Expression, value: Expression, on: Expression): Made[] {
	if (name === 'src' || name === 'data') return [{ kind: 'source', value, on }];
	if (name === 'href' || name === 'xlink:href') return [{ kind: 'link', value, on }];
	if (name === 'srcdoc') return [{ kind: 'page text', value }];
	if (name === 'style') return [{ kind: 'style text', value }];
	if (name === 'action') return [{ kind: 'form', value }];
	return name === 'poster' ? [{ kind: 'picture', value }] : [];
}

/** What an element loads by its `src`, by its tag or how a script found it; null where that says nothing. */
export function kindOfElement(text: string, tagOf: (id: string) => string | undefined): LoadKind | null {
	const at = text.lastIndexOf(element);
	if (at < 0) return null;
	const said = text.slice(at + 1);
	const id = /^#([\w-]+)/.exec(said)?.[1];
	const tag = id === undefined ? /^<?\s*([a-z]+)/i.exec(said)?.[1] : tagOf(id);
	return kinds[tag?.toLowerCase() ?? ''] ?? null;
}

const kinds: Partial<Record<string, LoadKind>> = {
	script: 'program',
	iframe: 'page',
	frame: 'page',
	object: 'page',
	embed: 'page',
	img: 'picture',
	image: 'picture',
	input: 'picture',
	audio: 'film',
	video: 'film',
	source: 'film',
	track: 'data',
	link: 'style'
};
