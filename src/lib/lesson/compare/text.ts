import { align } from './align';

/** A run of text that both sides have, or only the newer (`added`) or only the older one (`removed`). */
export interface TextPiece {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Sentence by sentence: the segmenter's time grows with the square of what it is given. */
const wordsOf = (text: string) =>
	(text.match(/[^。！？!?\n]{1,400}[。！？!?\n]?|[。！？!?\n]/gu) ?? []).flatMap((sentence) =>
		[...segmenter.segment(sentence)].map(({ segment }) => segment)
	);

/** What changed in a text, word by word (Chinese words as Unicode's dictionary has them). Empty texts give no pieces. */
export function compareText(before: string, after: string): TextPiece[] {
	const [older, newer] = [wordsOf(before), wordsOf(after)];
	const pieces: TextPiece[] = [];
	const add = (kind: TextPiece['kind'], text: string) => {
		const last = pieces.at(-1);
		if (last?.kind === kind) last.text += text;
		else pieces.push({ kind, text });
	};
	for (const [from, to] of align(older, newer, (a, b) => a === b)) {
		if (from === null) add('added', newer[to as number] ?? '');
		else add(to === null ? 'removed' : 'same', older[from] ?? '');
	}
	return pieces;
}
