import { startScorm2004 } from '../src/content/start-2004';
import type { JsonObject } from '$lib/base';
import { readStanding, seedDataModel } from '$lib/scorm';
import { courseWith } from '../tests/fixtures/courses';
import { ratioLine } from './ratio';

const folders = 10;
const perFolder = 20;
const rounds = 20;

type Api = Record<'Initialize' | 'SetValue', (...args: string[]) => string> & {
	loadFromJSON(json: JsonObject, element: string): void;
};

/**
 * Goal: to say what is open after a step's report, three looks ahead, at 0.7 times the speed or more of reading the course's notes
 * into an engine once (which each look once did). In a course of 200 steps.
 */
export function bench(): void {
	// The engine speaks on the console whatever its log level.
	console.debug = () => undefined;
	const flow = `<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>`;
	const steps = Array.from({ length: folders }, (_, f) => ({
		id: `F${f}`,
		inside: flow,
		steps: Array.from({ length: perFolder }, (_, i) => `S${f}-${i}`)
	}));
	const { course } = courseWith('2004', steps, { inside: flow });
	const { sequencer, session } = startScorm2004(
		(cmi) => sequencer?.committed(here, readStanding(cmi, '2004')),
		course,
		null
	);
	const outcome = sequencer?.start();
	if (!sequencer || typeof outcome !== 'object') throw new Error('the course did not begin');
	const here = outcome.open;
	sequencer.begin(here);
	const api = session() as unknown as Api;
	const learner = { id: 'p', name: 'n' };
	api.loadFromJSON(seedDataModel(null, '2004', { learner, seconds: 0, given: {}, resumed: false }), 'cmi');
	api.Initialize('');
	sequencer.contents();
	const [ours, floor]: [number[], number[]] = [[], []];
	for (let round = 0; round < rounds; round++) {
		api.SetValue('cmi.score.scaled', String(round / rounds));
		ours.push(timed(() => sequencer.contents()));
		const state = sequencer.state();
		floor.push(timed(() => startScorm2004(() => undefined, course, state)));
	}
	const median = ours.toSorted((a, b) => a - b)[rounds >> 1];
	console.log(`  what is open after a report: median ${median?.toFixed(1)} ms`);
	ratioLine(
		`a course of ${folders * perFolder} steps, speed against reading its notes once`,
		floor,
		ours,
		0.7
	);
}

function timed(work: () => unknown): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}
