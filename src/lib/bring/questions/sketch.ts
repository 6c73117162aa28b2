import type { NodeJson } from '$lib/lesson';
import { fold } from './fold';
import type { Reason } from './found';

/** What a section's heading, or a column, says a question is. */
export type AskedKind = 'single' | 'multiple' | 'trueFalse' | 'fillIn' | 'short';

/** A question as it was read, before it is decided what it is. */
export interface Sketch {
	line: number;
	kind: AskedKind | null;
	stem: string[];
	options: string[];
	/** As written: letters, a sign, words; null when there is none. */
	answer: string | null;
	explanation: string[];
	/** Points; null when not said. */
	weight: number | null;
}

/** How a line of a question is reported. */
export type Say = (why: Reason) => void;

const text = (value: string): NodeJson[] => (value ? [{ type: 'text', text: value }] : []);
const field = (type: string, lines: string[], attrs?: Record<string, unknown>): NodeJson => ({
	type,
	...(attrs && { attrs }),
	content: lines.flatMap((line, i) => [...(i ? [{ type: 'hardBreak' }] : []), ...text(line)])
});

const gapMark = /_{2,}|＿+|[（(][\s\u3000]*[)）]/g;
export const gapsIn = (stem: string): number => stem.match(gapMark)?.length ?? 0;

/** Whether an answer says right or wrong; null when it says neither. */
export function verdictOf(answer: string): boolean | null {
	const plain = fold(answer)
		.trim()
		.replace(/[。.;]$/, '');
	if (/^(√|✓|✔|☑|对|正确|对的|T|TRUE|是)$/i.test(plain)) return true;
	if (/^(×|✗|✘|✕|☒|╳|X|错|错误|错的|不对|不正确|F|FALSE|否)$/i.test(plain)) return false;
	return null;
}

/** The letters of an answer such as `AB`, `A、C` or `Ａ Ｃ`; null when it is something else. */
export function lettersOf(answer: string): string[] | null {
	const plain = fold(answer)
		.trim()
		.replace(/[。.;]$/, '');
	if (!/^[A-Za-z](\s*[,、，;和\s]?\s*[A-Za-z])*$/.test(plain)) return null;
	return [...new Set(plain.toUpperCase().match(/[A-Z]/g) ?? [])].sort();
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩';

/** The indexes of the options an answer names, by letter or circled number. */
function namedOptions(answer: string): number[] | null {
	const letters = lettersOf(answer);
	if (letters) return letters.map((letter) => letter.charCodeAt(0) - 65);
	const signs = [...answer.replace(/[\s、,，]/g, '')];
	return signs.length && signs.every((sign) => circled.includes(sign))
		? signs.map((sign) => circled.indexOf(sign))
		: null;
}

/** Decides what a question is and makes the block; whatever is missing or unclear is said, and left for the author. */
export function questionFrom(sketch: Sketch, say: Say): NodeJson {
	if (!sketch.stem.some((line) => line.trim())) say('no_stem');
	const { options } = sketch;
	if (options.length > 36) {
		say('too_many');
		return shortAnswer({ ...sketch, stem: [...sketch.stem, ...options] });
	}
	if (options.some((option) => !option.trim())) say('option_empty');
	if (options.length === 1) {
		say('one_option');
		return shortAnswer({ ...sketch, stem: [...sketch.stem, ...options], options: [] });
	}
	if (options.length > 1) return choice(sketch, say);
	if (sketch.kind === 'trueFalse') return trueFalse(sketch, say);
	if (sketch.kind === 'fillIn') return fillIn(sketch, say);
	if (sketch.kind === 'short') return asShort(sketch, say);
	if (sketch.kind) say('one_option');
	if (sketch.answer !== null && verdictOf(sketch.answer) !== null) return trueFalse(sketch, say);
	return gapsIn(sketch.stem.join('\n')) > 0 && sketch.answer !== null && !namedOptions(sketch.answer)
		? fillIn(sketch, say)
		: asShort(sketch, say);
}

const weightOf = ({ weight }: Sketch) => (weight === null ? {} : { weight });

function choice(sketch: Sketch, say: Say): NodeJson {
	const { options, answer, kind } = sketch;
	let right = answer === null ? [] : (namedOptions(answer) ?? byText(options, answer));
	if (answer === null) say('no_answer');
	else if (right.length === 0) say('answer_unclear');
	else if (right.some((index) => index >= options.length)) {
		say('answer_not_option');
		right = [];
	}
	const many = right.length > 1 || kind === 'multiple' || /多选|不定项/.test(sketch.stem.join(''));
	if (right.length > 1 && kind === 'single') say('more_answers_than_single');
	const lost = right.length === 0 && answer !== null ? [answer] : [];
	return {
		type: many ? 'multipleChoice' : 'singleChoice',
		attrs: weightOf(sketch),
		content: [
			field('prompt', sketch.stem),
			...options.map((option, index) => field('option', [option], { correct: right.includes(index) })),
			field('explanation', [...lost, ...sketch.explanation])
		]
	};
}

const byText = (options: string[], answer: string): number[] => {
	const index = options.findIndex((option) => option.trim() === answer.trim());
	return index < 0 ? [] : [index];
};

function trueFalse(sketch: Sketch, say: Say): NodeJson {
	const verdict = sketch.answer === null ? null : verdictOf(sketch.answer);
	if (sketch.answer === null) say('no_answer');
	else if (verdict === null) say('answer_unclear');
	const lost = verdict === null && sketch.answer !== null ? [sketch.answer] : [];
	return {
		type: 'trueFalse',
		attrs: { ...weightOf(sketch), answer: verdict },
		content: [field('prompt', sketch.stem), field('explanation', [...lost, ...sketch.explanation])]
	};
}

function fillIn(sketch: Sketch, say: Say): NodeJson {
	const gaps = gapsIn(sketch.stem.join('\n'));
	if (gaps > 10) say('too_many');
	if (sketch.answer === null) say('no_answer');
	const wanted = Math.max(1, Math.min(10, gaps));
	const answers = sketch.answer === null ? [] : partAnswers(sketch.answer, wanted);
	const fits = answers.length === wanted && gaps <= 10;
	if (sketch.answer !== null && !fits && gaps <= 10) say('gaps_differ');
	return {
		type: 'fillIn',
		attrs: weightOf(sketch),
		content: [
			field('prompt', sketch.stem),
			...Array.from({ length: wanted }, (_, i) => ({
				type: 'blank',
				content: text(fits ? (answers[i] ?? '') : '')
			})),
			field('explanation', [
				...(fits || sketch.answer === null ? [] : [sketch.answer]),
				...sketch.explanation
			])
		]
	};
}

/** The answers for a number of gaps; the strongest separator that gives exactly as many counts. */
function partAnswers(answer: string, wanted: number): string[] {
	if (wanted === 1) return [answer.trim()];
	for (const separator of [/[;；\n]+/, /[、]+/, /[,，]+/, /[\s\u3000]+/]) {
		const parts = answer
			.split(separator)
			.map((part) => part.trim())
			.filter(Boolean);
		if (parts.length === wanted) return parts;
	}
	return [];
}

function asShort(sketch: Sketch, say: Say): NodeJson {
	if (sketch.answer === null && sketch.kind !== 'short') say('no_answer');
	return shortAnswer(sketch);
}

const shortAnswer = (sketch: Sketch): NodeJson => ({
	type: 'shortAnswer',
	content: [
		field('prompt', sketch.stem),
		field('explanation', [
			...(sketch.answer === null ? [] : sketch.answer.split('\n')),
			...sketch.explanation
		])
	]
});
