import { newId, UserError } from '$lib/base';
import { lessonFromDocx, lessonFromPackage, type FromDocx } from '$lib/bring';
import { drafts } from '$lib/hub/protocol';
import { newLesson, numberLesson, walk, type Lesson, type MediaRef } from '$lib/lesson';
import { hashFile, preparePicture, type PreparedFile } from '$lib/media';
import * as m from '$messages';
import { ask } from '../hub-request';
import { HubShelf } from '../hub-shelf';

/** How far a file has come that is becoming a lesson. */
export interface Bringing {
	name: string;
	phase: 'reading' | 'sending' | 'done' | 'failed';
	sent: number;
	total: number;
	draftId: string | null;
	/** What the author should look at. */
	notes: string[];
	error: UserError | null;
}

/** One file that becomes a lesson. Nothing is made before everything it needs has arrived. */
export class BringLesson {
	#shown = $state.raw<Bringing | null>(null);
	#abort = new AbortController();

	get shown(): Bringing | null {
		return this.#shown;
	}

	word(file: File, findQuestions: boolean): Promise<void> {
		return this.#run(file, async () => {
			const found = await lessonFromDocx(file, { findQuestions });
			const draft = newLesson(found.title, 'zh-CN');
			const lesson = numberLesson({ ...draft, nextSid: 1, doc: { type: 'doc', content: found.pages } });
			const unread = await this.#sendPictures(lesson, found);
			return { lesson, notes: notesOf(found, unread) };
		});
	}

	pack(file: File): Promise<void> {
		return this.#run(file, async () => {
			const { lesson, media } = await lessonFromPackage(file);
			const total = media.reduce((sum, { ref }) => sum + ref.size, 0);
			let before = 0;
			for (const { ref, open } of media) {
				const one = await open();
				if ((await hashFile(one, this.#abort.signal)) !== ref.sha256)
					throw new UserError('package_file_missing', { name: ref.name });
				await this.#send(lesson.lessonId, one, before, total);
				before += ref.size;
			}
			return { lesson, notes: [] };
		});
	}

	/** Stops; a lesson is not made. */
	cancel(): void {
		this.#abort.abort();
		this.#shown = null;
	}

	async #run(file: File, make: () => Promise<{ lesson: Lesson; notes: string[] }>): Promise<void> {
		this.#abort = new AbortController();
		const { signal } = this.#abort;
		const show = (change: Partial<Bringing>) => {
			if (!signal.aborted && this.#shown) this.#shown = { ...this.#shown, ...change };
		};
		this.#shown = {
			name: file.name,
			phase: 'reading',
			sent: 0,
			total: 0,
			draftId: null,
			notes: [],
			error: null
		};
		try {
			const { lesson, notes } = await make();
			signal.throwIfAborted();
			const made = await ask(drafts.bring, { body: { key: newId(), lesson } });
			show({ phase: 'done', draftId: made.draftId, notes: made.copy ? [m.import_copy(), ...notes] : notes });
		} catch (cause) {
			const error = cause instanceof UserError ? cause : new UserError('docx_broken', {}, { cause });
			show({ phase: 'failed', error });
		}
	}

	/** Prepares and sends the pictures, and puts them into their blocks. Gives how many could not be read. */
	async #sendPictures(lesson: Lesson, { pictures }: FromDocx): Promise<number> {
		const prepared: { id: string; made: PreparedFile }[] = [];
		let unread = 0;
		for (const [id, file] of pictures)
			await preparePicture(file).then(
				(made) => prepared.push({ id, made }),
				() => (unread += 1)
			);
		const total = prepared.reduce((sum, { made }) => sum + made.file.size, 0);
		const sent: Record<string, MediaRef> = {};
		let before = 0;
		for (const { id, made } of prepared) {
			const { file, ...size } = made;
			sent[id] = { ...size, ...(await this.#send(lesson.lessonId, file, before, total)) };
			before += file.size;
		}
		walk(lesson.doc, ({ type, attrs }) => {
			if (type === 'image' && attrs) attrs.media = sent[String(attrs.id)] ?? null;
		});
		return unread;
	}

	#send(lessonId: string, file: File, before: number, total: number): Promise<MediaRef> {
		const report = ({ sent }: { sent: number }) => {
			if (this.#shown && !this.#abort.signal.aborted)
				this.#shown = { ...this.#shown, phase: 'sending', sent: before + sent, total };
		};
		return new HubShelf(lessonId).add(file, report, this.#abort.signal, () => undefined);
	}
}

function notesOf({ notices, notUnderstood }: FromDocx, unread: number): string[] {
	const words = {
		equation: m.import_note_equation,
		chart: m.import_note_chart,
		smartart: m.import_note_smartart,
		textbox: m.import_note_textbox,
		picture: m.import_note_picture
	};
	return [
		...notices.map(({ what, count }) => words[what]({ count })),
		...(unread ? [m.import_note_picture({ count: unread })] : []),
		...notUnderstood.map(({ line, why }) =>
			m.import_note_question({ line, why: (m[`import_why_${why}`] as () => string)() })
		)
	];
}
