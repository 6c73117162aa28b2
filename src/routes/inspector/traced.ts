import type { ApiCall } from '$lib/player';
import { wentWell } from '../call-words';

/** A call of the SCORM API in a trial: `at` is ms since the trial began, `step` the step that was open. */
export interface TracedCall extends ApiCall {
	at: number;
	step: string;
}

/** An element of the data model as far as the package touched it. */
export interface Element {
	step: string;
	element: string;
	value: string;
	/** How often it was written. */
	written: number;
}

/** An answer as the package reported it, by the names SCORM 2004 gives its parts. */
export interface Answer {
	step: string;
	id: string;
	parts: Record<string, string>;
}

/** What the package wrote or read, as it was last, in the order of first use. Only what was taken counts. */
export function elementsOf(calls: readonly TracedCall[]): Element[] {
	const found = new Map<string, Element>();
	for (const { name, args, result, error, step } of calls) {
		const [element = '', value = ''] = args;
		const wrote = name.endsWith('SetValue');
		if (error !== '0' || !(wrote || name.endsWith('GetValue'))) continue;
		const key = `${step} ${element}`;
		const known = found.get(key) ?? { step, element, value: '', written: 0 };
		found.set(key, { ...known, value: wrote ? value : result, written: known.written + (wrote ? 1 : 0) });
	}
	return [...found.values()];
}

const partNames: Record<string, string> = { student_response: 'learner_response', time: 'timestamp' };

/** The answers among the elements, in the order the package numbered them. */
export function answersOf(elements: readonly Element[]): Answer[] {
	const found = new Map<string, Answer>();
	for (const { step, element, value, written } of elements) {
		const [, number, part] = /^cmi\.interactions\.(\d+)\.([\w.]+)$/.exec(element) ?? [];
		if (number === undefined || part === undefined || written === 0) continue;
		const key = `${step} ${number}`;
		const known = found.get(key) ?? { step, id: '', parts: {} };
		if (part === 'id') known.id = value;
		else known.parts[partNames[part] ?? part] = value;
		found.set(key, known);
	}
	return [...found.values()];
}

/** A call that was refused, and how often. */
export interface Refused {
	call: TracedCall;
	count: number;
}

/** The calls that went wrong, one of a kind, the first ones first. */
export function refusedOf(calls: readonly TracedCall[]): Refused[] {
	const found = new Map<string, Refused>();
	for (const call of calls) {
		if (wentWell(call)) continue;
		// The second of twenty answers fails as the first does.
		const key = [call.name, call.args[0]?.replace(/\.\d+\./g, '.n.'), call.error].join(' ');
		const known = found.get(key);
		if (known) known.count += 1;
		else found.set(key, { call, count: 1 });
	}
	return [...found.values()];
}
