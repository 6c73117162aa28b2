import { expect, test, type Frame, type Page } from '@playwright/test';
import { Browser } from './browser';
import { courseWith } from '../fixtures/courses';
import { FrameBench } from './frame-bench';
import type { Kept } from './frame-bench-page';

let bench: FrameBench;
let browser: Browser;
let page: Page;

test.beforeEach(async ({}, info) => {
	bench = await FrameBench.start(46_000 + info.workerIndex * 200 + (info.line % 90) * 2);
	browser = new Browser();
	page = await browser.open();
	await page.goto(bench.origin);
});
test.afterEach(async () => {
	await browser.close();
	await bench.stop();
});

type Made = ReturnType<typeof courseWith>;
const play = (made: Made, kept?: Kept) =>
	page.evaluate(
		(text) => {
			const [files, course, before] = JSON.parse(text) as [Made['files'], Made['course'], Kept | undefined];
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
const open = async () => (await contents())?.entries.filter((entry) => entry.open).map(({ id }) => id);

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
