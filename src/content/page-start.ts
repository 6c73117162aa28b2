type Order = 'le' | 'be';

/** How much of a page may stand before its doctype. */
const reach = 65_536;
/** Runs before everything the page brings; the frame page does the rest. Short: what follows still has to tell its encoding early. */
const script =
	'(function(w){try{while(w!=w.parent){w=w.parent;if(w.yuankePage){w.yuankePage(window);break}}}catch(e){}})(window);document.currentScript.remove()';

/**
 * A page of a package with our script before its own; files that are no pages stay as they are. The bytes of the page are not
 * touched and its encoding is not guessed: the script is ASCII, or UTF-16 where the page says it is.
 */
export async function withPageStart(file: Blob, type: string): Promise<Blob> {
	const form = /^(text\/html|application\/xhtml\+xml)\b/i.exec(type)?.[1]?.toLowerCase();
	if (!form) return file;
	const bytes = new Uint8Array(await file.slice(0, reach).arrayBuffer());
	const order = wideOrder(bytes, type);
	const text = order ? new TextDecoder(`utf-16${order}`, { ignoreBOM: true }).decode(bytes) : letters(bytes);
	const at = form === 'text/html' ? afterDoctype(text) : afterRoot(text);
	if (at === null) return file;
	const cut = order ? at * 2 : at;
	const space = form === 'text/html' ? '' : ' xmlns="http://www.w3.org/1999/xhtml"';
	const tag = `<script${space}>${script}</script>`;
	return new Blob([file.slice(0, cut), order ? wide(tag, order) : tag, file.slice(cut)]);
}

/** One letter a byte: enough to see tags in any encoding that holds ASCII. */
function letters(bytes: Uint8Array): string {
	return new TextDecoder('latin1').decode(bytes);
}

function wideOrder([one, two]: Uint8Array, type: string): Order | null {
	if (one === 0xff && two === 0xfe) return 'le';
	if (one === 0xfe && two === 0xff) return 'be';
	return (/charset=utf-16(le|be)/i.exec(type)?.[1]?.toLowerCase() as Order | undefined) ?? null;
}

function wide(text: string, order: Order): Uint8Array<ArrayBuffer> {
	const view = new DataView(new ArrayBuffer(text.length * 2));
	for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), order === 'le');
	return new Uint8Array(view.buffer);
}

/** Before the doctype the page would be shown as one of the nineties; without one it starts at the start. */
function afterDoctype(text: string): number | null {
	const start = /^(?:\ufeff|\u00ef\u00bb\u00bf)?/.exec(text)![0].length;
	for (let at = start; at < text.length;) {
		const rest = text.slice(at, at + 9).toLowerCase();
		const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') || rest === '<!doctype' ? '>' : '';
		if (end === '') {
			if (!/\s/.test(rest[0]!)) return start;
			at++;
			continue;
		}
		const close = text.indexOf(end, at + 2);
		if (close < 0) return null;
		at = close + end.length;
		if (rest === '<!doctype') return at;
	}
	return start;
}

/** A page in XML begins with its root element. */
function afterRoot(text: string): number | null {
	const root = /<html\b[^<>]{0,4000}[^<>/]>/i.exec(text);
	return root ? root.index + root[0].length : null;
}
