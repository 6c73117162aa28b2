import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fellSentence, gaveUpSentence } from './sentences.js';

/** How long the hub must have been well for its next fall to count as the first, and how often it may fall before that, ms. */
const healthy = 5 * 60_000;
const longest = 60_000;
const patience = 20;

/**
 * How one life of the hub ended.
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, ready: boolean, told: boolean, again: boolean, lastError: string, lasted: number }} End
 */

/**
 * Runs the hub in a process of its own and starts it again when it falls, after 1 s, 2 s, 4 s … 60 s, saying why each time.
 * One that says itself that it cannot go on, or that falls before it was ever ready, is not started again. The hub is told by `YUANKE_AGAIN` that it was ready before.
 * Resolves with the exit code when the hub was told to stop (SIGINT, SIGTERM) or is given up.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function supervise(args) {
	/** @type {import('node:child_process').ChildProcess | undefined} */
	let child;
	const stop = new AbortController();
	/** @param {NodeJS.Signals} signal */
	const pass = (signal) => {
		// The second time, somebody is in a hurry.
		child?.kill(stop.signal.aborted ? 'SIGKILL' : signal);
		stop.abort();
	};
	process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
	let falls = 0;
	delete process.env.YUANKE_AGAIN;
	for (;;) {
		const end = await live(args, (started) => (child = started));
		child = undefined;
		if (stop.signal.aborted) return end.code ?? 1;
		if (end.ready) process.env.YUANKE_AGAIN = '1';
		if (end.told && !end.again) return end.code || 1;
		if (end.lasted > healthy) falls = 0;
		const why = whyOf(end);
		if (++falls > patience || !(end.told || process.env.YUANKE_AGAIN)) {
			console.error(gaveUpSentence(why));
			return end.code || 1;
		}
		const delay = Math.min(1000 * 2 ** (falls - 1), longest);
		console.error(fellSentence(why, delay / 1000));
		await pause(delay, undefined, { signal: stop.signal }).catch(() => undefined);
		if (stop.signal.aborted) return 0;
	}
}

/**
 * @param {string[]} args
 * @param {(child: import('node:child_process').ChildProcess) => void} onStart
 * @returns {Promise<End>}
 */
function live(args, onStart) {
	const begun = Date.now();
	const child = fork(new URL('./hub.js', import.meta.url), args, {
		stdio: ['inherit', 'inherit', 'pipe', 'ipc']
	});
	onStart(child);
	const said = { ready: false, told: false, again: false };
	let lastError = '';
	child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
		process.stderr.write(text);
		lastError = errorIn(text) || lastError;
	});
	child.on('message', (/** @type {{ ready?: true, ended?: true, again?: boolean }} */ message) => {
		said.ready ||= message.ready === true;
		if (message.ended) Object.assign(said, { told: true, again: message.again === true });
	});
	return new Promise((resolve) =>
		child.once('close', (code, signal) =>
			resolve({ code, signal, ...said, lastError, lasted: Date.now() - begun })
		)
	);
}

/** The line of what a program printed that names its error. @param {string} text */
const errorIn = (text) =>
	text
		.split('\n')
		.filter((line) => /\w*(Error|FATAL)\b.*: /.test(line) && !/^\s+at /.test(line))
		.at(-1)
		?.trim()
		.slice(0, 300) ?? '';

/** @param {End} end */
function whyOf({ code, signal, lastError }) {
	return [signal ?? `exit code ${code}`, lastError].filter(Boolean).join(': ');
}
