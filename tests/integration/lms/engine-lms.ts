import * as engine12 from 'scorm-again/scorm12/min';
import * as engine2004 from 'scorm-again/scorm2004/min';
import type { ScormVersion } from '$lib/scorm';
import type { Oracle } from './oracle';

type Json = Record<string, unknown>;
/** What both engines have in common; their types say "default", their code exports the names. */
type Engine = Record<string, (...args: unknown[]) => unknown> & {
	loadFromJSON(json: unknown): void;
	renderCMIToJSONObject(): { cmi: Json };
};
type Make = new (settings: object) => Engine;
const makers = {
	'1.2': (engine12 as unknown as { Scorm12API: Make }).Scorm12API,
	'2004': (engine2004 as unknown as { Scorm2004API: Make }).Scorm2004API
};

/** The second oracle: scorm-again, written by others. */
export class EngineLms implements Oracle {
	readonly calls: string[][] = [];
	readonly violations: string[] = [];
	readonly api: Oracle['api'] = {};
	readonly #engine: Engine;
	lying = false;
	#kept: Json = {};

	constructor(
		readonly version: ScormVersion,
		saved: Json | null,
		given: Record<string, string>
	) {
		const prefix = version === '1.2' ? 'LMS' : '';
		const end = version === '1.2' ? 'Finish' : 'Terminate';
		this.#engine = new makers[version]({ autocommit: false, logLevel: 5, mastery_override: false });
		const filled: Json = { ...saved };
		const core = version === '1.2' ? (filled.core = { ...(filled.core as Json) }) : filled;
		for (const [element, value] of Object.entries(given)) core[element.split('.').at(-1)!] = value;
		this.#engine.loadFromJSON(filled);
		for (const name of ['GetLastError', 'GetErrorString', 'GetDiagnostic'])
			this.api[prefix + name] = (...args) => this.#engine[prefix + name]!(...args);
		for (const name of ['Initialize', end, 'GetValue', 'SetValue', 'Commit'])
			this.api[prefix + name] = (...args) => {
				const answer = this.#engine[prefix + name]!(...args);
				this.calls.push([name === end ? 'Terminate' : name, ...args.map(String)]);
				const error = String(this.#engine[`${prefix}GetLastError`]!());
				// 403: nothing was set yet, as SCORM 2004 says it for every first reading.
				if (error !== '0' && !(name === 'GetValue' && error === '403'))
					this.violations.push([name, ...args, error].join(' '));
				if (name === 'Commit' || name === end) this.#keep();
				return answer;
			};
	}

	/** All that is set, committed or not. */
	get cmi(): Json {
		return (JSON.parse(JSON.stringify(this.#engine.renderCMIToJSONObject())) as { cmi: Json }).cmi;
	}

	keptValue(element: string): string {
		let at: unknown = this.#kept;
		for (const part of element.split('.').slice(1)) at = (at as Json | undefined)?.[part];
		return typeof at === 'string' || typeof at === 'number' ? String(at) : '';
	}

	next(): Json {
		const next = structuredClone(this.#kept);
		const core = (next.core ?? next) as Json;
		delete core.session_time;
		delete core.exit;
		core.entry = 'resume';
		return next;
	}

	#keep(): void {
		if (!this.lying) this.#kept = this.cmi;
	}
}
