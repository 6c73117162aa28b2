import { newId, programmeDay, UserError, type Clock } from '$lib/base';
import { copyLesson, isDue, Lesson, openLesson, storedLesson, type Opened } from '$lib/lesson';
import { draftKind, ids, type Draft, type ShownDraft, unitsOfNames, type UnitsOf } from '$lib/store';
import type { Databases } from '$lib/store/node';
import { allows } from '../may';
import type { Saved, SaveRequest, Settling, VersionRow } from '../protocol';
import type { Person } from './accounts';
import { filesOf, type DraftFiles, type FileRights } from './draft-files';
import { hubFull, statusOf } from './documents';
import { fileIds, idInRow, isTitled, rowIds, type Lookup, type Beginning } from './lookup';
import { mustMay } from './must-may';
import { Repository } from './repository';
import { Versions } from './versions';

type KeptLesson = NonNullable<SaveRequest['versions']>[number] & { lesson: Lesson };

/** A row of the author's list. */
export interface DraftRow {
	draftId: string;
	lessonId: string;
	title: string;
	savedAt: number;
	savedBy: string;
	split: boolean;
	/** Whether the one who asked may throw it away. */
	mine: boolean;
	/** The day by which somebody was to look at it again has passed. */
	due: boolean;
}

/** The programme's day (China Standard Time) of a moment in ms. */
const dayOf = (ms: number) => Math.floor((ms + 8 * 3600_000) / (24 * 3600_000));

const lastSaved = (one: ShownDraft, other: ShownDraft) => other.savedAt - one.savedAt;

/** How many drafts a list shows that was not asked for more. */
export const listed = 50;

/** Lessons being written. A save that comes too late is never lost and never overwrites. */
export class Drafts {
	readonly #drafts: Repository<Draft>;
	readonly #versions: Versions;

	constructor(
		db: Databases['lessons'],
		private readonly lookup: Lookup,
		private readonly rights: FileRights,
		private readonly now: Clock,
		unitsOf: UnitsOf = unitsOfNames
	) {
		this.#drafts = new Repository(db, draftKind, unitsOf);
		this.#versions = new Versions(db, now, unitsOf);
	}

	/** A new draft holding a copy of a lesson. `given`: the files (SHA-256) that come with it, whoever makes it. */
	async create(from: Lesson, title: string, by: Person, given: string[] = []): Promise<string> {
		const lesson = copyLesson(from, title);
		const files = await filesOf(lesson, [{ media: given }], by, this.rights);
		await this.#drafts.put(this.#draft(lesson.lessonId, lesson, files, by, null, newId(), 1)).catch(hubFull);
		return lesson.lessonId;
	}

