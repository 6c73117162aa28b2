import { expect, test, type Frame } from '@playwright/test';
import { courseWith } from '../fixtures/courses';
import { onBench, type OnBench } from './on-bench';

let page: OnBench['page'];
onBench((at) => ({ page } = at));

const play = (made: ReturnType<typeof courseWith>) =>
	page.evaluate(([files, course]) => window.bench.play(files, course, null), [
		made.files,
		made.course
	] as const);
const here = () => page.evaluate(() => window.bench.contents?.here);
const commits = () =>
	page.evaluate(() =>
		window.bench.commits.map(({ cmi, final }) => [cmi.location ?? cmi.core, final] as const)
	);
const kept = (id: string) => page.evaluate((step) => window.bench.kept.saved[step]?.cmi?.location, id);
const flow = '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>';
const course = (steps: Parameters<typeof courseWith>[1], script?: string) =>
	courseWith('2004', steps, { inside: flow, script });

async function step(id: string): Promise<Frame> {
	await expect.poll(here).toBe(id);
	const find = () => page.frames().find((frame) => frame.url().endsWith(`/${id}.html`));
	const ready = () =>
		find()
			?.evaluate(() => document.readyState)
			.catch(() => '');
	await expect.poll(ready).toBe('complete');
	return find()!;
}
const run = (frame: Frame, code: string) => frame.evaluate(code);

test('a page that is loaded anew again and again has a session each time, with what it had set', async () => {
	const script = `call('begin', ''); addEventListener('pagehide', () => { set('cmi.exit', 'suspend'); finish(); });`;
	await play(course(['A', 'B'], script));
	for (const times of [1, 2, 3]) {
		const first = await step('A');
		await run(first, `set('cmi.location', Number(get('cmi.location') || 0) + 1)`);
		await first.evaluate(() => location.reload());
		await expect.poll(async () => (await commits()).length).toBe(times);
		await expect
			.poll(async () => run(await step('A'), `get('cmi.location')`).catch(() => ''))
			.toBe(String(times));
	}
	await page.evaluate(() => window.bench.go('continue'));
	await step('B');
	expect(await kept('A')).toBe('3');
});

test('a step that is left while its commits are still being written loses none of them', async () => {
	await play(course(['A', 'B']));
	const first = await step('A');
	await page.evaluate(() => (window.bench.saveDelay = 400));
	await run(
		first,
		`addEventListener('pagehide', () => set('cmi.location', 'last'));
		for (const place of ['1', '2']) { set('cmi.location', place); call('commit', ''); }`
	);
	await page.evaluate(() => window.bench.go('continue'));
	await run(await step('B'), `set('cmi.location', 'b-7')`);
	await page.evaluate(() => window.bench.leave());
	expect([await kept('A'), await kept('B')]).toEqual(['last', 'b-7']);
});

test('a step whose time is up while the learner goes on is left once', async () => {
	const limited =
		'<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction><imsss:sequencing><imsss:limitConditions attemptAbsoluteDurationLimit="PT1S"/></imsss:sequencing>';
	await play(course([{ id: 'A', inside: limited }, 'B', 'C']));
	// The learner presses while the step is busy, and the time is up before it is not.
	const first = await step('A');
	await page.evaluate(() =>
		addEventListener('message', ({ data }) => data === 'busy' && window.bench.go('continue'))
	);
	await run(
		first,
		`addEventListener('pagehide', () => set('cmi.location', (get('cmi.location') || 'left') + ' once'));
		top.postMessage('busy', '*');
		for (const until = performance.now() + 2000; performance.now() < until;);`
	);
	await step('B');
	await page.evaluate(() => window.bench.leave());
	expect(await kept('A')).toBe('left once');
	expect(await page.evaluate(() => window.bench.kept.state?.here)).toBe('B');
});

test('a window of a step ends with the step, and says its last word', async () => {
	await play(course(['A', 'B']));
	const first = await step('A');
	await run(first, `window.open('B.html', 'more', 'width=300')`);
	const find = () => page.frames().find((frame) => frame.url().endsWith('/B.html'));
	await expect.poll(() => find()?.evaluate(() => document.readyState)).toBe('complete');
	await run(find()!, `addEventListener('pagehide', () => opener.eval("set('cmi.location', 'window')"))`);
	await page.evaluate(() => window.bench.go('continue'));
	const second = await step('B');
	expect(await kept('A')).toBe('window');
	expect(await run(second, `get('cmi.location')`)).toBe('');
});

test('a press too many goes no further: what was pressed was meant for the step that was open', async () => {
	await play(course(['A', 'B', 'C']));
	await step('A');
	await page.evaluate(() => {
		window.bench.go('continue');
		window.bench.go('continue');
		return window.bench.leave();
	});
	expect(await page.evaluate(() => window.bench.kept.state?.here)).toBe('B');
});

test('a press at the moment in which the step goes on by itself goes no further', async () => {
	await play(course(['A', 'B', 'C']));
	// The press waits until the step lets go.
	const going = run(
		await step('A'),
		`set('adl.nav.request', 'continue'); finish();
		for (const until = performance.now() + 1000; performance.now() < until;);`
	);
	await page.waitForTimeout(300);
	await page.evaluate(() => window.bench.go('continue'));
	await going;
	await step('B');
	await page.evaluate(() => window.bench.leave());
	expect(await page.evaluate(() => window.bench.kept.state?.here)).toBe('B');
});
