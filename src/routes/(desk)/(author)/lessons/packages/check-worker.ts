/// <reference lib="webworker" />
import { importPackage, type ImportRefusal, type ImportReport } from '$lib/importer';
import { coursesOf, type Course } from '$lib/scorm/course';
import { zipFiles, type ZipFile } from './zip-files';

declare const self: DedicatedWorkerGlobalScope;

/** What the worker says while and after it looks at a zip, and when it is asked for a file of it. */
export type CheckMessage =
	| { type: 'looking'; done: number; total: number }
	| { type: 'checked'; report: ImportReport; courses: Course[]; files: { path: string; size: number }[] }
	| { type: 'refused'; why: ImportRefusal; where: string }
	| { type: 'broke' }
	| { type: 'file'; id: number; file: ZipFile | null };

/** What the worker is asked: to look at a zip, then for files of it. */
export type CheckRequest = { type: 'look'; zip: Blob } | { type: 'file'; id: number; path: string };

const tell = (message: CheckMessage) => self.postMessage(message);
const pause = 100;
let files: ReturnType<typeof zipFiles> = () => Promise.resolve(null);

self.onmessage = async ({ data }: MessageEvent<CheckRequest>) => {
	if (data.type === 'look') return look(data.zip);
	const file = await files(data.path).catch(() => null);
	tell({ type: 'file', id: data.id, file });
};

async function look(zip: Blob): Promise<void> {
	let told = 0;
	const onLook = (done: number, total: number) => {
		if (Date.now() - told < pause) return;
		told = Date.now();
		tell({ type: 'looking', done, total });
	};
	try {
		const outcome = await importPackage(zip, { onLook });
		if (outcome.state === 'refused') return tell({ type: 'refused', why: outcome.why, where: outcome.where });
		const { manifest, report } = outcome;
		files = zipFiles(outcome);
		const courses = manifest ? coursesOf(manifest, outcome.files.keys()) : [];
		const sizes = [...outcome.files.values()].map(({ path, size }) => ({ path, size }));
		tell({ type: 'checked', report, courses, files: sizes });
	} catch {
		tell({ type: 'broke' });
	}
}
