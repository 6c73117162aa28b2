import { isQuestion, type Item, type QuestionItem } from '../items';
import { lengthOf } from './reading';

/** Something that lets a learner answer without having learned. `id` is the question it is told at; null: all of them. */
export interface Giveaway {
	code: 'right_longest' | 'right_never_first' | 'true_false_leans' | 'question_answers_other';
	id: string | null;
	details: Record<string, string>;
}

/** Fewer questions than this show no habit. */
const fewest = 3;
/** An answer shorter than this stands in many questions without giving anything away. */
const shortestAnswer = 4;

/** Ways in which the questions of a lesson answer themselves or each other. */
export function giveawaysOf(items: Item[]): Giveaway[] {
	const questions = items.filter(isQuestion);
	return [...longest(questions), ...neverFirst(questions), ...leaning(questions), ...answering(questions)];
}

type Single = Extract<QuestionItem, { kind: 'singleChoice' | 'multipleChoice' }>;
const singles = (questions: QuestionItem[]) =>
	questions.filter((item): item is Single => item.kind === 'singleChoice' && item.options.length > 1);
const told = (count: number, of: number) => ({ count: String(count), of: String(of) });

/** The right answer is seen to be the longest in more than half of the questions. */
function longest(questions: QuestionItem[]): Giveaway[] {
	const all = singles(questions);
	const seen = all.filter(({ options }) => {
		const right = lengthOf(options.find(({ correct }) => correct)?.text ?? '');
		const others = Math.max(...options.filter(({ correct }) => !correct).map(({ text }) => lengthOf(text)));
		return right >= others + 2 && right >= others * 1.25;
	});
	if (all.length < fewest || seen.length < fewest || seen.length * 2 <= all.length) return [];
	return [{ code: 'right_longest', id: null, details: told(seen.length, all.length) }];
}

/** Where the author's order is shown, no right answer stands first. */
function neverFirst(questions: QuestionItem[]): Giveaway[] {
	const all = singles(questions).filter(({ shuffle }) => !shuffle);
	if (all.length < fewest || all.some(({ options }) => options[0]?.correct)) return [];
	return [{ code: 'right_never_first', id: null, details: { of: String(all.length) } }];
}

/** Nearly all statements are true, or nearly all are false. */
function leaning(questions: QuestionItem[]): Giveaway[] {
	const answers = questions.flatMap((item) => (item.kind === 'trueFalse' ? [item.answer] : []));
	const right = answers.filter(Boolean).length;
	const fewer = Math.min(right, answers.length - right);
	if (answers.length < fewest || fewer * 4 >= answers.length) return [];
	return [{ code: 'true_false_leans', id: null, details: told(right, answers.length) }];
}

/** Only what is said, without marks and spaces. */
const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** What is to be found out, as the learner would say it. */
function answersOf(item: QuestionItem): string[] {
	if (item.kind === 'singleChoice')
		return item.options.filter(({ correct }) => correct).map(({ text }) => text);
	if (item.kind === 'fillIn') return item.blanks.flatMap(({ answers }) => answers);
	if (item.kind === 'numeric') return item.unit ? [`${item.answer}${item.unit}`] : [];
	return [];
}

/**
 * The words of one question's answer stand in the text of another. Only whole answers count, and none that the question
 * itself already names: what both are about is no hint.
 */
function answering(questions: QuestionItem[]): Giveaway[] {
	const stems = questions.map(({ text }) => bare(text));
	return questions.flatMap((item, i) => {
		const answers = answersOf(item)
			.map(bare)
			.filter((answer) => [...answer].length >= shortestAnswer && !stems[i]?.includes(answer));
		const by = stems.findIndex((stem) => answers.some((answer) => stem.includes(answer)));
		if (by < 0) return [];
		const short = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text);
		const details = { text: short(item.text), by: short(questions[by]?.text ?? '') };
		return [{ code: 'question_answers_other' as const, id: item.id, details }];
	});
}
