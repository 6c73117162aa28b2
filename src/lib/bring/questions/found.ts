import type { NodeJson } from '$lib/lesson';

/** Why a line is shown to the author; each has a sentence that says what was expected and what to do. */
export const reasons = [
	'outside',
	'no_stem',
	'no_answer',
	'answer_unclear',
	'answer_not_option',
	'answers_differ',
	'gaps_differ',
	'one_option',
	'option_empty',
	'too_many',
	'more_answers_than_single',
	'key_without_question',
	'key_ambiguous',
	'key_unreadable',
	'not_brought',
	'gift_unclosed',
	'gift_unreadable',
	'partial_lost',
	'feedback_lost',
	'aiken_incomplete',
	'kind_unknown',
	'points_unreadable'
] as const;
export type Reason = (typeof reasons)[number];

/** A line (or a row of a sheet), counted from 1, that is not in the questions as it was meant. */
export interface NotUnderstood {
	line: number;
	text: string;
	why: Reason;
}

/** What became of a line. `mark`: a heading, a key of answers, a comment: read, but no text of a question. */
export type LineFate = 'empty' | 'question' | 'mark' | 'notUnderstood';

/** Questions as blocks of a lesson, without ids; everything else is named by its line. */
export interface Found {
	questions: NodeJson[];
	/** The line at which each question begins. */
	starts: number[];
	notUnderstood: NotUnderstood[];
	/** What became of each line of the text. */
	lines: LineFate[];
}
