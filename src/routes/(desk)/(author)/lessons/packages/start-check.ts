import type { CheckMessage } from './check-worker';

/** Looks at a zip in a worker that ends with its last word, or when the function given back is called. */
export function startCheck(zip: Blob, hear: (said: CheckMessage) => void): () => void {
	const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
	worker.onmessage = ({ data }: MessageEvent<CheckMessage>) => {
		if (data.type !== 'looking') worker.terminate();
		hear(data);
	};
	worker.onerror = () => {
		worker.terminate();
		hear({ type: 'broke' });
	};
	worker.postMessage(zip);
	return () => worker.terminate();
}
