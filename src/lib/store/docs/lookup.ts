import type { BankDocument } from './bank';
import type { Draft } from './drafts';
import type { OrgPath } from './org-path';
import type { LibraryPackage } from './packages';
import type { SavedTemplate } from './saved-templates';

/** What lists show of drafts, packages and templates: their documents without what makes them large. */
export type ShownDraft = Pick<
	Draft,
	'draftId' | 'lessonId' | 'title' | 'savedAt' | 'savedBy' | 'owner' | 'branch' | 'removed'
> & {
	split: boolean;
	lookAgain: string;
	/** The moment (ms) by which it stands in the list. */
	at: number;
};
export type ShownPackage = Pick<LibraryPackage, 'lessonId' | 'savedAt' | 'savedBy' | 'owner' | 'branch'> & {
	title: string;
	verdict: 'works' | 'limits' | 'fails';
};
export type ShownTemplate = Pick<
	SavedTemplate,
	'templateId' | 'title' | 'summary' | 'cover' | 'owner' | 'shared' | 'branch' | 'savedAt' | 'removedAt'
>;
export interface ShownStation {
	stationId: string;
	name: string;
	org: OrgPath;
	/** How many learners its roster holds. */
	people: number;
}
export type ShownQuestion = Pick<BankDocument, 'id' | 'owner' | 'shared' | 'branch'> & {
	/** The kind of question. */
	type: string;
	/** All that is searched: what it says, and its theme words. */
	text: string;
};
export type Shown = ShownDraft | ShownPackage | ShownTemplate | ShownStation | ShownQuestion;

/** Attempts: all, completed, passed. */
export type Counts = [attempts: number, completed: number, passed: number];

/** A document of `lookup`: a row that is there or not, what lists show of a document, or which rows follow from one. */
export interface LookupRow {
	_id: string;
	_rev?: string;
	shown?: Shown;
	/** Of `of:<id>`: the rows of that document; `open`: all that there may be, while they are being written. */
	ids?: string[];
	open?: boolean;
	/** Of `total:<place>:<yyyy-mm>`: how many attempts began, were completed, were passed, by the places and stations right below. */
	below?: Record<string, Counts>;
	/** Of `recent:<place>`: when (ISO 8601) attempts were last gone on with, and their figures' ids; the last ones first. */
	recent?: [at: string, figureId: string][];
	/** Of `note:<database>`: up to which change it was followed, in which life of the databases, in which form. */
	since?: string | number;
	life?: string;
	generation?: string;
	format?: number;
}
