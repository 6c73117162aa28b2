import { describe, expect, it } from 'vitest';
import { done, forced, is, mode, play, rule, seq } from '../../../tests/fixtures/sequenced';

describe('completion', () => {
	const next = { 'adl.nav.request': 'continue' };
	const maps = (id: string, said: string) =>
		`<imsss:objectives><imsss:primaryObjective objectiveID="${id}"/></imsss:objectives><adlseq:objectives><adlseq:objective objectiveID="${id}"><adlseq:mapInfo targetObjectiveID="g" ${said}/></adlseq:objective></adlseq:objectives>`;
	const threshold = (least: string) =>
		`<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="${least}"/>`;
	const writes = {
		id: 'A',
		inside: seq(maps('a', 'writeCompletionStatus="true" writeProgressMeasure="true"'))
	};

	it('is unknown when a step says so, or never says and alone may say', () => {
		const again = rule('post', 'retry', is('activityProgressKnown'));
		const says = play([{ id: 'A', inside: seq(again) }, 'B']);
		expect(says.end({ 'cmi.completion_status': 'unknown', ...next }).here).toBe('B');
		const alone = `${again}<imsss:deliveryControls completionSetByContent="true"/>`;
		expect(play([{ id: 'A', inside: seq(alone) }, 'B']).end(next).here).toBe('B');
		expect(play([{ id: 'A', inside: seq(again) }, 'B']).end(next).here).toBe('A');
	});
	it('is by the measure a step reads, where it is by measure, and by nothing else', () => {
		const inside = seq(rule('pre', 'skip', is('completed')) + maps('b', '')) + threshold('0.5');
		const course = [writes, { id: 'B', inside }, 'C'];
		const half = { 'cmi.completion_status': 'incomplete', 'cmi.progress_measure': '0.8', ...next };
		expect(play(course, forced).end(half).here).toBe('C');
		expect(play(course, forced).end({ ...half, 'cmi.progress_measure': '0.4' }).here).toBe('B');
		expect(play(course, forced).end({ ...done, ...next }).here).toBe('B');
	});
	it('is by the measure of its own objective, too', () => {
		const inside =
			seq(rule('post', 'continue', is('completed')) + maps('a', 'readProgressMeasure="false"')) +
			threshold('0.4');
		const player = play(['A', { id: 'B', inside }, 'C']).go('continue');
		const back = { 'cmi.completion_status': 'unknown', 'adl.nav.request': 'previous' };
		expect(player.end({ 'cmi.objectives.0.progress_measure': '0.4', ...back }).here).toBe('C');
	});
	it('is what the step says of itself, whatever it says of its primary objective', () => {
		const writing = {
			id: 'A',
			inside: seq(maps('a', 'writeCompletionStatus="true" writeProgressMeasure="true"'))
		};
		const reading = { id: 'B', inside: seq(maps('b', '')) };
		const objective = (values: Record<string, string>) => {
			const player = play([writing, reading]).end({ ...values, ...next });
			return ['completion_status', 'progress_measure'].map((name) => player.get(`cmi.objectives.0.${name}`));
		};
		const apart = {
			'cmi.objectives.0.completion_status': 'completed',
			'cmi.objectives.0.progress_measure': '0.3'
		};
		expect(objective(apart)).toEqual(['completed', '0.3']);
		expect(objective({ 'cmi.completion_status': 'incomplete', ...apart })).toEqual(['incomplete', '0.3']);
		expect(objective({ 'cmi.completion_status': 'unknown', ...apart })[0]).toBe('unknown');
		expect(objective({ 'cmi.progress_measure': '0.8', ...apart })).toEqual(['completed', '0.8']);
	});
	it('is not changed for all by a step whose measure is another one', () => {
		const both = maps('a', 'writeCompletionStatus="true" writeProgressMeasure="true"');
		const steps = [
			{ id: 'A', inside: seq(both) + threshold('0.4') },
			{ id: 'B', inside: seq(both) + threshold('0.1') }
		];
		const player = play(steps).end({ 'cmi.progress_measure': '0.2', ...next });
		expect([player.here, player.get('cmi.objectives.0.completion_status')]).toEqual(['B', 'incomplete']);
	});
	it('is not read by a folder that is not tracked', () => {
		const folder = (more: string) =>
			`<item identifier="X" identifierref="R-C"><title>X</title></item>${seq(mode('flow="true"') + rule('pre', 'skip', is('activityProgressKnown')) + maps('f', '').replace('<adlseq', `${more}<adlseq`))}`;
		const course = (more: string) => [writes, { id: 'F', inside: folder(more) }, 'C'];
		const untracked = '<imsss:deliveryControls tracked="false"/>';
		expect(play(course(untracked)).end({ ...done, ...next }).here).toBe('X');
		expect(play(course('')).end({ ...done, ...next }).here).toBe('C');
	});
});

describe('completion that is not known', () => {
	const known = is('activityProgressKnown');
	it('stays so when a folder ends', () => {
		const within = { id: 'A', inside: seq(rule('post', 'exitParent', is('always'))) };
		const inside = seq(mode('choice="true" flow="true"') + rule('post', 'exitAll', known));
		const player = play([{ id: 'F', inside, steps: [within] }, 'B']);
		player.end({ 'cmi.completion_status': 'unknown', 'adl.nav.request': 'continue' });
		expect([player.over, player.here]).toEqual([false, 'B']);
	});
	it('stays so where a measure is read that nobody wrote', () => {
		const maps =
			'<imsss:objectives><imsss:primaryObjective objectiveID="p"/></imsss:objectives><adlseq:objectives><adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g"/></adlseq:objective></adlseq:objectives>';
		const inside = `${seq(rule('pre', 'skip', known) + maps)}<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.5"/>`;
		expect(play(['A', { id: 'B', inside }, 'C'], forced).go('continue').here).toBe('B');
	});
});
