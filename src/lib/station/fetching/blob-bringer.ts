import type { BlobJob, Outcome } from '$lib/sync';
import type { FromBlobWorker, ToBlobWorker } from './messages';

/** Brings files one after another through the one worker that may write them. */
export class BlobBringer {
	#worker: Worker | null = null;
	#last = 0;
	readonly #waiting = new Map<number, { report: (landed: number) => void; end: (how: Outcome) => void }>();

	constructor(
		private readonly origin: string,
		private readonly credential: string
	) {}

	/** Brings one file; reports bytes on the disk. Resolves with how it ended: `network` too when it was stopped. */
	bring(job: BlobJob, report: (landed: number) => void, signal: AbortSignal): Promise<Outcome> {
		if (signal.aborted) return Promise.resolve('network');
		const worker = (this.#worker ??= this.#start());
		const id = ++this.#last;
		const tell = (message: ToBlobWorker) => worker.postMessage(message);
		const stop = () => tell({ type: 'stop', id });
		return new Promise<Outcome>((end) => {
			this.#waiting.set(id, { report, end });
			signal.addEventListener('abort', stop);
			tell({ type: 'bring', id, job, credential: this.credential, origin: this.origin });
		}).finally(() => {
			this.#waiting.delete(id);
			signal.removeEventListener('abort', stop);
		});
	}

	/** Ends the worker. What it was bringing is kept and goes on another time. */
	close(): void {
		this.#worker?.terminate();
		this.#worker = null;
		for (const { end } of this.#waiting.values()) end('network');
	}

	#start(): Worker {
		const worker = new Worker(new URL('./blob-worker.ts', import.meta.url), { type: 'module' });
		worker.onmessage = ({ data }: MessageEvent<FromBlobWorker>) => {
			const waiting = this.#waiting.get(data.id);
			if (data.type === 'progress') waiting?.report(data.landed);
			else waiting?.end(data.type === 'done' ? 'done' : data.why);
		};
		// It could not be loaded, or broke: nobody may wait for it, and the next file gets a new one.
		worker.onerror = () => this.close();
		return worker;
	}
}
