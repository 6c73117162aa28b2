import { pinyin } from 'pinyin-pro';

const textOrTag = /<[^>]*>|[^<]+/g;
const han = /\p{Script=Han}+/gu;

/**
 * HTML with the reading of every Chinese character above it (`<ruby>`). Tags, attributes and what is to be typed into
 * (`<textarea>`) stay as they are. Readings follow the words around a character.
 */
export function withPinyin(html: string): string {
	return (html.match(textOrTag) ?? [])
		.map((part) => (part.startsWith('<') ? part : part.replace(han, annotated)))
		.join('');
}

function annotated(run: string): string {
	const readings = pinyin(run, { type: 'array' });
	return `<ruby>${[...run].map((c, i) => `${c}<rt>${readings[i] ?? ''}</rt>`).join('')}</ruby>`;
}
