import type { FillInItem, NumericItem, ScaleItem, ShortAnswerItem } from '../../items';
import { comparable } from './answer-texts';
import { whole, type QuestionRules } from './rules';

const rightBlanks = (item: FillInItem, response: unknown): boolean[] =>
	item.blanks.map(({ answers }, i) => {
		const given: unknown = Array.isArray(response) ? (response as unknown[])[i] : undefined;
		return typeof given === 'string' && answers.some((answer) => comparable(answer) === comparable(given));
	});

const shareOf = (marks: boolean[]) => (marks.length ? marks.filter(Boolean).length / marks.length : 0);

/** Gaps: the share of those filled with an accepted answer. */
export const fillIn: QuestionRules<FillInItem> = {
	share: (item, response) => shareOf(rightBlanks(item, response)),
	right: (item) => item.blanks.map(({ answers }) => answers[0] ?? ''),
	asked: (item) => item.blanks.map(({ answers }) => answers),
	write(item, response, bits) {
		if (!Array.isArray(response)) return false;
		for (const mark of rightBlanks(item, response)) bits.write(mark ? 1 : 0, 1);
		return true;
	},
	read(item, bits, length) {
		if (length !== item.blanks.length) return null;
		const marks = item.blanks.map(() => bits.read(1) === 1);
		// A right answer is known without its text; a wrong one comes with the texts, if there was room.
		const response = item.blanks.map(({ answers }, i) => (marks[i] ? (answers[0] ?? '') : ''));
		return { response, share: shareOf(marks) };
	},
	texts: {
		of: (response) => (Array.isArray(response) ? response : []),
		with: (response, texts) =>
			Array.isArray(response) ? response.map((text, i) => texts[i] ?? text) : response
	},
	fullest: (item) => item.blanks.map(() => '')
};

/** A number within the tolerance. A little more is allowed for what binary fractions cannot hold. */
export const numeric: QuestionRules<NumericItem> = {
	share: (item, response) =>
		whole(
			typeof response === 'number' &&
				Math.abs(response - item.answer) <= item.tolerance + 1e-9 * Math.max(1, Math.abs(item.answer))
		),
	right: (item) => item.answer,
	asked: (item) => [item.answer, item.tolerance, item.unit],
	write(item, response, bits) {
		if (typeof response !== 'number') return false;
		bits.write(numeric.share(item, response) ?? 0, 1);
		return true;
	},
	read(item, bits, length) {
		if (length !== 1) return null;
		const share = bits.read(1);
		return { response: share ? item.answer : NaN, share };
	},
	texts: {
		of: (response) => [typeof response === 'number' && !Number.isNaN(response) ? String(response) : ''],
		with: (response, [text]) => (text ? Number(text) : response)
	},
	fullest: () => 0
};

/** Own words. */
export const shortAnswer: QuestionRules<ShortAnswerItem> = {
	share: () => null,
	right: () => null,
	asked: () => null,
	write: (_item, response) => typeof response === 'string',
	read: () => ({ response: '', share: null }),
	texts: {
		of: (response) => [typeof response === 'string' ? response : ''],
		with: (_response, [text]) => text ?? ''
	},
	fullest: () => ''
};

/** A step of a scale, from 1. */
export const scale: QuestionRules<ScaleItem> = {
	share: () => null,
	right: () => null,
	asked: (item) => item.steps,
	write(item, response, bits) {
		if (typeof response !== 'number' || !(response >= 1 && response <= item.steps)) return false;
		bits.write(response, 3);
		return true;
	},
	read(item, bits, length) {
		if (length !== 3) return null;
		const response = bits.read(3);
		return response >= 1 && response <= item.steps ? { response, share: null } : null;
	},
	fullest: (item) => item.steps
};
