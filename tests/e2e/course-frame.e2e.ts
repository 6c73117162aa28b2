import { expect, test, type Frame } from '@playwright/test';
import { courseWith } from '../fixtures/courses';
import { onBench, type OnBench } from './on-bench';
import type { Kept } from './frame-bench-page';

let page: OnBench['page'];
onBench((at) => ({ page } = at));

type Made = ReturnType<typeof courseWith>;
const play = (made: Made, kept?: Kept) =>
	page.evaluate(
		(text) => {
			const [files, course, before] = JSON.parse(text) as [Made['files'], Made['course'], Kept | null];
			return window.bench.play(files, course, before);
		},
		JSON.stringify([made.files, made.course, kept])
	);
const keptNow = async () => JSON.parse(await page.evaluate(() => JSON.stringify(window.bench.kept))) as Kept;
const go = (to: 'continue' | 'previous' | 'choice', target?: string) =>
	page.evaluate(([t, id]) => window.bench.go(t, id), [to, target] as const);
const leave = () => page.evaluate(() => window.bench.leave());

/** The page of a step that is open, once its script ran. */
async function step(id: string): Promise<Frame> {
	await expect.poll(async () => (await contents())?.here).toBe(id);
	const find = () => page.frames().find((frame) => frame.url().endsWith(`/${id}.html`));
	await expect
		.poll(() =>
			find()
				?.evaluate(() => document.readyState)
				.catch(() => '')
		)
		.toBe('complete');
	return find()!;
}
const run = (frame: Frame, code: string) => frame.evaluate(code);
const contents = () => page.evaluate(() => window.bench.contents);
const open = async () =>
	(await contents())?.entries.filter(({ open, folder }) => open && !folder).map(({ id }) => id);

for (const version of ['1.2', '2004'] as const) {
	const status = version === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status';
	const place = version === '1.2' ? 'cmi.core.lesson_location' : 'cmi.location';
	const exit = version === '1.2' ? 'cmi.core.exit' : 'cmi.exit';
	const entry = version === '1.2' ? 'cmi.core.entry' : 'cmi.entry';

	test(`SCORM ${version}: steps one after the other, each with its own data, resumed after a restart`, async () => {
		const made = courseWith(version, ['A', 'B', 'C']);
		await play(made);
		const first = await step('A');
		await expect.poll(async () => (await contents())?.here).toBe('A');
		expect((await contents())?.entries.map(({ title }) => title)).toEqual(['第A节', '第B节', '第C节']);
		expect(await contents()).toMatchObject({ previous: 'closed', next: 'open' });
		await run(
			first,
			`set('${place}', 'a-3'); set('${status}', 'completed'); set('${exit}', 'suspend'); call('commit', '')`
		);
		await go('continue');

		const second = await step('B');
		expect(await run(second, `[get('${place}'), get('${entry}')]`)).toEqual(['', 'ab-initio']);
		await expect.poll(async () => (await contents())?.entries[0]?.reached.completion).toBe('completed');
		expect((await contents())?.previous).toBe('open');
		// Said, and never committed: leaving keeps it all the same.
		await run(second, `set('${place}', 'b-7'); set('${exit}', 'suspend')`);
		await go('previous');
		const again = await step('A');
		expect(await run(again, `[get('${place}'), get('${entry}')]`)).toEqual(['a-3', 'resume']);
		await go('choice', 'B');
		const back = await step('B');
		expect(await run(back, `get('${place}')`)).toBe('b-7');
		await run(back, `set('${exit}', 'suspend')`);
		await leave();

		const kept = await keptNow();
		expect(Object.keys(kept.saved).sort()).toEqual(['A', 'B']);
		await play(made, kept);
		const resumed = await step('B');
		expect(await run(resumed, `[get('${place}'), get('${entry}')]`)).toEqual(['b-7', 'resume']);
	});
}

