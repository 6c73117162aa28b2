/// <reference lib="webworker" />
import { OpfsIncoming } from '$lib/store/browser';
import { BlobDownload } from '$lib/sync';
import type { FromBlobWorker, ToBlobWorker } from './messages';

declare const self: DedicatedWorkerGlobalScope;
const say = (message: FromBlobWorker) => self.postMessage(message);

const incoming = new OpfsIncoming();
const stops = new Map<number, AbortController>();

self.onmessage = async ({ data }: MessageEvent<ToBlobWorker>) => {
	const { id } = data;
	if (data.type === 'stop') return stops.get(id)?.abort();
	if (data.type !== 'bring') return;
	const stop = new AbortController();
	stops.set(id, stop);
	const { job, credential, origin } = data;
	// One writer per browser profile: a sync access handle is exclusive, and two tabs would fetch everything twice.
	await navigator.locks
		.request('yuanke-blobs', { signal: stop.signal }, async () => {
			const report = (landed: number, fetched: number) => say({ type: 'progress', id, landed, fetched });
			const { signal } = stop;
			const outcome = await new BlobDownload(job, origin, credential, incoming, signal, report).run();
			say(outcome === 'done' ? { type: 'done', id } : { type: 'failed', id, why: outcome });
		})
		.catch(() => say({ type: 'failed', id, why: 'network' }));
	stops.delete(id);
};
