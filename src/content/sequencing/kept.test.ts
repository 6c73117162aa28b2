import { describe, expect, it } from 'vitest';
import { done, forced, is, mode, passed, play, rule, seq } from '../../../tests/fixtures/sequenced';

describe('after everything was stored and read again', () => {
	it('a suspended course resumes in its step, with its data', () => {
		const player = play(['A', 'B', 'C']);
		player.set(done).go('continue').set({ 'cmi.location': 'b-3', 'cmi.exit': 'suspend' }).go('suspendAll');
		const again = player.again();
		expect(again.here).toBe('B');
		expect([again.get('cmi.location'), again.get('cmi.entry')]).toEqual(['b-3', 'resume']);
		expect(again.state.steps.A).toMatchObject({ completion: 'completed' });
		expect(again.set(done).go('continue').set(done).go('suspendAll').state.standing.completion).toBe(
			'completed'
		);
	});
	it('one that was cut off goes on where it was, in the same attempt', () => {
		const player = play(['A', 'B'], forced);
		player.set(done).go('continue').set({ 'cmi.location': 'b-3' });
		(player.api as unknown as { Commit(arg: string): string }).Commit('');
		const again = player.again();
		expect(again.here).toBe('B');
		expect([again.get('cmi.location'), again.get('cmi.entry')]).toEqual(['b-3', 'resume']);
		expect(again.contents.previous).toBe('open');
	});
	it('one that was cut off between two steps goes on in the second', () => {
		const again = play(['A', 'B'], forced).cut({ ...done, 'adl.nav.request': 'continue' });
		expect([again.here, again.state.steps.A?.completion]).toEqual(['B', 'completed']);
	});
	it('a step that ended and is opened again is a new attempt with nothing in it', () => {
		const player = play(['A', 'B']);
		player
			.set({ ...done, 'cmi.location': 'a-9', 'cmi.exit': 'normal' })
			.go('continue')
			.go('previous');
		expect(player.here).toBe('A');
		expect([player.get('cmi.location'), player.get('cmi.entry')]).toEqual(['', 'ab-initio']);
		expect(player.state.steps.A).toMatchObject({ completion: 'completed' });
	});
	it('a course that came to its end begins anew, and what was reached is known to its rules', () => {
		const once = { id: 'A', inside: seq(rule('pre', 'skip', is('satisfied'))) };
		const player = play([once, 'B', 'C'], forced).set(passed).go('continue');
		player.set({ 'cmi.location': 'b-3' }).go('continue').go('continue');
		expect(player.over).toBe(true);
		expect(player.state.standing).toMatchObject({ completion: 'completed', success: 'passed' });
		const again = player.again();
		expect([again.here, again.get('cmi.location'), again.get('cmi.entry')]).toEqual(['B', '', 'ab-initio']);
		expect(again.contents.previous).toBe('closed');
	});
	it('an order drawn by lot stays as it was drawn', () => {
		const steps = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
		const lot = seq(
			`${mode('choice="true" flow="true"')}<imsss:randomizationControls randomizationTiming="onEachNewAttempt" reorderChildren="true" selectCount="5" selectionTiming="once"/>`
		);
		const orders = Array.from({ length: 5 }, () => {
			const player = play(steps, lot);
			const order = player.contents.entries.map(({ id }) => id);
			expect(order).toHaveLength(5);
			expect(player.again().contents.entries.map(({ id }) => id)).toEqual(order);
			return order.join('');
		});
		expect(new Set(orders).size).toBeGreaterThan(1);
	});
});

