import { pinyin } from 'pinyin-pro';

/** Everything a thing can be found by: its words as written, their pinyin in full, and the pinyin's initials. */
export function searchWords(text: string): string[] {
	return text
		.toLowerCase()
		.split(/\s+/)
		.filter(Boolean)
		.flatMap((word) => {
			const syllables = pinyin(word, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
			return [word, syllables.join(''), syllables.map((s) => s[0]).join('')];
		});
}

/** Those that fit what was typed, best first: a name (the first word) that begins with it, then another word that does, then one that contains it. */
export function searchAmong<T>(things: T[], wordsOf: (thing: T) => string[], typed: string): T[] {
	const query = typed.normalize('NFKC').toLowerCase().replace(/[\s']/g, '');
	if (!query) return things;
	const rank = (thing: T) => {
		const words = wordsOf(thing);
		// Each word stands there in three spellings.
		if (words.slice(0, 3).some((word) => word.startsWith(query))) return 0;
		if (words.some((word) => word.startsWith(query))) return 1;
		return words.some((word) => word.includes(query)) ? 2 : 3;
	};
	return things
		.map((thing) => ({ thing, rank: rank(thing) }))
		.filter((found) => found.rank < 3)
		.sort((a, b) => a.rank - b.rank)
		.map((found) => found.thing);
}
