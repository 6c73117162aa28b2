/**
 * The 3,755 characters of GB/T 2312-1980 level 1, rows 16 to 55: those in common use. Made from the standard's own order, so
 * that no list has to be carried along.
 */
const common: Set<string> = new Set(commonCharacters());

function commonCharacters(): string {
	const bytes: number[] = [];
	for (let row = 0xb0; row <= 0xd7; row++)
		for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell);
	return new TextDecoder('gb18030').decode(new Uint8Array(bytes));
}

/** More characters than this in one sentence are hard to keep in mind when heard or read slowly. */
export const longSentence = 45;

/** How hard a text is: counted in Chinese characters, other words count as two. */
export interface Reading {
	characters: number;
	sentences: number;
	/** Sentences longer than {@link longSentence}. */
	long: string[];
	/** Characters outside common use, each once. */
	rare: string[];
	/** For a farmer who left school early: easy, middling or hard. */
	level: 'easy' | 'middle' | 'hard';
}

/** Reads a text made of paragraphs. Texts in other scripts have no rare characters. */
export function readingOf(paragraphs: string[]): Reading {
	const sentences = paragraphs
		.flatMap((text) => text.split(/[。！？!?；;\n]+|\.\s/u))
		.filter((s) => lengthOf(s) > 0);
	const characters = sentences.reduce((sum, sentence) => sum + lengthOf(sentence), 0);
	const long = sentences.filter((sentence) => lengthOf(sentence) > longSentence);
	const rare = [...new Set(paragraphs.join('').match(/\p{Script=Han}/gu) ?? [])].filter(
		(c) => !common.has(c)
	);
	const average = sentences.length ? characters / sentences.length : 0;
	const share = characters ? rare.length / characters : 0;
	const level =
		average > 32 || share > 0.03
			? 'hard'
			: average > 22 || long.length > 0 || share > 0.01
				? 'middle'
				: 'easy';
	return { characters, sentences: sentences.length, long: long.map((s) => s.trim()), rare, level };
}

/** Chinese characters, and two for each word or number of another script. */
export function lengthOf(text: string): number {
	const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
	const words = text.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
	return han + 2 * words;
}
