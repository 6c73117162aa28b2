import { newId, SerialQueue, UserError } from '$lib/base';
import { filmFromName, filmsFromSheet, rowsOfSheet, stemOf, type FilmFacts } from '$lib/bring';
import { drafts } from '$lib/hub/protocol';
import { clip, newLesson, numberLesson, type Lesson, type MediaRef } from '$lib/lesson';
import { Outbox, renditions, type PreparedFile } from '$lib/media';
import { ask } from '../hub-request';
import { HubShelf } from '../hub-shelf';

/** One film on its way to becoming a lesson. `again`: the page was closed before it was prepared, choose the file again. */
export interface FilmRow extends FilmFacts {
	id: string;
	file: string;
	state: 'checking' | 'waiting' | 'preparing' | 'sending' | 'done' | 'failed' | 'again';
	part: number;
	sent: number;
	total: number;
	secondsLeft: number | null;
	draftId: string | null;
	error: UserError | null;
}
type Kept = FilmFacts & { id: string; file: string; draftId: string | null };

const storeKey = 'yuanke-films';
const roles = ['', ':poster', ':standard'] as const;

/** Films that become lessons, one after the other; one that fails does not keep the others. Survives a reload. */
export class FilmQueue {
	#rows = $state<FilmRow[]>([]);
	#paused = $state(false);
	#files: Record<string, File> = {};
	#aborts: Record<string, AbortController> = {};
	readonly #outbox = new Outbox('films');
	readonly #line = new SerialQueue();

	get rows(): FilmRow[] {
		return this.#rows;
	}
	get paused(): boolean {
		return this.#paused;
	}
	get started(): boolean {
		return this.#rows.some(({ state }) => state !== 'checking');
	}