for (const version of ['1.2', '2004'] as const) {
	const names =
		version === '1.2'
			? { exit: 'cmi.core.exit', place: 'cmi.core.lesson_location', entry: 'cmi.core.entry' }
			: { exit: 'cmi.exit', place: 'cmi.location', entry: 'cmi.entry' };
	/** A duration, given in three parts of two digits. */
	const lasting = (text: string) =>
		version === '1.2' ? text : `PT${text.replace(':', 'H').replace(':', 'M')}S`;
	const limited = (id: string, limit: string, action: string) => ({
		id,
		inside:
			version === '1.2'
				? `<adlcp:maxtimeallowed>${limit}</adlcp:maxtimeallowed><adlcp:timelimitaction>${action}</adlcp:timelimitaction>`
				: `<adlcp:timeLimitAction>${action}</adlcp:timeLimitAction><imsss:sequencing><imsss:limitConditions attemptAbsoluteDurationLimit="${lasting(limit)}"/></imsss:sequencing>`
	});
	const told = () => page.evaluate(() => window.bench.timeUp);
	const saved = async (id: string) => {
		const { exit, location, core } = (await keptNow()).saved[id]?.cmi ?? {};
		return version === '1.2' ? core : { exit, lesson_location: location };
	};

	test(`SCORM ${version}: a step whose time is up is ended, with everything it had set, and the course goes on`, async () => {
		await play(
			courseWith(version, [
				limited('A', '00:00:02', 'exit,message'),
				limited('B', '00:00:01', 'exit,no message'),
				'C'
			])
		);
		await run(await step('A'), `set('${names.place}', 'a-3')`);
		await expect.poll(async () => (await contents())?.here).toBe(null);
		await expect.poll(told).toEqual([true]);
		await expect.poll(() => saved('A')).toMatchObject({ exit: 'time-out', lesson_location: 'a-3' });
		expect(await page.evaluate(() => window.bench.over)).toBe(false);
		// What the step says itself when its page is left stands.
		await go('choice', 'B');
		const own = `set('${names.place}', 'b-7'); set('${names.exit}', 'suspend'); finish()`;
		await run(await step('B'), `addEventListener('pagehide', () => { ${own} })`);
		await expect.poll(async () => (await contents())?.here).toBe(null);
		expect(await told()).toEqual([true]);
		await expect.poll(() => saved('B')).toMatchObject({ exit: 'suspend', lesson_location: 'b-7' });
		// An attempt that came to its end is not the one that begins now.
		await go('choice', 'A');
		expect(await run(await step('A'), `get('${names.entry}')`)).not.toBe('resume');
	});

	test(`SCORM ${version}: a step that may go on when its time is up is left alone, and the learner told`, async () => {
		await play(courseWith(version, [limited('A', '00:00:01', 'continue,message'), 'B']));
		const first = await step('A');
		await expect.poll(told).toEqual([false]);
		expect(await run(first, `set('${names.place}', 'a-3')`)).toBe('true');
		expect((await contents())?.here).toBe('A');
		await run(first, `set('${names.exit}', 'suspend')`);
		await go('continue');
		await step('B');
		await expect.poll(() => saved('A')).toMatchObject({ exit: 'suspend', lesson_location: 'a-3' });
	});

	test(`SCORM ${version}: the time of an attempt is used up by its own sessions, after a restart as well`, async () => {
		const time = version === '1.2' ? 'cmi.core.session_time' : 'cmi.session_time';
		const total = version === '1.2' ? 'cmi.core.total_time' : 'cmi.total_time';
		const made = courseWith(version, [limited('A', '01:00:00', 'exit,message'), 'B']);
		await play(made);
		// A whole attempt, and the beginning of another.
		await run(
			await step('A'),
			`set('${time}', '${lasting('00:59:59')}'); set('${names.exit}', ''); finish()`
		);
		await go('choice', 'B');
		await step('B');
		await go('choice', 'A');
		const second = `set('${time}', '${lasting('00:00:30')}'); set('${names.exit}', 'suspend')`;
		await run(await step('A'), second);
		await leave();

		await play(made, await keptNow());
		const resumed = await step('A');
		const all = await run(resumed, `get('${total}')`);
		expect(all).toBe(version === '1.2' ? '01:00:29' : 'PT30S');
		await page.waitForTimeout(2500);
		expect(await told()).toEqual([]);
		// Cut off without a word, with a second left.
		await run(resumed, `set('${time}', '${lasting('00:59:29')}'); call('commit', '')`);
		await expect.poll(async () => JSON.stringify((await keptNow()).saved.A?.cmi)).toContain('59');
		await play(made, await keptNow());
		await step('A');
		await expect.poll(told).toEqual([true]);
		expect((await contents())?.here).toBe(null);
	});
}

