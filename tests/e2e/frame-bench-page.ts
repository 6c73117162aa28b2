import type { JsonObject } from '../../src/lib/base';
import { partOf, type FileSource } from '../../src/lib/player/files';
import { Launch, type Commit, type SavedSteps } from '../../src/lib/player/launch';
import { textsOf } from '../../src/lib/player/package-texts';
import type { Contents, KeptStorage } from '../../src/lib/player/protocol';
import { savedAfter } from '../../src/lib/player/saved-step';
import { courseOfLesson, type Course, type CourseState } from '../../src/lib/scorm/course';

/** What tests call in the page. */
export interface Bench {
	/** Launches a package made of texts; gives the commits so far through `commits`. */
	launch(files: Record<string, File>, version: '1.2' | '2004', saved?: JsonObject | null): Promise<void>;
	/** Launches a course, from what was kept or anew. */
	play(files: Record<string, File>, course: Course, kept: Kept | null): Promise<void>;
	go(to: 'continue' | 'previous' | 'choice', target?: string): void;
	leave(): Promise<void>;
	commits: { cmi: JsonObject; final: boolean }[];
	/** What is kept of a course after the commits so far, as a station would. */
	kept: Kept;
	/** What the package keeps for itself, as a station would hold it for the one who learns now; null to begin anew. */
	storage: KeptStorage | null;
	contents: Contents | null;
	over: boolean;
	/** Each time the time of a step was up: whether that ended it. */
	timeUp: boolean[];
	/** How long saving a commit takes, in ms. */
	saveDelay: number;
	messages: unknown[];
	/** Names of files the package offered. */
	offered: string[];
}

/** A text, bytes in base64, or so many bytes that are all the same; with its type where the ending does not tell it. */
export type File = string | { base64?: string; text?: string; zeros?: number; type?: string };

export interface Kept {
	state: CourseState | null;
	saved: SavedSteps;
}

declare global {
	interface Window {
		bench: Bench;
	}
}

const types: Record<string, string> = {
	html: 'text/html',
	htm: 'text/html',
	xhtml: 'application/xhtml+xml',
	js: 'text/javascript',
	css: 'text/css',
	json: 'application/json',
	xml: 'application/xml',
	svg: 'image/svg+xml',
	pdf: 'application/pdf',
	mp4: 'video/mp4',
	woff2: 'font/woff2',
	txt: 'text/plain'
};
const words = {
	window: '课件另外打开的内容',
	close: '关闭',
	online: '这个地址在互联网上：',
	document: '这是一份文件。',
	openDocument: '打开文件',
	file: '这是一份文件。',
	saveFile: '保存文件'
};

function blobOf(file: File): Blob {
	if (typeof file === 'string') return new Blob([file]);
	const { base64 = '', text = '', zeros = 0 } = file;
	const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	return new Blob([bytes, text, new Uint8Array(zeros)]);
}

const frame = document.querySelector<HTMLIFrameElement>('#frame');
let launch: Launch | null = null;

function keep(bench: Bench, version: '1.2' | '2004', { step, state }: Commit): void {
	bench.kept = { ...bench.kept, state };
	if (!step) return;
	bench.commits.push({ cmi: step.cmi, final: step.final });
	bench.kept.saved = { ...bench.kept.saved, [step.id]: savedAfter(step, version) };
}

window.bench = {
	commits: [],
	messages: [],
	offered: [],
	saveDelay: 0,
	kept: { state: null, saved: {} },
	storage: null,
	contents: null,
	over: false,
	timeUp: [],
	async launch(files, version, saved = null) {
		const kept: Kept = { state: null, saved: {} };
		if (saved) kept.saved = { lesson: { cmi: saved, final: true, before: { total: 0, attempt: 0 } } };
		await this.play(files, courseOfLesson('课', 'index.html', version), kept);
	},
	async play(files, course, before) {
		const kept = before ?? { state: null, saved: {} };
		if (!frame) throw new Error('no frame');
		Object.assign(this, { commits: [], kept, contents: null, over: false, timeUp: [] });
		const source: FileSource = (path, range) => {
			const file = files[path];
			if (file === undefined) return Promise.resolve(null);
			const type =
				(typeof file === 'object' && file.type) ||
				(types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
			return Promise.resolve(partOf(blobOf(file), type, range));
		};
		const sizes = Object.entries(files).map(([path, file]) => ({ path, size: blobOf(file).size }));
		launch = new Launch(frame, {
			contentOrigin: `http://localhost:${Number(location.port) + 1}`,
			course,
			...kept,
			learner: { id: 'p1', name: '王秀英' },
			files: source,
			texts: () => textsOf(sizes, source),
			words,
			kept: this.storage,
			keep: (kept) => {
				this.storage = kept;
				return Promise.resolve();
			},
			save: async (commit) => {
				await new Promise((resolve) => setTimeout(resolve, this.saveDelay));
				keep(this, course.version, commit);
			},
			contents: (contents) => (this.contents = contents),
			timeUp: (ended) => this.timeUp.push(ended),
			offer: ({ name }) => this.offered.push(name),
			ended: () => (this.over = true),
			goesOn: () => (this.over = false)
		});
		await launch.start();
	},
	go(to, target) {
		launch?.go(to, target);
	},
	async leave() {
		await launch?.leave();
	}
};
addEventListener('message', (event) => {
	// Of a flood only the beginning: reading it would be the test's own doing.
	if (window.bench.messages.length < 1000) window.bench.messages.push(event.data);
});
localStorage.setItem('station', '学习记录');
