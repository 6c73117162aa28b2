import type { ScormVersion } from '$lib/scorm';
import type { LmsApi } from './find-api';

const calls = {
	'1.2': {
		start: 'LMSInitialize',
		finish: 'LMSFinish',
		get: 'LMSGetValue',
		set: 'LMSSetValue',
		commit: 'LMSCommit',
		error: 'LMSGetLastError'
	},
	'2004': {
		start: 'Initialize',
		finish: 'Terminate',
		get: 'GetValue',
		set: 'SetValue',
		commit: 'Commit',
		error: 'GetLastError'
	}
} as const;

/** A session with an LMS: idle, then active, then finished; started and finished once. No method throws. */
export class Connection {
	#phase: 'idle' | 'active' | 'finished' = 'idle';

	constructor(
		readonly version: ScormVersion,
		readonly api: LmsApi
	) {}

	get active(): boolean {
		return this.#phase === 'active';
	}

	/** Opens the session, or goes on with one that is open already; false when the LMS refuses. */
	start(): boolean {
		if (this.#phase === 'idle' && (this.#yes('start', '') || this.#isOpen())) this.#phase = 'active';
		return this.active;
	}

	/** A page that was loaded anew may find the session of its first life: an error of its own in 2004, a general one in 1.2. */
	#isOpen(): boolean {
		const code = this.#errorCode();
		if (this.version === '2004') return code === '103';
		return code === '101' && !!this.#call('get', 'cmi.core._children') && this.#errorCode() === '0';
	}

	/** The value of an element; empty where the LMS has none. */
	get(element: string): string {
		if (!this.active) return '';
		const value = this.#call('get', element);
		return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
	}

	/** Sets an element. Some systems answer "false" without an error: taken as done. */
	set(element: string, value: string): boolean {
		return this.active && (this.#yes('set', element, value) || this.#errorCode() === '0');
	}

	commit(): boolean {
		return this.active && this.#yes('commit', '');
	}

	/** Closes the session; one that the LMS could not close stays open, to be tried again. */
	finish(): boolean {
		if (this.active && this.#yes('finish', '')) this.#phase = 'finished';
		return this.#phase === 'finished';
	}

	#errorCode(): string {
		return String(this.#call('error'));
	}

	#yes(name: keyof (typeof calls)['1.2'], ...args: string[]): boolean {
		const answer = this.#call(name, ...args);
		return answer === true || answer === 'true' || answer === 1 || answer === '1';
	}

	#call(name: keyof (typeof calls)['1.2'], ...args: string[]): unknown {
		try {
			return this.api[calls[this.version][name]]?.(...args);
		} catch {
			return undefined; // an LMS window that is gone
		}
	}
}
