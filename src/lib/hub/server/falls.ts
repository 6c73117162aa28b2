// A visitor went away in the middle: nothing of ours is damaged.
const benign = new Set([
	'ECONNRESET',
	'ECONNABORTED',
	'EPIPE',
	'ABORT_ERR',
	'ERR_STREAM_PREMATURE_CLOSE',
	'ERR_STREAM_DESTROYED',
	'ERR_STREAM_UNABLE_TO_PIPE'
]);

/** Where a process tells of errors that nobody caught. */
interface Process {
	on(event: 'unhandledRejection' | 'uncaughtException', hear: (error: unknown) => void): unknown;
}

/**
 * Decides about errors nobody caught. A connection that broke is noted and the hub goes on. After anything else it must not:
 * an exception inside PouchDB leaves the database locked, and every later request would wait for ever. Then `fall` is called,
 * once, which closes what it can and ends the process with a failure, so that whatever keeps the hub running starts it anew.
 */
export function watchForFalls(process: Process, fall: (error: unknown) => void, note = console.error): void {
	let falling = false;
	const hear = (error: unknown) => {
		if (isBenign(error)) return note(`A connection broke: ${String(error)}`);
		note('The hub cannot go on:', error);
		if (falling) return;
		falling = true;
		fall(error);
	};
	process.on('unhandledRejection', hear);
	process.on('uncaughtException', hear);
}

function isBenign(error: unknown): boolean {
	return error instanceof Error && 'code' in error && benign.has(String(error.code));
}
