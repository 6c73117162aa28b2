import type { CourseState, Reached } from './state';

/** Where a learner or a step asks to go; the words of SCORM 2004 (`adl.nav.request`). `exit` ends the step, and no more. */
export interface NavigationRequest {
	to: 'continue' | 'previous' | 'choice' | 'suspendAll' | 'exit';
	/** The step chosen. */
	target?: string | undefined;
}

/** What follows: a step to open, the end of the course, or nothing. */
export type Outcome = { open: string } | 'over' | 'stay';

/** Whether a button works now, would end the course, or is not to be shown at all. */
export type ButtonState = 'open' | 'closed' | 'ends' | 'hidden';

/** One line of a table of contents. */
export interface ContentsEntry {
	id: string;
	title: string;
	/** 0 for the outermost. */
	depth: number;
	/** A folder is a heading; where it is open, choosing it opens its first step. */
	folder: boolean;
	reached: Reached;
	open: boolean;
	/** Why it is not open: other steps come first (`needs` has their titles), the course has an order, or it is closed. */
	why: '' | 'needs' | 'order' | 'closed';
	needs: string[];
}

/** What a player shows around a step. */
export interface Contents {
	entries: ContentsEntry[];
	here: string | null;
	previous: ButtonState;
	next: ButtonState;
}

/**
 * The way through a course: which step comes next, what may be chosen, how far it is. One for SCORM 1.2 and courses of one
 * step, one for the sequencing of SCORM 2004.
 */
export interface Sequencer {
	start(): Outcome;
	/** Whether a request of the learner would lead anywhere. */
	allows(request: NavigationRequest): boolean;
	/** A request while no session runs. */
	go(request: NavigationRequest): Outcome;
	/** A session of a step begins; it may be the same step again. */
	begin(id: string): void;
	/** What a step reported. */
	committed(id: string, reached: Omit<Reached, 'begun'>): void;
	/** Where the learner asks to go; while it is set, a session that ends does so for its sake. */
	asked: NavigationRequest | null;
	/** A step's session ended with this `exit`. */
	ended(exit: string): Outcome;
	/** Whether the data model a step left is of the attempt that runs now. */
	keeps(id: string): boolean;
	/** Whether a step goes on although it did not ask for it. */
	resumes(id: string): boolean;
	contents(): Contents;
	state(): CourseState;
}
