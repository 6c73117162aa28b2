import type { LessonSettings } from '../lesson';

/** What a check can say; each has a sentence `check_<code>` in both languages. */
export const checkCodes = [
	'page_title_missing',
	'page_long',
	'page_empty',
	'alt_missing',
	'captions_missing',
	'transcript_missing',
	'heading_order',
	'heading_empty',
	'sentence_long',
	'characters_rare',
	'table_head_missing',
	'link_needs_network',
	'feedback_missing',
	'quiz_draws_all',
	'scene_empty',
	'scene_unreachable',
	'choice_unwritten',
	'minutes_off',
	'summary_missing',
	'themes_missing',
	'title_is_file_name',
	'title_is_copy',
	'state_near_limit',
	'state_too_large',
	'bytes_large',
	'contrast_low',
	'sources_missing',
	'reviewer_missing',
	'look_again_due',
	'note_for_author',
	'note_on_page',
	'right_longest',
	'right_never_first',
	'true_false_leans',
	'question_answers_other'
] as const;
export type CheckCode = (typeof checkCodes)[number];

/** How much it matters: `must` keeps the lesson from working somewhere, `should` makes it worse, `hint` is advice. */
export type Severity = 'must' | 'should' | 'hint';

/** A change that mends it at once: an attribute of the node with an id, or a setting of the lesson. */
export type Fix =
	| { kind: 'attribute'; id: string; name: string; value: unknown }
	| { kind: 'settings'; settings: Partial<LessonSettings> };

/** One thing that could be better. `id` is the node it stands at; null: the lesson. */
export interface Finding {
	code: CheckCode;
	severity: Severity;
	id: string | null;
	/** For the sentence: what it is about, numbers. */
	details: Record<string, string>;
	fix?: Fix;
}
