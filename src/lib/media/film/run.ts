import { UserError } from '$lib/base';
import type { FromFilmWorker, ToFilmWorker } from './messages';

/** What ends a job. */
type Result = Extract<FromFilmWorker, { type: 'film' | 'sound' }>;

/** Runs one job in a worker of its own, which holds everything that was made so far and takes it with it when cancelled. */
export function runJob(
	ask: ToFilmWorker,
	hear: (message: Extract<FromFilmWorker, { type: 'facts' | 'progress' }>) => void,
	signal: AbortSignal
): Promise<Result> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(signal.reason as Error);
		const worker = new Worker(new URL('./film-worker.ts', import.meta.url), { type: 'module' });
		const end = (settle: () => void) => {
			signal.removeEventListener('abort', cancel);
			worker.terminate();
			settle();
		};
		const cancel = () => end(() => reject(signal.reason as Error));
		signal.addEventListener('abort', cancel);
		// It was not even loaded: it comes from the hub when the first film is chosen.
		worker.onerror = ({ message }) =>
			end(() => reject(new UserError('hub_unreachable', {}, { cause: message })));
		worker.onmessage = ({ data }: MessageEvent<FromFilmWorker>) => {
			if (data.type === 'facts' || data.type === 'progress') return hear(data);
			if (data.type === 'failed')
				return end(() => reject(new UserError(data.code, data.details, { cause: data.cause })));
			end(() => resolve(data));
		};
		worker.postMessage(ask);
	});
}