describe('what a step finds', () => {
	it('is nothing its manifest said of the step before', () => {
		const own = `<adlcp:dataFromLMS>x</adlcp:dataFromLMS><adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction><adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.5"/>${seq('<imsss:limitConditions attemptAbsoluteDurationLimit="PT1H"/><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>')}`;
		const player = play([{ id: 'A', inside: own }, 'B']);
		const said = () =>
			[
				'launch_data',
				'time_limit_action',
				'completion_threshold',
				'max_time_allowed',
				'scaled_passing_score'
			].map((name) => player.get(`cmi.${name}`));
		expect(said()).toEqual(['x', 'exit,message', '0.5', 'PT1H', '0.6']);
		expect(player.go('continue').here).toBe('B');
		expect(said()).toEqual(['', 'continue,no message', '', '', '']);
	});
	it('is its data model, whatever it sets in its place', () => {
		const player = play(['A', 'B']);
		for (const whole of ['cmi', 'cmi.objectives', 'cmi.score', 'adl.nav'])
			expect([player.api.SetValue(whole, 'x'), player.get(whole)]).toEqual(['false', '']);
		expect(player.set(done).get('cmi.completion_status')).toBe('completed');
		player.set({ 'cmi.location': '7' }).set({ 'cmi.location': '' });
		expect([player.get('cmi.location'), player.api.isInitialized()]).toEqual(['', true]);
	});
	it('are entries that are there, names and durations that can be read', () => {
		const { api } = play(['A', 'B']);
		const get = (element: string) => [api.GetValue(element), String(api.GetLastError())];
		const set = (element: string, value: string) => [
			api.SetValue(element, value),
			String(api.GetLastError())
		];
		expect(get('cmi.objectives.0.id')).toEqual(['', '301']);
		expect(get('cmi.interactions.0.correct_responses.0.pattern')).toEqual(['', '301']);
		for (const wrong of ['', 'urn:', 'urn:adl:two words'])
			expect(set('cmi.objectives.0.id', wrong)).toEqual(['false', '406']);
		expect(get('cmi.objectives._count')).toEqual(['0', '0']);
		expect(set('cmi.objectives.0.id', 'urn:adl:育秧')).toEqual(['true', '0']);
		expect(get('cmi.objectives.0.description')).toEqual(['', '403']);
		for (const wrong of ['P1Y6M14D4H15M', 'P1DT', 'PT1.5H', '90'])
			expect(set('cmi.session_time', wrong)).toEqual(['false', '406']);
		expect(set('cmi.session_time', 'PT1H30M5.25S')).toEqual(['true', '0']);
	});
	it('are the objectives of its manifest by name, and none that has none', () => {
		const inside = seq(
			`<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"/><imsss:objective objectiveID="育秧"/><imsss:objective objectiveID="obj-2"/></imsss:objectives>`
		);
		const player = play([{ id: 'A', inside }, 'B']);
		const count = Number(player.get('cmi.objectives._count'));
		const names = Array.from({ length: count }, (_, i) => player.get(`cmi.objectives.${i}.id`));
		expect(names).toEqual(['育秧', 'obj-2']);
	});
	it('is nothing of an attempt before, where objectives are those of one attempt', () => {
		const known = is('objectiveStatusKnown', 'referencedObjective="o"');
		const map = (kind: string, more: string) =>
			`<imsss:${kind} objectiveID="o"><imsss:mapInfo targetObjectiveID="g" ${more}/></imsss:${kind}>`;
		const reads = `<imsss:objectives><imsss:primaryObjective/>${map('objective', '')}</imsss:objectives>`;
		const writes = `<imsss:objectives>${map('primaryObjective', 'writeSatisfiedStatus="true"')}</imsss:objectives>`;
		const steps = [
			{ id: 'A', inside: seq(rule('pre', 'skip', known) + reads) },
			{ id: 'B', inside: seq(rule('post', 'exitParent', is('always')) + writes) }
		];
		const again = seq(
			mode('choice="false" flow="true"') + rule('post', 'retry', is('satisfied', 'operator="not"'))
		);
		const tried = (attributes: string) => {
			const player = play(steps, again, attributes).set({ 'cmi.success_status': 'failed' }).go('continue');
			player.end({ 'cmi.success_status': 'failed', 'adl.nav.request': 'continue' });
			return [player.here, player.get('cmi.objectives.0.success_status')];
		};
		expect(tried(' adlseq:objectivesGlobalToSystem="false"')).toEqual(['A', 'unknown']);
		expect(tried('')).toEqual(['B', 'failed']);
	});
	it('is the shared data of another step, as far as both may', () => {
		const data = (write: boolean) =>
			`<adlcp:data><adlcp:map targetID="store" readSharedData="true" writeSharedData="${write}"/></adlcp:data>`;
		const player = play([
			{ id: 'A', inside: data(true) },
			{ id: 'B', inside: data(false) }
		]);
		player.set({ 'adl.data.0.store': '浸种' }).go('continue');
		expect(player.get('adl.data.0.store')).toBe('浸种');
		expect(player.api.SetValue('adl.data.0.store', 'x')).toBe('false');
		expect(player.state.data).toEqual({ store: '浸种' });
		player.go('suspendAll');
		expect(player.again().get('adl.data.0.store')).toBe('浸种');
	});
});
