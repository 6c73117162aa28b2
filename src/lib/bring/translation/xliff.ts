import { UserError } from '$lib/base';
import type { Lesson } from '$lib/lesson';
import { coded, tokensOf, unitsOf } from '$lib/lesson/translate';
import type { PlaceText, TranslatedLine, TranslationFile } from './translation-file';

const namespace = 'urn:oasis:names:tc:xliff:document:1.2';

/**
 * A lesson's words as an XLIFF 1.2 file to translate into a language. Version 1.2 and not 2.x, because translators' tools read it
 * everywhere. Marks are `<g>`, line breaks `<x/>`; notes say where a line stands. See http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
 */
export function xliffOf(lesson: Lesson, lang: string, place: PlaceText): Blob {
	const units = unitsOf(lesson).map(
		(unit) => `\t\t\t<trans-unit id="${escaped(unit.id)}" xml:space="preserve">
				<source>${inlineXml(unit.source)}</source>
				<note>${escaped(place(unit))}</note>
			</trans-unit>`
	);
	const xml = `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="${namespace}">
	<file original="${escaped(lesson.lessonId)}" source-language="${escaped(lesson.lang)}" target-language="${escaped(lang)}" datatype="plaintext">
		<body>
${units.join('\n')}
		</body>
	</file>
</xliff>
`;
	return new Blob([xml], { type: 'application/xliff+xml' });
}

function inlineXml(line: string): string {
	return tokensOf(line)
		.map((token) =>
			token.is === 'text'
				? escaped(token.text)
				: token.is === 'open'
					? `<g id="${token.code}">`
					: token.is === 'close'
						? '</g>'
						: `<x id="${token.code}"/>`
		)
		.join('');
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'\r': '&#13;'
};
/** Characters XML cannot hold at all are left out. */
const escaped = (text: string) =>
	text
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.replace(/[&<>"\r]/g, (character) => entities[character] ?? '');

/**
 * The translated lines of an XLIFF 1.2 file; needs a browser's XML parser. Throws `UserError('xliff_broken')` for what is no
 * XLIFF 1.2, and for any file with a document type, whose entities could grow without end.
 */
export function unitsFromXliff(bytes: ArrayBuffer): TranslationFile {
	const text = decoded(new Uint8Array(bytes));
	if (text.includes('<!DOCTYPE')) throw new UserError('xliff_broken');
	const xml = new DOMParser().parseFromString(text, 'application/xml');
	const root = xml.documentElement;
	if (
		xml.doctype ||
		xml.getElementsByTagName('parsererror').length ||
		root.localName !== 'xliff' ||
		!root.getAttribute('version')?.startsWith('1.')
	)
		throw new UserError('xliff_broken');
	const files = [...root.children].filter(({ localName }) => localName === 'file');
	return {
		lang: files[0]?.getAttribute('target-language') ?? null,
		lines: [...root.getElementsByTagNameNS('*', 'trans-unit')].map((unit): TranslatedLine => ({
			id: unit.getAttribute('id') ?? '',
			source: lineIn(unit, 'source'),
			target: lineIn(unit, 'target')
		}))
	};
}

/** Translators' tools write UTF-8 or UTF-16; a byte order mark tells. */
function decoded(bytes: Uint8Array): string {
	const [first, second] = bytes;
	const encoding =
		first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
	return new TextDecoder(encoding).decode(bytes);
}

const lineIn = (unit: Element, name: 'source' | 'target') =>
	codedLine([...unit.children].find(({ localName }) => localName === name));

/** Segments and notes that tools put around words are seen through; a code we did not write becomes one nobody has. */
function codedLine(element: Element | undefined): string {
	return [...(element?.childNodes ?? [])]
		.map((node) => {
			if (node instanceof Text) return coded(node.data);
			if (!(node instanceof Element)) return '';
			const id = /^\d{1,6}$/.exec(node.getAttribute('id') ?? '')?.[0] ?? '0';
			if (node.localName === 'g') return `{${id}}${codedLine(node)}{/${id}}`;
			return node.localName === 'mrk' ? codedLine(node) : `{${id}/}`;
		})
		.join('');
}
