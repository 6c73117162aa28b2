/// <reference lib="webworker" />
import { BlobDownload } from './blob-download';
import type { FromBlobWorker, ToBlobWorker } from './blob-job';

declare const self: DedicatedWorkerGlobalScope;
const say = (message: FromBlobWorker) => self.postMessage(message);

let current: AbortController | null = null;

self.onmessage = async ({ data }: MessageEvent<ToBlobWorker>) => {
	if (data.type === 'stop') return current?.abort();
	if (data.type !== 'bring') return;
	const stop = (current = new AbortController());
	const { job, credential, origin } = data;
	// One writer per browser profile: a sync access handle is exclusive, and two tabs would fetch everything twice.
	await navigator.locks
		.request('yuanke-blobs', { signal: stop.signal }, async () => {
			const outcome = await new BlobDownload(job, origin, credential, stop.signal, (landed, fetched) =>
				say({ type: 'progress', sha256: job.sha256, landed, fetched })
			).run();
			say(
				outcome === 'done'
					? { type: 'done', sha256: job.sha256 }
					: { type: 'failed', sha256: job.sha256, why: outcome }
			);
		})
		.catch(() => say({ type: 'failed', sha256: job.sha256, why: 'network' }));
};
