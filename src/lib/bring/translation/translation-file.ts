import type { Unit } from '$lib/lesson/translate';

/** One line of a file a translator gave back, both texts as coded lines; `source` is what was to be translated. */
export interface TranslatedLine {
	id: string;
	source: string;
	target: string;
}

/** What a translator gave back. `lang` is what the file says it is in, null where it does not say. */
export interface TranslationFile {
	lang: string | null;
	lines: TranslatedLine[];
}

/** Says in the author's language where a unit stands, for the translator to read. */
export type PlaceText = (unit: Unit) => string;

/** The largest translated file taken, in bytes: a hundred times a long lesson. */
export const largestTranslation = 20e6;
