import type { ScormVersion } from '$lib/scorm';
import { faultCodes, phaseCodes, type Call, type Fault, type Phase } from './codes';
import { model12 } from './model-12';
import { model2004 } from './model-2004';
import type { Element, Model } from './model';
import type { Oracle } from './oracle';

/** A data model's values by the full names of their elements. */
export type Values = Record<string, string>;

type Outcome = { value: string } | { fault: Fault };
const done: Outcome = { value: 'true' };

const models: Record<ScormVersion, Model> = { '1.2': model12, '2004': model2004 };
const names = {
	'1.2': { prefix: 'LMS', end: 'LMSFinish', core: 'cmi.core.' },
	'2004': { prefix: '', end: 'Terminate', core: 'cmi.' }
} as const;

/**
 * An LMS that allows exactly what the standard allows, written from the standard alone. Every call with an error is
 * remembered as a violation, but for the reading of a 2004 element that has no value yet: that is how one asks. As Moodle
 * 4.1 does, it commits only what changed, and takes for sent what was lost on a line that is cut (`lying`).
 */
export class StrictLms implements Oracle {
	readonly calls: string[][] = [];
	readonly violations: string[] = [];
	lying = false;
	readonly api: Record<string, (...args: unknown[]) => string>;
	readonly #model: Model;
	#values: Values;
	/** What was committed last: all that is left when the window is gone. */
	#kept: Values;
	/** What it believes to have sent to its server. */
	#sent: Values;
	#phase: Phase = 'idle';
	#error = '0';