	/**
	 * A new draft holding a lesson that was brought along, under its own id; where a lesson of that id is here already
	 * (`isTaken` knows of those without a draft) it becomes a copy. `key` names this try: a repeated one gives the draft it
	 * made before. Throws `UserError('not_allowed' | 'lesson_invalid' | 'lesson_newer' | 'hub_disk_full')`.
	 */
	async bring(
		stored: unknown,
		key: string,
		isTaken: (lessonId: string) => Promise<boolean>,
		by: Person
	): Promise<{ draftId: string; copy: boolean }> {
		mustMay(by, 'make lesson');
		const lesson = readable(stored);
		const rows = await this.lookup.now();
		const [brought] = await rows.ids(rowIds.brought(by.name, key), 1);
		const made = brought && (await this.#drafts.get(ids.draft(idInRow(brought))));
		if (made) return { draftId: made.draftId, copy: made.lessonId !== lesson.lessonId };
		const { lessonId } = lesson;
		const copy = (await rows.any(rowIds.lesson(lessonId))) || (await isTaken(lessonId));
		const own = copy ? copyLesson(lesson, lesson.title) : lesson;
		const files = await filesOf(own, [], by, this.rights);
		const draft = this.#draft(own.lessonId, own, files, by, null, key, 1);
		await this.#drafts.put({ ...draft, broughtAs: key }).catch(hubFull);
		return { draftId: own.lessonId, copy };
	}

	/** The last saved of the drafts a person may open, at most `limit`; `find`: of those in whose title these words stand, gone on `from`. */
	async list(by: Person, limit = listed, find = '', from?: string): Promise<Beginning<DraftRow>> {
		const rows = await this.lookup.now();
		const start = rowIds.list('draft', by.branch);
		const search = { order: lastSaved, isWanted: isTitled(find), from };
		const { rows: shown, ...behind } = await rows.list<ShownDraft>('draft', start, limit, search);
		return { rows: this.#rows(shown, by), ...behind };
	}

	/** The drafts that somebody was to look at again before today, at most as many as a list shows, those longest due. */
	async due(by: Person): Promise<DraftRow[]> {
		const rows = await this.lookup.now();
		const { rows: first } = await rows.list<ShownDraft>('draft', rowIds.due(by.branch), listed);
		return this.#rows(first, by).filter(({ due }) => due);
	}

	#rows(shown: ShownDraft[], by: Person): DraftRow[] {
		return shown
			.filter((draft) => allows(by, 'read draft', draft))
			.map(({ owner, branch, lookAgain, removed: _, at: __, ...row }) => ({
				...row,
				mine: allows(by, 'throw away draft', { owner, branch }),
				due: isDue({ lookAgain }, programmeDay(this.now()))
			}));
	}

	/** Throws `UserError('not_found')`, also for a draft of another branch. `mayEdit` says whether saves would be taken. */
	async open(draftId: string, by: Person): Promise<{ draft: Draft; opened: Opened; mayEdit: boolean }> {
		const draft = await this.#get(draftId, by, 'read draft');
		return { draft, opened: openLesson(draft.lesson), mayEdit: allows(by, 'write draft', draft) };
	}

	/** Throws `UserError('not_found' | 'lesson_invalid' | 'lesson_newer' | 'hub_disk_full')`. */
	async save(draftId: string, request: SaveRequest, by: Person): Promise<Saved> {
		const lesson = readable(request.lesson);
		const versions = (request.versions ?? []).map((kept) => ({ ...kept, lesson: readable(kept.lesson) }));
		const before = await this.#get(draftId, by, 'write draft');
		const saveId = request.saves.at(-1) ?? newId();
		// A save whose answer was lost is tried again: its author's own earlier try is not "somebody else".
		const current = before.version === request.base || request.saves.includes(before.saveId);
		if (!current) return this.#split(before, lesson, by, saveId, versions);
		await this.#keep(before, draftId, versions, by);
		await this.#keepDay(before);
		const files = await filesOf(lesson, [before], by, this.rights);
		try {
			const saved = await this.#put(before, lesson, files, by, saveId);
			return { draftId, version: saved.version, savedAt: saved.savedAt, split: false };
		} catch (error) {
			if (statusOf(error) === 409) return this.#split(before, lesson, by, saveId, versions);
			return hubFull(error);
		}
	}

	/**
	 * Decides between a draft and the one that split off it. What is not taken stays as a version of the draft it was not taken
	 * for, and the split draft itself stays too, out of sight. Gives the id of the draft to write on.
	 * Throws `UserError('not_found' | 'not_allowed' | 'hub_disk_full')`.
	 */
	async settle(splitId: string, take: Settling, by: Person): Promise<string> {
		const mine = await this.#get(splitId, by, 'write draft');
		if (mine.splitFrom === null) throw new UserError('not_found');
		if (take === 'both') {
			// Two lessons must not count one row of releases between them.
			const own = copyLesson(readable(mine.lesson), mine.title);
			// Its author is writing on: the version they write upon stays.
			await this.#drafts.put({ ...mine, lessonId: own.lessonId, lesson: storedLesson(own) }).catch(hubFull);
			return splitId;
		}
		const theirs = await this.#get(mine.splitFrom, by, 'write draft');
		const [taken, left] = take === 'mine' ? [mine, theirs] : [theirs, mine];
		const key = `settled:${mine.draftId}:${mine.version}:${take}`;
		await this.#versions.copy(mine.draftId, theirs.draftId);
		await this.#versions.keep(
			{ ...left, draftId: theirs.draftId },
			{ key, reason: 'conflict', name: '', by: left.savedBy, at: left.savedAt }
		);
		if (taken === mine) {
			const lesson = readable(mine.lesson);
			const files = await filesOf(lesson, [theirs, mine], by, this.rights);
			await this.#put(theirs, lesson, files, by, newId()).catch(hubFull);
		}
		await this.#drafts.put({ ...mine, settledInto: theirs.draftId }).catch(hubFull);
		return theirs.draftId;
	}

	/** Keeps what was released, under the release's number. */
	async keepRelease(draft: Draft, number: number, by: Person): Promise<void> {
		const key = `release:${draft.lessonId}:${number}`;
		await this.#versions.keep(draft, { key, reason: 'release', name: String(number), by: by.name });
	}

	/** A draft's versions, newest first. Throws `UserError('not_found')`. */
	async versions(draftId: string, by: Person): Promise<VersionRow[]> {
		await this.#get(draftId, by, 'read draft');
		return this.#versions.list(draftId);
	}

