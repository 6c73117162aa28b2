import * as v from 'valibot';

/** Most characters a text of a lesson may have. The first three go into the catalogue that every station keeps. */
export const textLimits = {
	title: 500,
	audience: 500,
	summary: 3000,
	/** A language tag, BCP 47. */
	lang: 35,
	/** A media type, a label. */
	label: 200,
	fileName: 500,
	/** Any one text of a page: a chapter of a book is less. */
	text: 200_000,
	/** A block of a newer program, kept as its JSON. */
	unknown: 2_000_000
} as const;

const deepest = 100;
const mostValues = 500_000;

/** A text of at most so many characters. */
export const text = (limit: keyof typeof textLimits) => v.pipe(v.string(), v.maxLength(textLimits[limit]));

/** A text cut to what fits, without leaving half a character. */
export const clip = (whole: string, limit: keyof typeof textLimits): string =>
	whole.slice(0, textLimits[limit]).replace(/[\ud800-\udbff]$/, '');

/**
 * Whether everything in a document is within the limits: its texts, how deep it is, how many values it has. Looks before anyone
 * walks it, and so does not walk by calling itself.
 */
export function textsFit(doc: unknown): boolean {
	const left: { value: unknown; depth: number; limit: number }[] = [
		{ value: doc, depth: 0, limit: textLimits.text }
	];
	let values = 0;
	for (let next = left.pop(); next; next = left.pop()) {
		const { value, depth, limit } = next;
		if (++values > mostValues || depth > deepest) return false;
		if (typeof value === 'string' && value.length > limit) return false;
		if (!value || typeof value !== 'object') continue;
		if (values + left.length + Object.keys(value).length > mostValues) return false;
		for (const [name, inner] of Object.entries(value))
			left.push({
				value: inner,
				depth: depth + 1,
				limit: name === 'json' ? textLimits.unknown : textLimits.text
			});
	}
	return true;
}
