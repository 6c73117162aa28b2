import { UserError } from '$lib/base';
import { readTranslation, translationSheet, xliffOf, type TranslationFile } from '$lib/bring';
import type { Lesson } from '$lib/lesson';
import type { MediaShelf } from '../media-shelf';
import { withCaptionFiles, withCaptionLines } from './captions-along';
import { languageTag, translationLanguages, unitsOf, type Unit } from '$lib/lesson/translate';
import { outcomeOf } from './outcome';
import { placeText } from './place-text';

/** Makes a lesson of its own beside the one being written; gives the address where it opens. Throws `UserError`. */
export type MakeLesson = (lesson: Lesson) => Promise<string>;

/** One lesson on its way out to a translator and back. */
export class Translation {
	/** A language of the list, or `other`. */
	choice = $state('en');
	code = $state('');
	/** What stands in the lesson, with the captions of its films as soon as they are read. */
	#lesson = $state.raw() as Lesson;
	readonly units: Unit[] = $derived(unitsOf(this.#lesson));
	readonly #captions: Promise<void>;
	#file = $state.raw<TranslationFile | null>(null);
	#name = $state('');
	#error = $state.raw<UserError | null>(null);
	#made = $state.raw<{ title: string; href: string } | null>(null);
	#busy = $state(false);

	constructor(
		lesson: Lesson,
		private readonly media: MediaShelf
	) {
		this.#lesson = lesson;
		this.#captions = withCaptionLines(lesson, media).then((along) => {
			this.#lesson = along.lesson;
			this.#error = along.failure;
		});
	}

	/** The chosen language; null while a code typed is none. */
	readonly lang = $derived(this.choice === 'other' ? languageTag(this.code) : this.choice);
	get name() {
		return this.#name;
	}
	get error() {
		return this.#error;
	}
	get made() {
		return this.#made;
	}
	get busy() {
		return this.#busy;
	}

	/** What would come of the file; null before one was read. */
	readonly outcome = $derived.by(() =>
		this.#file && this.lang ? outcomeOf(this.#lesson, this.units, this.#file, this.lang) : null
	);

	/** The lesson's words as a file for the chosen language. */
	async fileOf(kind: 'xlsx' | 'xlf'): Promise<{ blob: Blob; name: string } | null> {
		await this.#captions;
		const { lang } = this;
		const lesson = this.#lesson;
		if (!lang) return null;
		const blob =
			kind === 'xlf' ? xliffOf(lesson, lang, placeText) : await translationSheet(lesson, lang, placeText);
		return { blob, name: `${lesson.title.replace(/[\\/:*?"<>|]/g, ' ').trim() || 'lesson'}-${lang}.${kind}` };
	}

	/** Takes a translator's file; the language it names becomes the chosen one. */
	async take(file: File): Promise<void> {
		this.#error = null;
		this.#made = null;
		this.#file = null;
		this.#name = file.name;
		await this.#guarded(async () => {
			await this.#captions;
			const read = await readTranslation(file);
			if (read.lang) this.#choose(read.lang);
			this.#file = read;
		});
	}

	async make(make: MakeLesson): Promise<void> {
		const lesson = this.outcome?.lesson;
		if (!lesson) return;
		await this.#guarded(async () => {
			const own = await withCaptionFiles(lesson, this.media);
			this.#made = { title: lesson.title, href: await make(own) };
		});
	}

	#choose(lang: string): void {
		this.choice = Object.hasOwn(translationLanguages, lang) ? lang : 'other';
		if (this.choice === 'other') this.code = lang;
	}

	async #guarded(work: () => Promise<void>): Promise<void> {
		this.#busy = true;
		this.#error = null;
		try {
			await work();
		} catch (cause) {
			this.#error = cause instanceof UserError ? cause : new UserError('xliff_broken', {}, { cause });
		} finally {
			this.#busy = false;
		}
	}
}