	/** `given` is what this LMS says of learner, mode, credit and pass mark, and what an earlier visit left. */
	constructor(
		readonly version: ScormVersion,
		given: Values = {}
	) {
		this.#model = models[version];
		this.#values = {};
		for (const [name, { initial }] of Object.entries(this.#model))
			if (initial !== undefined && !name.includes('.n.')) this.#values[name] = initial;
		Object.assign(this.#values, given);
		this.#kept = { ...this.#values };
		this.#sent = { ...this.#values };
		const { prefix, end } = names[version];
		this.api = {
			[`${prefix}Initialize`]: (...args) => this.#call('Initialize', args, () => this.#begin()),
			[end]: (...args) => this.#call('Terminate', args, () => this.#end()),
			[`${prefix}Commit`]: (...args) => this.#call('Commit', args, () => this.#keep()),
			[`${prefix}GetValue`]: (...args) => this.#call('GetValue', args, () => this.#get(String(args[0]))),
			[`${prefix}SetValue`]: (...args) =>
				this.#call('SetValue', args, () => this.#set(String(args[0]), String(args[1]))),
			[`${prefix}GetLastError`]: () => this.#error,
			[`${prefix}GetErrorString`]: (code) => `error ${String(code)}`,
			[`${prefix}GetDiagnostic`]: (code) => `diagnostic ${String(code)}`
		};
	}

	keptValue(element: string): string {
		return this.#kept[element] ?? '';
	}

	/** What an LMS hands back at the next launch: everything after "suspend", in 1.2 always, else a new attempt's nothing. */
	next(): Values {
		const { core } = names[this.version];
		const next = { ...this.#kept };
		const suspended = next[`${core}exit`] === 'suspend';
		for (const name of ['exit', 'session_time']) delete next[core + name];
		delete next['adl.nav.request'];
		if (!suspended && this.version === '2004') return {};
		return { ...next, [`${core}entry`]: suspended ? 'resume' : '' };
	}

	#call(call: Call, args: unknown[], act: () => Outcome): string {
		this.calls.push([call, ...args.map(String)]);
		const wanted = { Initialize: 1, Terminate: 1, Commit: 1, GetValue: 1, SetValue: 2 }[call];
		const mute = wanted === 1 && call !== 'GetValue';
		const misfit = args.length !== wanted || args.some((arg) => typeof arg !== 'string');
		this.#error = phaseCodes[this.version][call][this.#phase] ?? '0';
		if (this.#error === '0' && (misfit || (mute && args[0] !== '')))
			this.#error = faultCodes[this.version].argument;
		let answer = '';
		if (this.#error === '0') {
			const outcome = act();
			if ('fault' in outcome) this.#error = faultCodes[this.version][outcome.fault];
			else answer = outcome.value;
		}
		const usual = call === 'GetValue' && this.version === '2004' && this.#error === '403';
		if (this.#error !== '0' && !usual)
			this.violations.push(`${call}(${args.map((arg) => JSON.stringify(arg)).join(', ')}): ${this.#error}`);
		return call === 'GetValue' ? answer : this.#error === '0' ? 'true' : 'false';
	}

	#begin(): Outcome {
		this.#phase = 'running';
		return done;
	}

	#end(): Outcome {
		this.#phase = 'terminated';
		if (this.version === '1.2') this.#values['cmi.core.lesson_status'] = statusAtEnd(this.#values);
		return this.#keep();
	}

	#keep(): Outcome {
		const changed = Object.entries(this.#values).filter(([name, value]) => this.#sent[name] !== value);
		this.#sent = { ...this.#values };
		if (!this.lying) this.#kept = { ...this.#kept, ...Object.fromEntries(changed) };
		return done;
	}

	#get(name: string): Outcome {
		const element = this.#element(name);
		if (!element) return { fault: 'no such element' };
		if (element.access === 'write') return { fault: 'write only' };
		if (name.endsWith('._count')) return { value: String(this.#count(name.slice(0, -'._count'.length))) };
		const value = this.#values[name] ?? (this.version === '1.2' ? '' : undefined);
		return value === undefined ? { fault: 'no value' } : { value };
	}

	#set(name: string, value: string): Outcome {
		const element = this.#element(name);
		if (!element) return { fault: 'no such element' };
		if (element.access === 'keyword') return { fault: 'keyword' };
		if (element.access === 'read') return { fault: 'read only' };
		for (const [list, index] of indicesIn(name)) if (index > this.#count(list)) return { fault: 'index' };
		const record = /^(cmi\.interactions\.\d+)\./.exec(name)?.[1];
		for (const before of element.after ?? [])
			if (!(`${record}.${before}` in this.#values)) return { fault: 'dependency' };
		// A record begins with its id: only so can it be counted.
		if (record && !name.endsWith('.id') && !(`${record}.id` in this.#values)) return { fault: 'dependency' };
		const type = record ? (this.#values[`${record}.type`] ?? '') : '';
		if (element.is && !element.is(value, type)) return { fault: 'type' };
		if (element.within && !element.within(value, type)) return { fault: 'range' };
		this.#values[name] = value;
		return done;
	}

	#element(name: string): Element | undefined {
		return this.#model[name.replace(/\.(0|[1-9]\d*)(?=\.)/g, '.n')];
	}

	/** Records of a list. */
	#count(list: string): number {
		const indices = Object.keys(this.#values)
			.filter((name) => name.startsWith(`${list}.`))
			.map((name) => Number(name.slice(list.length + 1).split('.')[0]))
			.filter((index) => !Number.isNaN(index));
		return new Set(indices).size;
	}
}

/**
 * What an LMS makes of a status when a visit ends (1.2 RTE 3.4.4): a score decides where there is a mastery score, whatever
 * the SCO said, and what nobody set is "completed".
 */
function statusAtEnd(values: Values): string {
	const value = (name: string) => values[name] ?? '';
	const [status, raw] = [value('cmi.core.lesson_status'), value('cmi.core.score.raw')];
	const mastery = value('cmi.student_data.mastery_score');
	const counts = value('cmi.core.lesson_mode') === 'normal' && value('cmi.core.credit') === 'credit';
	if (counts && mastery !== '' && raw !== '') return Number(raw) >= Number(mastery) ? 'passed' : 'failed';
	return status === 'not attempted' ? 'completed' : status;
}

/** Every list in a name, with the index that is asked of it. */
function indicesIn(name: string): [list: string, index: number][] {
	return [...name.matchAll(/\.(\d+)(?=\.)/g)].map((found) => [name.slice(0, found.index), Number(found[1])]);
}
