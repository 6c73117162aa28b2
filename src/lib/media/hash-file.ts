import { UserError } from '$lib/base';

/** SHA-256 of a file of any size, read piece by piece in a worker. Throws `media_broken` when it cannot be read any more, or the signal's reason. */
export function hashFile(file: Blob, signal: AbortSignal): Promise<string> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(signal.reason as Error);
		const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
		const fail = () => reject(new UserError('media_broken'));
		signal.addEventListener('abort', () => {
			worker.terminate();
			reject(signal.reason as Error);
		});
		worker.onerror = fail;
		worker.onmessage = ({ data }: MessageEvent<string | null>) => {
			worker.terminate();
			if (data) resolve(data);
			else fail();
		};
		worker.postMessage(file);
	});
}
