import type { Answer, QuestionItem } from '$lib/lesson/tracking';

/** How one kind of question is answered on the page. The question around it asks, marks and says so. */
export interface Answering {
	/** The answer given so far; a text says what is still missing. */
	read(): { answer: Answer } | { missing: string };
	/** Puts an answer on the page; null clears it. */
	show(answer: Answer | null): void;
	/** Whether it can be changed. */
	enable(on: boolean): void;
	/** Marks the parts of the answer shown as right or wrong; `reveal`: shows also what would have been right. */
	mark(answer: Answer, reveal: boolean): void;
	/** Puts the keyboard where one answers. */
	focus(): void;
}

/** Sets one kind of answering up inside a question's element. */
export type AnsweringOf<I extends QuestionItem> = (element: HTMLElement, item: I, seed: number) => Answering;
