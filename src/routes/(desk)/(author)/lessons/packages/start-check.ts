import { partOf, type FileSource } from '$lib/player';
import type { CheckMessage, CheckRequest } from './check-worker';
import type { ZipFile } from './zip-files';

/** A zip being looked at; afterwards its files can be asked for, until `end`. */
export interface Check {
	files: FileSource;
	end: () => void;
}

/** Looks at a zip in a worker. */
export function startCheck(zip: Blob, hear: (said: Exclude<CheckMessage, { type: 'file' }>) => void): Check {
	const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
	const asked = new Map<number, (file: ZipFile | null) => void>();
	let last = 0;
	const ask = (request: CheckRequest) => worker.postMessage(request);
	worker.onmessage = ({ data }: MessageEvent<CheckMessage>) => {
		if (data.type === 'file') {
			asked.get(data.id)?.(data.file);
			asked.delete(data.id);
			return;
		}
		if (data.type === 'refused' || data.type === 'broke') worker.terminate();
		hear(data);
	};
	worker.onerror = () => {
		worker.terminate();
		for (const resolve of asked.values()) resolve(null);
		hear({ type: 'broke' });
	};
	ask({ type: 'look', zip });
	return {
		files: async (path, range) => {
			const id = ++last;
			const file = await new Promise<ZipFile | null>((resolve) => {
				asked.set(id, resolve);
				ask({ type: 'file', id, path });
			});
			return file && partOf(file.blob, file.type, range);
		},
		end: () => worker.terminate()
	};
}
