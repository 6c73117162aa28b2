import { seconds2004 } from '$lib/scorm';
import type api from 'scorm-again/scorm2004/min';

interface Inside {
	_peekCMIValue(element: string): unknown;
	cmi: { content: { _location: string } };
}

/** The engine's reset leaves what the manifest said of the step before: its pass mark, its limits, its launch data. */
export function forget({ cmi }: api, { cmi: empty }: api): void {
	for (const part of ['settings', 'thresholds', 'content'] as const) Object.assign(cmi[part], empty[part]);
}

/**
 * The engine with a data model that bears what steps do to it: a part that is set as a whole would be a word in the place of
 * all that lies in it (the engine lets that happen), and a bookmark may be taken away again (the engine refuses that). An
 * entry that is not there is 301 (RTE 3.1.7.6), and one whose first value is refused is not there; names and durations
 * nobody could read are refused.
 */
export function guarded(engine: api): api {
	const [set, get] = [engine.SetValue.bind(engine), engine.GetValue.bind(engine)];
	const inside = engine as unknown as Inside;
	const whole = (element: string) =>
		engine.isInitialized() && typeof (inside._peekCMIValue(element) ?? '') === 'object';
	/** The outermost collection in which it names an entry that is not there. */
	const missingIn = (element: string): unknown[] | null => {
		if (!engine.isInitialized()) return null;
		for (const { index, 1: entry } of element.matchAll(/\.(\d+)(?=\.|$)/g)) {
			const list = inside._peekCMIValue(element.slice(0, index)) as { childArray?: unknown[] } | undefined;
			if (list?.childArray && Number(entry) >= list.childArray.length) return list.childArray;
		}
		return null;
	};
	const refuse = (element: string, answer: string, code: number) => {
		engine.throwSCORMError(element, code);
		return answer;
	};
	engine.SetValue = (element, value: unknown) => {
		if (whole(element)) return refuse(element, 'false', 401);
		if (engine.isInitialized() && unreadable(element, String(value))) return refuse(element, 'false', 406);
		if (element !== 'cmi.location' || value !== '') {
			const list = missingIn(element);
			const before = list?.length;
			const answer = set(element, value);
			if (list && answer === 'false') list.length = before ?? 0;
			return answer;
		}
		const answer = set(element, '-');
		if (answer === 'true') inside.cmi.content._location = '';
		return answer;
	};
	engine.GetValue = (element) => {
		if (whole(element)) return refuse(element, '', 401);
		return missingIn(String(element)) ? refuse(element, '', 301) : get(element);
	};
	return engine;
}

/** A URN without a name in it, and a duration that is none (RTE 4.1.1.6, 4.1.1.7): the engine takes both. */
function unreadable(element: string, value: string): boolean {
	if (/^cmi\.(objectives|interactions)\.\d+\.id$/.test(element))
		return /^urn:/i.test(value) && !/^urn:[\w-]{1,32}:\S+$/i.test(value);
	if (!/^cmi\.(session_time|interactions\.\d+\.latency)$/.test(element)) return false;
	return seconds2004(value) === null || value.endsWith('T');
}
