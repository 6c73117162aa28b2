import type { QuestionItem } from '../../items';
import type { BitReader, BitWriter } from '../bits';

/**
 * The answer to a question. One key (singleChoice, hotspot), keys (multipleChoice, ordering: in order), two-key pairs
 * such as `ab` (matching: left, right; grouping: thing, group), texts by blank (fillIn), a text (shortAnswer),
 * right or wrong (trueFalse), a number (numeric, scale).
 */
export type Answer = string | string[] | boolean | number;

/** What is known of an answer read from a packed state; `share` as in {@link QuestionRules.share}. */
export interface Unpacked {
	response: Answer;
	share: number | null;
}

/** Everything that depends on what kind of question it is; pure. */
export interface QuestionRules<I extends QuestionItem> {
	/** How much of an answer is right, 0 to 1; null where nothing is marked. A response of a wrong shape is 0. */
	share(item: I, response: unknown): number | null;
	/** An answer that is wholly right; null where nothing is marked. */
	right(item: I): Answer | null;
	/** What makes it another question when it changes, besides its text. */
	asked(item: I): unknown;
	/** The answer as bits, texts apart; false when it is none. */
	write(item: I, response: Answer, bits: BitWriter): boolean;
	/** Reads what `write` wrote; null when it does not fit the question as it is now. */
	read(item: I, bits: BitReader, length: number): Unpacked | null;
	/** The texts of an answer, which are kept only as far as there is room. */
	texts?: {
		of(response: Answer): string[];
		with(response: Answer, texts: string[]): Answer;
	};
	/** The answer that takes most bits. */
	fullest(item: I): Answer;
}

/** The share for rules that are all or nothing. */
export const whole = (right: boolean): number => (right ? 1 : 0);

/** Bits that hold a number below `count`. */
export const widthOf = (count: number): number => (count <= 1 ? 0 : Math.ceil(Math.log2(count)));
