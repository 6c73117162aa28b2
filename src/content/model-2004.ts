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
 * all that lies in it (the engine lets that happen), and a bookmark may be taken away again (the engine refuses that).
 */
export function guarded(engine: api): api {
	const [set, get] = [engine.SetValue.bind(engine), engine.GetValue.bind(engine)];
	const inside = engine as unknown as Inside;
	const whole = (element: string) =>
		engine.isInitialized() && typeof (inside._peekCMIValue(element) ?? '') === 'object';
	const refuse = (element: string, answer: string) => {
		engine.throwSCORMError(element, 401);
		return answer;
	};
	engine.SetValue = (element, value: unknown) => {
		if (whole(element)) return refuse(element, 'false');
		if (element !== 'cmi.location' || value !== '') return set(element, value);
		const answer = set(element, '-');
		if (answer === 'true') inside.cmi.content._location = '';
		return answer;
	};
	engine.GetValue = (element) => (whole(element) ? refuse(element, '') : get(element));
	return engine;
}
