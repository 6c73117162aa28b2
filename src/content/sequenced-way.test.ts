import type { JsonObject } from '$lib/base';
import { imsCourseManifest, readStanding, seedDataModel } from '$lib/scorm';
import {
	activitiesOf,
	givenBy,
	type CourseState,
	type NavigationRequest,
	type Outcome,
	type Way
} from '$lib/scorm/course';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { courseFrom, courseWith, type TestStep } from '../../tests/fixtures/courses';
import type { Engine } from './engine';
import { startScorm2004 } from './start-2004';

// The engine speaks on the console whatever its log level.
beforeEach(() => void vi.spyOn(console, 'debug').mockImplementation(() => undefined));

type Api = Engine &
	Record<'Initialize' | 'Terminate' | 'GetValue' | 'SetValue', (...args: string[]) => string>;

/** Plays a course as the frame does, without pages. */
class Player {
	readonly #way: Way;
	readonly #session: () => Engine;
	#cmi = new Map<string, JsonObject>();
	here: string | null = null;
	over = false;
	api!: Api;

	constructor(
		readonly course: ReturnType<typeof courseWith>['course'],
		state: CourseState | null = null
	) {
		const commit = (cmi: JsonObject) => {
			this.#cmi.set(this.here!, cmi);
			this.#way.committed(this.here!, readStanding(cmi, '2004'));
		};
		const { way, session } = startScorm2004(commit, course, state);
		[this.#way, this.#session] = [way!, session];
	}

	start(): this {
		this.#follow(this.#way.start());
		return this;
	}
	/** Sets elements in the open step. */
	set(values: Record<string, string>): this {
		for (const [element, value] of Object.entries(values))
			expect([element, this.api.SetValue(element, value)]).toEqual([element, 'true']);
		return this;
	}
	get(element: string): string {
		return this.api.GetValue(element);
	}
	/** The step ends by itself. */
	end(values: Record<string, string> = {}): this {
		this.set(values);
		expect(this.api.Terminate('')).toBe('true');
		this.#follow(this.#way.ended(''));
		return this;
	}
	/** The learner goes elsewhere while the step runs. */
	go(to: NavigationRequest['to'], target?: string): this {
		if (!this.#way.allows({ to, target })) throw new Error(`not allowed: ${to} ${target ?? ''}`);
		this.#way.asked = { to, target };
		let outcome: Outcome | null = null;
		if (this.api.isInitialized()) {
			this.api.Terminate('');
			outcome = this.#way.ended('');
		}
		this.#way.asked = null;
		this.#follow(outcome ?? this.#way.go({ to, target }));
		return this;
	}
	/** The same course after everything was stored and read again. */
	again(): Player {
		const next = new Player(this.course, JSON.parse(JSON.stringify(this.state)) as CourseState);
		next.#cmi = this.#cmi;
		return next.start();
	}
	get state() {
		return this.#way.state();
	}
	get contents() {
		return this.#way.contents();
	}
	get open() {
		return this.contents.entries.filter(({ open }) => open).map(({ id }) => id);
	}

	#follow(outcome: Outcome): void {
		if (outcome === 'over') this.over = true;
		if (typeof outcome === 'string') return;
		const { open: id } = outcome;
		const keeps = this.#way.keeps(id);
		this.#way.begin(id);
		this.here = id;
		this.api = this.#session() as Api;
		const saved = keeps ? (this.#cmi.get(id) ?? null) : null;
		this.api.loadFromJSON(
			seedDataModel(saved, '2004', {
				...{ learner: { id: 'p', name: 'n' }, seconds: 0, resumed: keeps },
				given: givenBy(
					activitiesOf(this.course.items).find((item) => item.id === id)!,
					'2004'
				)
			}),
			'cmi'
		);
		expect(this.api.Initialize('')).toBe('true');
	}
}

const seq = (inside: string) => `<imsss:sequencing>${inside}</imsss:sequencing>`;
const mode = (said: string) => `<imsss:controlMode ${said}/>`;
const flow = seq(mode('choice="true" flow="true"'));
const forced = seq(mode('choice="false" flow="true"'));
const rule = (when: string, action: string, condition: string, more = '') =>
	`<imsss:sequencingRules><imsss:${when}ConditionRule><imsss:ruleConditions ${more}>${condition}</imsss:ruleConditions><imsss:ruleAction action="${action}"/></imsss:${when}ConditionRule></imsss:sequencingRules>`;
const is = (condition: string, more = '') => `<imsss:ruleCondition condition="${condition}" ${more}/>`;
const play = (steps: (TestStep | string)[], inside = flow, attributes = '') =>
	new Player(courseWith('2004', steps, { inside, attributes }).course).start();
const done = { 'cmi.completion_status': 'completed' };
const passed = { ...done, 'cmi.success_status': 'passed' };

describe('the way through a course of SCORM 2004', () => {
	it('that flows and forbids choice goes one after the other, and ends at its end', () => {
		const player = play(['A', 'B', 'C'], forced);
		expect(player.here).toBe('A');
		expect(player.open).toEqual([]);
		expect(player.contents.entries.map(({ why }) => why)).toEqual(['order', 'order', 'order']);
		expect(player.contents).toMatchObject({ previous: 'closed', next: 'open' });
		expect(() => player.go('choice', 'C')).toThrow('not allowed');
		expect(player.set(done).go('continue').here).toBe('B');
		expect(player.go('previous').here).toBe('A');
		expect(player.set(done).go('continue').set(done).go('continue').here).toBe('C');
		expect(player.contents.next).toBe('closed');
		expect(player.state.standing.completion).toBe('incomplete');
		player.set(done).go('suspendAll');
		expect(player.over).toBe(true);
		expect(player.state.standing.completion).toBe('completed');
	});

	it('that only lets choose is begun with its first step, and has the steps beside to go to', () => {
		const player = play(['A', 'B'], '');
		expect(player.here).toBe('A');
		expect(player.open).toEqual(['A', 'B']);
		expect(player.contents).toMatchObject({ previous: 'closed', next: 'open' });
		expect(player.go('continue').here).toBe('B');
		expect(player.go('previous').here).toBe('A');
	});

	it('heeds what a step asks for when it ends', () => {
		const nav = (request: string) => ({ 'adl.nav.request': request });
		expect(play(['A', 'B']).end(nav('continue')).here).toBe('B');
		expect(play(['A', 'B', 'C']).end(nav('{target=C}choice')).here).toBe('C');
		expect(play(['A', 'B']).end(nav('exitAll')).over).toBe(true);
		expect(play(['A', 'B']).end(nav('suspendAll')).over).toBe(true);
		expect(play(['A', 'B']).end(nav('continue')).end(nav('previous')).here).toBe('A');
		expect(play(['A', 'B']).end().here).toBe('A');
		// A step may ask for itself again, where it was.
		const self = play(['A', 'B']);
		self.end({ 'cmi.location': 'a-5', 'cmi.exit': 'suspend', ...nav('{target=A}choice') });
		expect([self.get('cmi.location'), self.get('cmi.entry')]).toEqual(['a-5', 'resume']);
		// The learner's own wish counts before the step's.
		expect(play(['A', 'B', 'C']).set(nav('{target=C}choice')).go('continue').here).toBe('B');
	});

	it('opens a step when its rule is met, as soon as the step before says so', () => {
		const wants = rule(
			'pre',
			'disabled',
			is('satisfied', 'referencedObjective="before" operator="not"') +
				is('objectiveStatusKnown', 'referencedObjective="before" operator="not"'),
			'conditionCombination="any"'
		);
		const map = (way: string) => `<imsss:mapInfo targetObjectiveID="g-A" ${way}/>`;
		const player = play([
			{
				id: 'A',
				inside: seq(
					`<imsss:objectives><imsss:primaryObjective objectiveID="own">${map('writeSatisfiedStatus="true"')}</imsss:primaryObjective></imsss:objectives><imsss:deliveryControls objectiveSetByContent="true"/>`
				)
			},
			{
				id: 'B',
				inside: seq(
					`${wants}<imsss:objectives><imsss:primaryObjective objectiveID="b"/><imsss:objective objectiveID="before">${map('readSatisfiedStatus="true"')}</imsss:objective></imsss:objectives>`
				)
			}
		]);
		expect(player.open).toEqual(['A']);
		expect(player.contents.entries[1]).toMatchObject({ id: 'B', open: false, why: 'closed' });
		expect(player.contents.next).toBe('closed');
		player.set(passed);
		expect(player.open).toEqual(['A', 'B']);
		expect(player.contents.next).toBe('open');
		expect(player.go('continue').here).toBe('B');
		expect(player.again().open).toEqual(['A', 'B']);
		// In another attempt of the learner it is still known.
		const { objectives, data } = player.state;
		const fresh = new Player(player.course, {
			...{ here: null, sequencing: null, steps: {}, attempts: {}, objectives, data },
			standing: { begun: false, completion: 'incomplete', success: 'unknown', scaled: null }
		}).start();
		expect(fresh.here).toBe('A');
		expect(fresh.open).toEqual(['A', 'B']);
	});

	it('goes on after a step by its post-condition, repeats it, or leaves', () => {
		const after = (action: string, condition: string) => ({
			id: 'A',
			inside: seq(rule('post', action, condition))
		});
		const known = is('objectiveStatusKnown');
		expect(play([after('continue', is('completed')), 'B']).end(done).here).toBe('B');
		const again = play([after('retry', is('satisfied', 'operator="not"') + known), 'B']);
		again.end({ 'cmi.success_status': 'failed', 'cmi.location': '3', ...done });
		expect(again.here).toBe('A');
		expect(again.get('cmi.location')).toBe('');
		expect(again.end(passed).here).toBe('A');
		expect(play([after('exitAll', is('completed')), 'B']).end(done).over).toBe(true);
		// The folder it is in is the course.
		const out = play([after('exitParent', is('completed')), 'B']);
		expect(out.end({ ...done, 'adl.nav.request': 'continue' }).over).toBe(true);
	});

	it('is over for a step whose attempts are used up', () => {
		const player = play([{ id: 'A', inside: seq('<imsss:limitConditions attemptLimit="1"/>') }, 'B']);
		player.set(done).go('continue');
		expect(player.here).toBe('B');
		expect(player.open).toEqual(['B']);
	});

	it('skips a hidden and a skipped step, and does not list the hidden one', () => {
		const player = play([
			'A',
			{ id: 'B', inside: seq(rule('pre', 'skip', is('always'))) },
			{ id: 'C', attributes: ' isvisible="false"' }
		]);
		expect(player.go('continue').here).toBe('C');
		expect(player.contents.entries.map(({ id }) => id)).toEqual(['A', 'B']);
	});

	it('hides the buttons a step does not want', () => {
		const face = `<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>continue</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>`;
		const player = play(['A', { id: 'B', inside: face }, 'C']);
		expect(player.contents).toMatchObject({ next: 'open' });
		expect(player.go('continue').contents).toMatchObject({ next: 'hidden', previous: 'open' });
	});
});

describe('the roll-up of measures', () => {
	const root = seq(
		`${mode('choice="true" flow="true"')}<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>`
	);
	const weight = (id: string, of: string) => ({
		id,
		inside: seq(`<imsss:rollupRules objectiveMeasureWeight="${of}"/>`)
	});
	const scored = (scaled: string) => ({ ...passed, 'cmi.score.scaled': scaled });

	it('counts every tracked step: 1.0 and nothing yet is 0.5, and not passed', () => {
		const player = play(['A', 'B'], root);
		player.set(scored('1.0')).go('continue');
		expect(player.state.standing).toMatchObject({ scaled: 0.5, success: 'failed' });
		player.set(scored('0.8')).go('suspendAll');
		expect(player.state.standing).toMatchObject({ scaled: 0.9, success: 'passed' });
	});
	it('weighs steps as the manifest does, unfinished ones like any other', () => {
		const player = play([weight('A', '3'), weight('B', '1'), weight('C', '0')], root);
		player.set({ 'cmi.score.scaled': '1.0', 'cmi.completion_status': 'incomplete' }).go('continue');
		expect(player.state.standing.scaled).toBe(0.75);
		player.set(scored('0')).go('continue').set(scored('0')).go('suspendAll');
		expect(player.state.standing.scaled).toBe(0.75);
	});
	it('leaves out what is not tracked, and knows nothing before the first score', () => {
		const player = play(['A', { id: 'B', inside: seq('<imsss:deliveryControls tracked="false"/>') }], root);
		expect(player.state.standing).toMatchObject({ scaled: null, success: 'unknown' });
		player.set(scored('0.9')).go('continue');
		expect(player.state.standing).toMatchObject({ scaled: 0.9, success: 'passed' });
	});
	it('is as good in the look ahead', () => {
		const more = `<imsss:sequencingRules><imsss:exitConditionRule><imsss:ruleConditions>${is('satisfied')}</imsss:ruleConditions><imsss:ruleAction action="exit"/></imsss:exitConditionRule></imsss:sequencingRules>`;
		const player = play(['A', 'B'], root.replace('<imsss:objectives>', `${more}<imsss:objectives>`));
		player.set(scored('1.0'));
		expect(player.contents.next).toBe('open');
	});
});

describe('the roll-up of states', () => {
	const rolled = (children: string, operator: string, condition: string, action: string) =>
		seq(
			`${mode('choice="true" flow="true"')}<imsss:rollupRules><imsss:rollupRule childActivitySet="${children}"><imsss:rollupConditions><imsss:rollupCondition operator="${operator}" condition="${condition}"/></imsss:rollupConditions><imsss:rollupAction action="${action}"/></imsss:rollupRule></imsss:rollupRules>`
		);
	const failed = { 'cmi.success_status': 'failed', 'cmi.completion_status': 'incomplete' };

	it('takes what is not known yet for neither true nor false', () => {
		const none = play(['A', 'B'], rolled('none', 'noOp', 'satisfied', 'completed'));
		none.set(failed).go('continue');
		expect(none.state.standing.completion).toBe('incomplete');
		none.set(failed).go('suspendAll');
		expect(none.state.standing.completion).toBe('completed');
		const any = play(['A', 'B'], rolled('any', 'not', 'completed', 'satisfied'));
		any.set(done).go('continue');
		expect(any.state.standing.success).not.toBe('passed');
	});
	it('leaves the usual rules where the manifest has rules of its own', () => {
		const player = play(['A', 'B'], rolled('all', 'not', 'satisfied', 'notSatisfied'));
		player.set(passed).go('continue').set(passed).go('suspendAll');
		expect(player.state.standing.success).toBe('unknown');
	});
	it('knows nothing of what is not tracked', () => {
		const untracked = flow.replace('</', '<imsss:deliveryControls tracked="false"/></');
		const player = play(['A', 'B'], untracked);
		player.set(passed).go('continue').set(passed).go('suspendAll');
		expect(player.state.standing).toMatchObject({ completion: 'incomplete', success: 'unknown' });
	});
});

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
	it('is not read by a folder that is not tracked', () => {
		const folder = (more: string) =>
			`<item identifier="X" identifierref="R-C"><title>X</title></item>${seq(mode('flow="true"') + rule('pre', 'skip', is('activityProgressKnown')) + maps('f', '').replace('<adlseq', `${more}<adlseq`))}`;
		const course = (more: string) => [writes, { id: 'F', inside: folder(more) }, 'C'];
		const untracked = '<imsss:deliveryControls tracked="false"/>';
		expect(play(course(untracked)).end({ ...done, ...next }).here).toBe('X');
		expect(play(course('')).end({ ...done, ...next }).here).toBe('C');
	});
});

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
	it('are the objectives of its manifest by name, and none that has none', () => {
		const inside = seq(
			`<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"/><imsss:objective objectiveID="育秧"/><imsss:objective objectiveID="obj-2"/></imsss:objectives>`
		);
		const player = play([{ id: 'A', inside }, 'B']);
		const count = Number(player.get('cmi.objectives._count'));
		const names = Array.from({ length: count }, (_, i) => player.get(`cmi.objectives.${i}.id`));
		expect(names).toEqual(['育秧', 'obj-2']);
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

describe('a course we made ourselves, as another system gets it', () => {
	it.each(['2004', '2004-3rd'] as const)(
		'%s: any lesson may be chosen, and is passed by its own mark',
		(edition) => {
			const lesson = (id: string) => ({
				...{ lessonId: id, title: `课${id}`, passPercent: 60, files: [`${id}.html`] },
				launch: `${id}.html`
			});
			const xml = imsCourseManifest(
				{ courseId: 'c', title: '一门课', lessons: ['a', 'b', 'c'].map(lesson) },
				edition
			);
			const player = new Player(courseFrom(xml, ['a.html', 'b.html', 'c.html'])).start();
			expect(player.here).toBe('ITEM-a');
			expect(player.open).toEqual(['ITEM-a', 'ITEM-b', 'ITEM-c']);
			// A lesson has its own way on; to the next lesson the system leads.
			expect(player.contents).toMatchObject({ previous: 'closed', next: 'open' });
			expect(player.get('cmi.scaled_passing_score')).toBe('0.6');
			for (const id of ['ITEM-b', 'ITEM-c'])
				player.set({ ...done, 'cmi.score.scaled': '0.7' }).go('choice', id);
			player.set({ ...done, 'cmi.score.scaled': '0.4' }).go('suspendAll');
			const { standing, steps } = player.state;
			expect(steps['ITEM-a']).toMatchObject({ success: 'passed', scaled: 0.7 });
			expect(steps['ITEM-c']).toMatchObject({ success: 'failed', scaled: 0.4 });
			expect(standing).toMatchObject({ completion: 'completed', success: 'failed' });
			expect(standing.scaled).toBeCloseTo(0.6);
		}
	);
});