test('SCORM 2004: what is cut off before its first word has nothing of the attempt before', async () => {
	const made = courseWith('2004', ['A', 'B'], {
		inside: '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>'
	});
	await play(made);
	await run(await step('A'), `set('cmi.location', 'a-3'); set('cmi.exit', 'normal'); finish()`);
	await go('choice', 'B');
	await step('B');
	await go('choice', 'A');
	await step('A');
	await expect.poll(async () => (await keptNow()).state?.here).toBe('A');
	await play(made, await keptNow());
	expect(await run(await step('A'), `get('cmi.location')`)).toBe('');
});

test('SCORM 1.2: prerequisites keep a step back until they are met, and name what is missing', async () => {
	const made = courseWith('1.2', [
		'A',
		{ id: 'B', inside: '<adlcp:prerequisites type="aicc_script">A</adlcp:prerequisites>' },
		{ id: 'C', asset: true, inside: '<adlcp:prerequisites type="aicc_script">A&amp;B</adlcp:prerequisites>' }
	]);
	await play(made);
	const first = await step('A');
	await expect.poll(open).toEqual(['A']);
	expect((await contents())?.entries.map(({ needs }) => needs)).toEqual([[], ['第A节'], ['第A节', '第B节']]);
	await go('choice', 'C');
	await run(first, `set('cmi.core.lesson_status', 'passed'); finish()`);
	await expect.poll(open).toEqual(['A', 'B']);
	await expect.poll(async () => (await contents())?.ended).toBe(true);
	await go('continue');
	await run(await step('B'), `set('cmi.core.lesson_status', 'completed')`);
	await go('continue');
	await expect.poll(open).toEqual(['A', 'B']);
	await run(await step('B'), `call('commit', '')`);
	await expect.poll(open).toEqual(['A', 'B', 'C']);
	await go('continue');
	await step('C');
	await expect
		.poll(async () => (await keptNow()).state?.standing)
		.toEqual({ begun: true, completion: 'completed', success: 'passed', scaled: null });
});

const seq = (inside: string) => `<imsss:sequencing>${inside}</imsss:sequencing>`;
const order = seq('<imsss:controlMode choice="false" flow="true"/>');

const ended = async () => page.evaluate(() => window.bench.over);
for (const version of ['1.2', '2004'] as const)
	test(`SCORM ${version}: a package that ends its session first still shows what it has to say`, async () => {
		const made = courseWith(version, ['A']);
		await play(made);
		const only = await step('A');
		await run(only, `finish(); document.querySelector('h1').textContent = '得了九十分'`);
		await expect.poll(ended).toBe(true);
		await expect(only.getByText('得了九十分')).toBeVisible();
		await leave();
		await expect.poll(() => only.isDetached()).toBe(true);
	});

test('SCORM 2004: what a step asks for when it ends is done, a fixed order is kept, and the end is the end', async () => {
	const made = courseWith('2004', ['A', 'B', 'C'], { inside: order });
	await play(made);
	const first = await step('A');
	await expect.poll(open).toEqual([]);
	await go('choice', 'C');
	await go('previous');
	expect(await run(first, `get('cmi.entry')`)).toBe('ab-initio');
	await run(first, `set('cmi.completion_status', 'completed'); set('adl.nav.request', 'continue'); finish()`);
	const second = await step('B');
	// The last word of a page that goes is heard too.
	await run(
		second,
		`addEventListener('pagehide', () => { set('cmi.completion_status', 'completed'); set('cmi.score.scaled', '0.5'); finish(); })`
	);
	await go('continue');
	const third = await step('C');
	await expect
		.poll(async () => (await contents())?.entries.map(({ reached }) => reached.completion))
		.toEqual(['completed', 'completed', 'incomplete']);
	await run(
		third,
		`set('cmi.completion_status', 'completed'); set('cmi.score.scaled', '1.0'); set('adl.nav.request', 'exitAll'); finish()`
	);
	await expect.poll(ended).toBe(true);
	const { state } = await keptNow();
	// One of three has no score: all three are counted.
	expect(state?.standing).toMatchObject({ completion: 'completed', scaled: 0.5 });
	expect(await page.evaluate(() => window.bench.commits.map(({ final }) => final))).toEqual([
		true,
		true,
		true
	]);
});

