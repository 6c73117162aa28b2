/// <reference lib="webworker" />
import { importPackage, type ImportRefusal, type ImportReport } from '$lib/importer';

declare const self: DedicatedWorkerGlobalScope;

/** What the worker says while and after it looks at a zip. */
export type CheckMessage =
	| { type: 'looking'; done: number; total: number }
	| { type: 'checked'; report: ImportReport }
	| { type: 'refused'; why: ImportRefusal; where: string }
	| { type: 'broke' };

const tell = (message: CheckMessage) => self.postMessage(message);
const pause = 100;

self.onmessage = async ({ data }: MessageEvent<Blob>) => {
	let told = 0;
	const onLook = (done: number, total: number) => {
		if (Date.now() - told < pause) return;
		told = Date.now();
		tell({ type: 'looking', done, total });
	};
	try {
		const outcome = await importPackage(data, { onLook });
		if (outcome.state === 'refused') tell({ type: 'refused', why: outcome.why, where: outcome.where });
		else tell({ type: 'checked', report: outcome.report });
	} catch {
		tell({ type: 'broke' });
	}
};