	/** Goes on with what an earlier visit left. */
	async resume(): Promise<void> {
		const kept = JSON.parse(localStorage.getItem(storeKey) ?? '[]') as Kept[];
		const here = (await this.#outbox.list()).map(({ key }) => key);
		for (const one of kept) {
			const state = one.draftId ? 'done' : here.includes(one.id) ? 'waiting' : 'again';
			this.#rows.push({ ...fresh, ...one, state });
			if (state === 'waiting') this.#enqueue(one.id);
		}
	}

	/** Adds films, described by an Excel list among the files where there is one. */
	async add(files: File[]): Promise<void> {
		const list = files.find(({ name }) => /\.xlsx$/i.test(name));
		const said = list ? filmsFromSheet(await rowsOfSheet(list).catch(() => [])) : null;
		const films = files.filter(
			(file) => file.type.startsWith('video/') || /\.(mkv|mov|mts|ts)$/i.test(file.name)
		);
		for (const file of films.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }))) {
			const lost = this.#rows.find((row) => row.state === 'again' && row.file === file.name);
			const id = lost?.id ?? newId();
			this.#files[id] = file;
			if (lost) {
				this.#set(id, { state: 'waiting' });
				this.#enqueue(id);
			} else {
				const facts = { ...filmFromName(file.name), ...said?.get(stemOf(file.name)) };
				this.#rows.push({ ...fresh, ...facts, id, file: file.name });
			}
		}
	}

	start(): void {
		for (const row of this.#rows)
			if (row.state === 'checking') {
				row.state = 'waiting';
				this.#enqueue(row.id);
			}
		this.#keep();
	}

	pause(): void {
		this.#paused = true;
		for (const { id, state } of this.#rows)
			if (state === 'preparing' || state === 'sending') this.#aborts[id]?.abort();
	}
	goOn(): void {
		this.#paused = false;
		for (const { id, state } of this.#rows) if (state === 'waiting') this.#enqueue(id);
	}
	retry(id: string): void {
		this.#set(id, { state: 'waiting', error: null });
		this.#enqueue(id);
	}
	/** Takes a film out; a lesson already made stays. */
	remove(id: string): void {
		this.#rows = this.#rows.filter((row) => row.id !== id);
		this.#aborts[id]?.abort();
		for (const role of roles) void this.#outbox.remove(id + role);
		this.#keep();
	}
	/** Stops all work; what was prepared stays for the next visit. */
	close(): void {
		this.#paused = true;
		for (const abort of Object.values(this.#aborts)) abort.abort();
	}

	#set(id: string, change: Partial<FilmRow>): void {
		const row = this.#rows.find((one) => one.id === id);
		if (row) Object.assign(row, change);
	}
	#keep(): void {
		const kept = this.#rows
			.filter(({ state }) => state !== 'checking')
			.map(({ id, file, title, theme, minutes, summary, draftId }): Kept => ({
				id,
				file,
				title,
				theme,
				minutes,
				summary,
				draftId
			}));
		localStorage.setItem(storeKey, JSON.stringify(kept));
	}

	#enqueue(id: string): void {
		void this.#line.run(async () => {
			const row = this.#rows.find((one) => one.id === id);
			if (row?.state !== 'waiting' || this.#paused) return;
			const abort = (this.#aborts[id] = new AbortController());
			try {
				const draftId = await this.#bring(row, abort.signal);
				this.#set(id, { state: 'done', draftId });
				this.#keep();
				for (const role of roles) await this.#outbox.remove(id + role);
			} catch (cause) {
				if (abort.signal.aborted) {
					this.#set(id, { state: 'waiting' });
					// Told to go on before the pause had taken hold.
					if (!this.#paused) this.#enqueue(id);
					return;
				}
				const error = cause instanceof UserError ? cause : new UserError('media_broken', {}, { cause });
				this.#set(id, { state: 'failed', error });
			}
		});
	}

	async #bring(row: FilmRow, signal: AbortSignal): Promise<string> {
		const prepared = await this.#prepared(row.id, signal);
		const total = prepared.reduce((sum, { file }) => sum + file.size, 0);
		this.#set(row.id, { state: 'sending', sent: 0, total, secondsLeft: null });
		const shelf = new HubShelf(row.id);
		const media: Record<string, MediaRef> = {};
		let before = 0;
		try {
			for (const { key, file, ...measures } of prepared) {
				const report = ({ sent }: { sent: number }) => this.#set(row.id, { sent: before + sent });
				const ref = await shelf.add(file, report, signal, () => undefined);
				media[key.slice(row.id.length)] = { ...measures, ...ref };
				before += file.size;
			}
		} finally {
			shelf.close();
		}
		return (await ask(drafts.bring, { body: { key: row.id, lesson: lessonOf(row, media) } })).draftId;
	}

	/** The film as an earlier visit prepared it, or prepared now. */
	async #prepared(id: string, signal: AbortSignal): Promise<(PreparedFile & { key: string })[]> {
		const waiting = (await this.#outbox.list()).filter(({ key }) => key.split(':')[0] === id);
		if (waiting.some(({ key }) => key === id)) return waiting;
		const file = this.#files[id];
		if (!file) throw new UserError('media_broken');
		this.#set(id, { state: 'preparing', part: 0 });
		const onprogress = ({ part, secondsLeft }: { part: number; secondsLeft: number | null }) =>
			this.#set(id, { part, secondsLeft });
		const { village, standard, poster } = await renditions(file, { onprogress, signal });
		const made = [
			...(poster ? [{ key: `${id}:poster`, ...poster }] : []),
			...(standard ? [{ key: `${id}:standard`, ...standard }] : []),
			// Last: where it is, the others are.
			{ key: id, ...village }
		];
		for (const { key, ...one } of made) await this.#outbox.put(key, one).catch(() => undefined);
		return made;
	}
}

const fresh = {
	state: 'checking' as const,
	part: 0,
	sent: 0,
	total: 0,
	secondsLeft: null,
	draftId: null,
	error: null
};

function lessonOf({ title, theme, minutes, summary }: FilmRow, media: Record<string, MediaRef>): Lesson {
	const lesson = newLesson(title, 'zh-CN');
	const film = media[''] ?? null;
	const attrs = {
		media: film,
		poster: media[':poster'] ?? null,
		standard: media[':standard'] ?? null,
		captions: [],
		title
	};
	const length = Math.max(1, Math.min(600, Math.ceil((film?.seconds ?? 60) / 60)));
	return numberLesson({
		...lesson,
		nextSid: 1,
		settings: {
			...lesson.settings,
			themes: theme ? [theme] : [],
			minutes: minutes ?? length,
			summary: clip(summary, 'summary')
		},
		doc: {
			type: 'doc',
			content: [
				{
					type: 'page',
					content: [
						{ type: 'pageTitle', content: title ? [{ type: 'text', text: title }] : [] },
						{ type: 'video', attrs }
					]
				}
			]
		}
	});
}
