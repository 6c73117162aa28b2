import type { BlobJob, FromBlobWorker, ToBlobWorker } from './blob-job';

/** Brings files one after another through the one worker that may write them. */
export class BlobBringer {
	#worker: Worker | null = null;

	constructor(
		private readonly origin: string,
		private readonly credential: string
	) {}

	/** Brings one file; reports bytes on the disk. Resolves with how it ended. */
	bring(
		job: BlobJob,
		report: (landed: number) => void,
		signal: AbortSignal
	): Promise<'done' | (FromBlobWorker & { type: 'failed' })['why']> {
		const worker = (this.#worker ??= new Worker(new URL('./blob-worker.ts', import.meta.url), {
			type: 'module'
		}));
		return new Promise((resolve) => {
			const tell = (message: ToBlobWorker) => worker.postMessage(message);
			const stop = () => tell({ type: 'stop' });
			const hear = ({ data }: MessageEvent<FromBlobWorker>) => {
				if (data.sha256 !== job.sha256) return;
				if (data.type === 'progress') return report(data.landed);
				worker.removeEventListener('message', hear);
				signal.removeEventListener('abort', stop);
				resolve(data.type === 'done' ? 'done' : data.why);
			};
			worker.addEventListener('message', hear);
			signal.addEventListener('abort', stop);
			tell({ type: 'bring', job, credential: this.credential, origin: this.origin });
		});
	}

	close(): void {
		this.#worker?.terminate();
		this.#worker = null;
	}
}
