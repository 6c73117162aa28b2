import { newId, UserError, type Clock } from '$lib/base';
import { openLesson, storedLesson, type Lesson } from '$lib/lesson';
import {
	ids,
	templateKind,
	type SavedTemplate,
	type ShownTemplate,
	unitsOfNames,
	type UnitsOf
} from '$lib/store';
import type { Databases } from '$lib/store/node';
import * as v from 'valibot';
import { allows } from '../may';
import type { Person } from './accounts';
import { mustMay } from './must-may';
import { hubFull, unlessConflict } from './documents';
import { filesOf, type FileRights } from './draft-files';
import type { Drafts } from './drafts';
import { fileIds, idInRow, placesUp, rowIds, type Lookup } from './lookup';
import { Repository } from './repository';

/** What an author says about a template: its name in the list, and whether the branch may use it too. */
export const SaveTemplate = v.object({
	title: v.pipe(v.string(), v.trim(), v.maxLength(200)),
	shared: v.boolean()
});
export type SaveTemplate = v.InferInput<typeof SaveTemplate>;

/** A row of the list; `mine`: the one who asked may take it away. */
export type SavedTemplateRow = Pick<
	SavedTemplate,
	'templateId' | 'title' | 'summary' | 'cover' | 'owner' | 'shared'
> & { mine: boolean };

/** How long taking a template away can be undone, in ms. */
export const templateKeptFor = 30 * 24 * 3600_000;

/** How many templates the list shows of one person or place. */
const listed = 200;

const mayUse = (by: Person, template: ShownTemplate): boolean =>
	template.removedAt === null && allows(by, 'use template', template);

/** Templates made by authors from their own lessons. */
export class SavedTemplates {
	readonly #templates: Repository<SavedTemplate>;

	constructor(
		db: Databases['lessons'],
		private readonly lookup: Lookup,
		private readonly drafts: Pick<Drafts, 'open'>,
		private readonly rights: FileRights,
		private readonly now: Clock,
		unitsOf: UnitsOf = unitsOfNames
	) {
		this.#templates = new Repository(db, templateKind, unitsOf);
	}

	/**
	 * Keeps a draft's lesson as it is now as a template and gives its id; an empty title stands for the lesson's own.
	 * Throws `UserError('not_found' | 'not_allowed' | 'lesson_invalid' | 'lesson_newer' | 'lesson_empty_title' | 'hub_disk_full')`.
	 */
	async save(draftId: string, what: SaveTemplate, by: Person): Promise<string> {
		mustMay(by, 'make template');
		const { draft, mayEdit } = await this.drafts.open(draftId, by);
		if (!mayEdit) throw new UserError('not_allowed');
		const lesson = readable(draft.lesson);
		const said = v.parse(SaveTemplate, what);
		const title = said.title || lesson.title.trim();
		if (!title) throw new UserError('lesson_empty_title');
		const { media } = await filesOf(lesson, [draft], by, this.rights);
		const templateId = newId();
		const template: SavedTemplate = {
			_id: ids.template(templateId),
			kind: 'template',
			formatVersion: 2,
			templateId,
			title,
			summary: lesson.settings.summary,
			cover: lesson.settings.cover,
			owner: by.name,
			branch: by.branch,
			shared: said.shared,
			savedAt: this.now(),
			removedAt: null,
			media,
			lesson: storedLesson({ ...lesson, title })
		};
		await this.#templates.put(template).catch(hubFull);
		return templateId;
	}

	/** The templates a person may use, the newest first: at most the last {@link listed} of their own and of each place above. */
	async list(by: Person): Promise<SavedTemplateRow[]> {
		const rows = await this.lookup.now();
		const starts = [
			rowIds.templatesOf(by.name),
			...placesUp(by.branch).map((place) => rowIds.templatesAt(place))
		];
		const found = await Promise.all(starts.map((start) => rows.ids(start, listed)));
		const names = new Set(found.flat().map((row) => ids.template(idInRow(row))));
		return (await rows.shown<ShownTemplate>([...names]))
			.filter((template) => mayUse(by, template))
			.sort((a, b) => b.savedAt - a.savedAt)
			.map(({ templateId, title, summary, cover, owner, shared }) => ({
				...{ templateId, title, summary, cover, owner, shared },
				mine: owner === by.name
			}));
	}

	/** A template's lesson. Throws `UserError('not_found' | 'lesson_invalid' | 'lesson_newer')`. */
	async lesson(templateId: string, by: Person): Promise<Lesson> {
		const template = await this.#templates.get(ids.template(templateId));
		if (!template || !mayUse(by, template)) throw new UserError('not_found');
		return readable(template.lesson);
	}

	/** Takes a template away, for its owner only; lessons made from it stay. Gives its title. Throws `UserError('not_found')`. */
	remove(templateId: string, by: Person): Promise<string> {
		return this.#setRemoved(templateId, by, this.now());
	}

	/** Undoes {@link remove} while that is possible. Throws `UserError('not_found')`. */
	restore(templateId: string, by: Person): Promise<string> {
		return this.#setRemoved(templateId, by, null);
	}

	/** Forgets what was taken away longer ago than {@link templateKeptFor}. */
	async tidy(): Promise<void> {
		const before = this.now() - templateKeptFor;
		for await (const some of this.#templates.portions('template:', 50))
			for (const template of some)
				if (template.removedAt !== null && template.removedAt < before)
					await this.#templates.remove(template).catch(unlessConflict);
	}

	/** Whether a person may see a file because some template they may use names it. */
	async mayRead(sha256: string, by: Person): Promise<boolean> {
		const own = { branch: by.branch, owner: by.name };
		if (!allows(by, 'use template', own)) return false;
		const rows = await this.lookup.now();
		if (await rows.any(fileIds.of(sha256, 'template', by.name))) return true;
		for (const branch of placesUp(by.branch))
			if (await rows.any(`${fileIds.at(sha256, 'template', branch)}:`)) return true;
		return false;
	}

	async #setRemoved(templateId: string, by: Person, removedAt: number | null): Promise<string> {
		const template = await this.#templates.get(ids.template(templateId));
		if (!template || !allows(by, 'remove template', template)) throw new UserError('not_found');
		await this.#templates.put({ ...template, removedAt }).catch(hubFull);
		return template.title;
	}
}

function readable(stored: unknown): Lesson {
	const opened = openLesson(stored);
	if (opened.state === 'newer') throw new UserError('lesson_newer', { version: opened.formatVersion });
	if (opened.state === 'invalid')
		throw new UserError('lesson_invalid', { where: opened.problems.join(', ') });
	return opened.lesson;
}