test('SCORM 2004: a page cut off in the middle goes on in the same attempt, a global objective is known to the next step', async () => {
	const map = (way: string) => `<imsss:mapInfo targetObjectiveID="g" ${way}="true"/>`;
	const objective = (id: string, way: string) =>
		`<imsss:objective objectiveID="${id}">${map(way)}</imsss:objective>`;
	const made = courseWith(
		'2004',
		[
			{
				id: 'A',
				inside: seq(
					`<imsss:objectives><imsss:primaryObjective objectiveID="p"/>${objective('writes', 'writeSatisfiedStatus')}</imsss:objectives>`
				)
			},
			{
				id: 'B',
				inside: seq(
					`<imsss:objectives><imsss:primaryObjective objectiveID="p"/>${objective('reads', 'readSatisfiedStatus')}</imsss:objectives>`
				)
			}
		],
		{ inside: order }
	);
	await play(made);
	const first = await step('A');
	expect(await run(first, `[0, 1].map((n) => get('cmi.objectives.' + n + '.id'))`)).toEqual(['p', 'writes']);
	await run(
		first,
		`set('cmi.objectives.1.success_status', 'passed'); set('cmi.location', '7'); call('commit', '')`
	);
	await expect.poll(async () => Object.keys((await keptNow()).saved)).toEqual(['A']);
	const kept = await keptNow();

	await page.reload();
	await play(made, kept);
	const again = await step('A');
	expect(
		await run(again, `[get('cmi.location'), get('cmi.entry'), get('cmi.objectives.1.success_status')]`)
	).toEqual(['7', 'resume', 'passed']);
	await go('continue');
	const second = await step('B');
	expect(await run(second, `[get('cmi.objectives.1.id'), get('cmi.objectives.1.success_status')]`)).toEqual([
		'reads',
		'passed'
	]);
});

for (const version of ['1.2', '2004'] as const)
	test(`SCORM ${version}: a page loaded anew after its end has a session again, and no second is counted twice`, async () => {
		const time = version === '1.2' ? '0000:00:30.00' : 'PT30S';
		const [core, total] = version === '1.2' ? ['cmi.core.', '00:00:30'] : ['cmi.', 'PT30S'];
		const script = `call('begin', ''); addEventListener('pagehide', () => finish());`;
		await play(courseWith(version, ['A'], { script }));
		const first = await step('A');
		await run(
			first,
			`set('${core}session_time', '${time}'); set('${core}exit', 'suspend'); call('commit', '')`
		);
		await first.evaluate(() => location.reload());
		await expect.poll(() => page.evaluate(() => window.bench.commits.length)).toBe(2);
		const again = await step('A');
		await expect
			.poll(() => run(again, `[get('${core}entry'), get('${core}total_time')]`).catch(() => null))
			.toEqual(['resume', total]);
		await run(again, `set('${core}session_time', '${time}'); call('commit', '')`);
		// It was no end.
		await page.waitForTimeout(1500);
		expect(await ended()).toBe(false);
		await run(again, `finish()`);
		await expect.poll(ended).toBe(true);
	});

test('a package that commits faster than the disk writes: the newest is kept soon, and no answer is passed over', async () => {
	await play(courseWith('1.2', ['A', 'B']));
	const frame = await step('A');
	await page.evaluate(() => (window.bench.saveDelay = 200));
	await run(
		frame,
		`for (let n = 1; n <= 50; n++) { set('cmi.core.lesson_location', n); call('commit', ''); }
		set('cmi.interactions.0.id', 'q'); set('cmi.interactions.0.type', 'choice');
		for (const answer of ['a', 'b']) { set('cmi.interactions.0.student_response', answer); call('commit', ''); }
		for (let n = 51; n <= 99; n++) { set('cmi.core.lesson_location', n); call('commit', ''); }`
	);
	const kept = () =>
		page.evaluate(() =>
			window.bench.commits.map(({ cmi }) => [
				(cmi.core as { lesson_location: string }).lesson_location,
				/"student_response":"(.)"/.exec(JSON.stringify(cmi))?.[1]
			])
		);
	await expect.poll(async () => (await kept()).at(-1)).toEqual(['99', 'b']);
	expect((await kept()).map(([, answer]) => answer)).toContain('a');
	expect((await kept()).length).toBeLessThan(6);
});
