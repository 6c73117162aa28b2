import { newId, UserError, type Clock } from '$lib/base';
import { copyLesson, Lesson, draftMediaOf, openLesson, storedLesson, type Opened } from '$lib/lesson';
import { ids, inBranch, type Draft } from '$lib/store';
import type { Databases } from '$lib/store/node';
import * as v from 'valibot';
import type { Person } from './accounts';
import { notFoundIsNull, prefix, statusOf } from './documents';

/** One save of a draft. `base` is the version it was written upon; `saves` names this try and the unanswered ones before it, newest last. */
export const SaveRequest = v.object({
	base: v.number(),
	saves: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(100)),
	lesson: v.unknown()
});
export type SaveRequest = v.InferOutput<typeof SaveRequest>;

/** What came of a save: `split` when somebody else had saved meanwhile, so that this one became a draft of its own. */
export interface Saved {
	draftId: string;
	version: number;
	savedAt: number;
	split: boolean;
}

/** A row of the author's list. */
export interface DraftRow {
	draftId: string;
	lessonId: string;
	title: string;
	savedAt: number;
	savedBy: string;
	split: boolean;
}

/** Whether a person may open and change drafts of a branch. */
export const mayEdit = (person: Person, draft: Pick<Draft, 'branch'>): boolean =>
	(person.roles.includes('author') || person.roles.includes('administrator')) &&
	inBranch(draft.branch, person.branch);

/** Lessons being written. A save that comes too late is never lost and never overwrites. */
export class Drafts {
	constructor(
		private readonly db: Databases['lessons'],
		private readonly now: Clock
	) {}

	/** A new draft holding a copy of a lesson. */
	async create(from: Lesson, title: string, by: Person): Promise<string> {
		const lesson = copyLesson(from, title);
		await this.db.put(this.#draft(lesson.lessonId, lesson, by, null, newId(), 1));
		return lesson.lessonId;
	}

	/** All drafts a person may open, last saved first. */
	async list(by: Person): Promise<DraftRow[]> {
		const { rows } = await this.db.allDocs(prefix('draft:'));
		return rows
			.flatMap(({ doc }) => (doc && mayEdit(by, doc) ? [doc] : []))
			.sort((a, b) => b.savedAt - a.savedAt)
			.map((d) => ({
				draftId: d.draftId,
				lessonId: d.lessonId,
				title: d.title,
				savedAt: d.savedAt,
				savedBy: d.savedBy,
				split: d.splitFrom !== null
			}));
	}

	/** Throws `UserError('not_found')`, also for a draft of another branch. */
	async open(draftId: string, by: Person): Promise<{ draft: Draft; opened: Opened }> {
		const draft = await this.#get(draftId, by);
		return { draft, opened: openLesson(draft.lesson) };
	}

	/** Throws `UserError('not_found' | 'lesson_invalid' | 'lesson_newer')`. */
	async save(draftId: string, request: SaveRequest, by: Person): Promise<Saved> {
		const opened = openLesson(request.lesson);
		if (opened.state === 'newer') throw new UserError('lesson_newer', { version: opened.formatVersion });
		if (opened.state === 'invalid')
			throw new UserError('lesson_invalid', { where: opened.problems.join(', ') });
		const before = await this.#get(draftId, by);
		const saveId = request.saves.at(-1) ?? newId();
		// A save whose answer was lost is tried again: its author's own earlier try is not "somebody else".
		const current = before.version === request.base || request.saves.includes(before.saveId);
		if (!current) return this.#split(before, opened.lesson, by, saveId);
		const next = this.#draft(draftId, opened.lesson, by, before.splitFrom, saveId, before.version + 1);
		try {
			await this.db.put({ ...next, owner: before.owner, branch: before.branch, _rev: before._rev });
		} catch (error) {
			if (statusOf(error) === 409) return this.#split(before, opened.lesson, by, saveId);
			throw error;
		}
		return { draftId, version: next.version, savedAt: next.savedAt, split: false };
	}

	/** Whether a person may see a file because some draft of theirs names it. */
	async mayRead(sha256: string, by: Person): Promise<boolean> {
		const { rows } = await this.db.allDocs(prefix('draft:'));
		return rows.some(({ doc }) => doc && mayEdit(by, doc) && doc.media.includes(sha256));
	}

	async #split(before: Draft, lesson: Lesson, by: Person, saveId: string): Promise<Saved> {
		// Named by the save, so that a repeated late save finds the draft it made before.
		const draftId = `${before.draftId}-${saveId}`;
		const split = this.#draft(draftId, lesson, by, before.draftId, saveId, 1);
		const known = await notFoundIsNull(this.db.get(ids.draft(draftId)));
		if (!known) await this.db.put({ ...split, owner: before.owner, branch: before.branch });
		return { draftId, version: known?.version ?? 1, savedAt: known?.savedAt ?? split.savedAt, split: true };
	}

	async #get(draftId: string, by: Person): Promise<Draft> {
		const draft = await notFoundIsNull(this.db.get(ids.draft(draftId)));
		if (!draft || !mayEdit(by, draft)) throw new UserError('not_found');
		return draft;
	}

	#draft(
		draftId: string,
		lesson: Lesson,
		by: Person,
		splitFrom: string | null,
		saveId: string,
		version: number
	): Draft {
		return {
			_id: ids.draft(draftId),
			kind: 'draft',
			formatVersion: 1,
			draftId,
			lessonId: lesson.lessonId,
			splitFrom,
			branch: by.branch,
			owner: by.name,
			version,
			saveId,
			savedAt: this.now(),
			savedBy: by.name,
			title: lesson.title,
			media: draftMediaOf(lesson).map((m) => m.sha256),
			lesson: storedLesson(lesson)
		};
	}
}