	/** The lesson of one version. Throws `UserError('not_found' | 'lesson_invalid' | 'lesson_newer')`. */
	async version(draftId: string, number: number, by: Person): Promise<Lesson> {
		await this.#get(draftId, by, 'read draft');
		const opened = await this.#versions.open(draftId, number);
		if (!opened) throw new UserError('not_found');
		return lessonOf(opened);
	}

	/** Whether a person may see a file because some draft of theirs, or a version of one, names it. */
	async mayRead(sha256: string, by: Person): Promise<boolean> {
		if (!allows(by, 'read draft', { branch: by.branch })) return false;
		const rows = await this.lookup.now();
		if (await rows.any(fileIds.at(sha256, 'draft', by.branch))) return true;
		for await (const name of rows.names(fileIds.awaited(sha256)))
			if (await rows.any(fileIds.awaited(sha256, name, by.branch)))
				if (await this.rights.holds(sha256, name)) return true;
		return false;
	}

	async #keep(before: Draft, draftId: string, versions: KeptLesson[], by: Person): Promise<void> {
		for (const { lesson, ...what } of versions) {
			const files = await filesOf(lesson, [before], by, this.rights);
			const own = { ...lesson, lessonId: before.lessonId };
			const { branch } = before;
			await this.#versions.keep({ draftId, branch, ...contentOf(own), ...files }, { ...what, by: by.name });
		}
	}

	/** The first save of a day keeps what the day before ended with. */
	async #keepDay(before: Draft): Promise<void> {
		if (dayOf(before.savedAt) >= dayOf(this.now())) return;
		const key = `day:${before.version}`;
		const { savedBy: by, savedAt: at } = before;
		await this.#versions.keep(before, { key, reason: 'day', name: '', by, at });
	}

	/** Writes the next state of a draft; owner, branch, lesson id and where it came from stay. */
	async #put(before: Draft, lesson: Lesson, files: DraftFiles, by: Person, saveId: string): Promise<Draft> {
		const { draftId, lessonId, splitFrom, owner, branch, broughtAs, version, _rev } = before;
		const next = this.#draft(draftId, { ...lesson, lessonId }, files, by, splitFrom, saveId, version + 1);
		await this.#drafts.put({
			...next,
			owner,
			branch,
			...(broughtAs && { broughtAs }),
			...(_rev && { _rev })
		});
		return next;
	}

	async #split(
		before: Draft,
		lesson: Lesson,
		by: Person,
		saveId: string,
		versions: KeptLesson[]
	): Promise<Saved> {
		// Whose lesson it is follows from what it was split off, never from what was sent.
		const own = { ...lesson, lessonId: before.lessonId };
		// Named by the save, so that a repeated late save finds the draft it made before.
		const draftId = `${before.draftId}-${saveId}`;
		const files = await filesOf(own, [before], by, this.rights);
		const split = this.#draft(draftId, own, files, by, before.draftId, saveId, 1);
		const known = await this.#drafts.get(ids.draft(draftId));
		await this.#keep(before, draftId, versions, by);
		if (!known)
			await this.#drafts.put({ ...split, owner: before.owner, branch: before.branch }).catch(hubFull);
		return { draftId, version: known?.version ?? 1, savedAt: known?.savedAt ?? split.savedAt, split: true };
	}

	async #get(draftId: string, by: Person, verb: 'read draft' | 'write draft'): Promise<Draft> {
		const draft = await this.#drafts.get(ids.draft(draftId));
		if (!draft) throw new UserError('not_found');
		mustMay(by, verb, draft);
		return draft;
	}

	#draft(
		draftId: string,
		lesson: Lesson,
		files: DraftFiles,
		by: Person,
		splitFrom: string | null,
		saveId: string,
		version: number
	): Draft {
		return {
			_id: ids.draft(draftId),
			kind: 'draft',
			formatVersion: 2,
			draftId,
			lessonId: lesson.lessonId,
			splitFrom,
			branch: by.branch,
			owner: by.name,
			version,
			saveId,
			savedAt: this.now(),
			savedBy: by.name,
			...contentOf(lesson),
			...files
		};
	}
}

const contentOf = (lesson: Lesson) => ({
	title: lesson.title,
	lesson: storedLesson(lesson)
});

const readable = (stored: unknown): Lesson => lessonOf(openLesson(stored));

function lessonOf(opened: Opened): Lesson {
	if (opened.state === 'newer') throw new UserError('lesson_newer', { version: opened.formatVersion });
	if (opened.state === 'invalid')
		throw new UserError('lesson_invalid', { where: opened.problems.join(', ') });
	return opened.lesson;
}
