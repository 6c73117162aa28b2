import type { ScormVersion } from '$lib/scorm';
import { EngineLms } from './engine-lms';
import type { Oracle } from './oracle';
import { StrictLms, type Values } from './strict-lms';

/** How a package is launched, and what is odd about the LMS. */
export interface How {
	/** The LMS written from the standard instead of scorm-again. */
	strict?: boolean;
	/** A frame, one many frames deep, or a window of its own. */
	into?: 'frame' | 'deep frame' | 'window';
	/** The other version's API stands there as well. */
	both?: boolean;
	/** What the LMS says of the visit. */
	mode?: 'normal' | 'review' | 'browse';
	credit?: 'credit' | 'no-credit';
	/** No API at all. */
	missing?: boolean;
}

/** What a page of the LMS shows the tests on `window`. */
export interface Host {
	ready: true;
	lms: Oracle;
	boot(version: ScormVersion, saved: Record<string, unknown> | null, how?: How): void;
	/** Leaves the package as a closing frame does. */
	quit(): Promise<void>;
	/** The data model of scorm-again, committed or not. */
	saved(): { cmi: Record<string, unknown> };
	errors: string[];
	calls: string[][];
	/** Troubles that can be switched on and off: commits refused, every call late, every call an exception. */
	refuse: boolean;
	late: number;
	throws: boolean;
}

const host = window as unknown as Host;
const names = {
	'1.2': {
		api: 'API',
		mode: 'cmi.core.lesson_mode',
		credit: 'cmi.core.credit',
		learner: 'cmi.core.student_id'
	},
	'2004': { api: 'API_1484_11', mode: 'cmi.mode', credit: 'cmi.credit', learner: 'cmi.learner_id' }
} as const;

function wait(ms: number): void {
	const until = performance.now() + ms;
	while (performance.now() < until);
}

/** An oracle's API with the troubles of its line to the server, which outlives the window and is kept in `localStorage`. */
function troubled(lms: Oracle): Oracle['api'] {
	const guarded = Object.entries(lms.api).map(([name, call]) => [
		name,
		(...args: unknown[]) => {
			wait(host.late);
			if (host.throws) throw new Error('the LMS is broken');
			const keeps = /Commit|Finish|Terminate/.test(name);
			if (host.refuse && keeps) return 'false';
			const answer = call(...args);
			if (keeps && !lms.lying) localStorage.setItem('server', JSON.stringify(lms.next()));
			return answer;
		}
	]);
	return Object.fromEntries(guarded) as Oracle['api'];
}

host.boot = (version, saved, how = {}) => {
	const given = {
		[names[version].mode]: how.mode ?? 'normal',
		[names[version].credit]: how.credit ?? 'credit',
		[names[version].learner]: 's-1'
	};
	const lms = how.strict
		? new StrictLms(version, { ...((saved ?? {}) as Values), ...given })
		: new EngineLms(version, saved, given);
	const other = version === '1.2' ? '2004' : '1.2';
	Object.assign(host, {
		lms,
		errors: lms.violations,
		calls: lms.calls,
		refuse: false,
		late: 0,
		throws: false
	});
	if (lms instanceof EngineLms) host.saved = () => ({ cmi: lms.cmi });
	if (!how.missing) Object.assign(host, { [names[version].api]: troubled(lms) });
	if (how.both) Object.assign(host, { [names[other].api]: new StrictLms(other).api });
	const address = `/${version}/index.html`;
	if (how.into === 'window') {
		window.open(address, 'sco', 'width=1000,height=700');
		return;
	}
	const frame = document.createElement('iframe');
	frame.name = 'sco';
	frame.src = how.into === 'deep frame' ? `/frames.html?deep=4&to=${address}` : address;
	document.body.append(frame);
};
host.quit = () =>
	new Promise((done) => {
		const frame = document.querySelector('iframe')!;
		frame.addEventListener('load', () => done(), { once: true });
		frame.src = 'about:blank';
	});
host.ready = true;
