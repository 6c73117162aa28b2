import { expect, test, type Frame, type Page } from '@playwright/test';
import { courseWith } from '../fixtures/courses';
import { expectAccessible } from './axe';
import { computers } from './computers';
import type { HubProcess } from './hub-process';
import { stationWithPackage } from './package-station';
import { learn } from './steps';

const own = computers();
const stationWith = (made: ReturnType<typeof courseWith>, title: string) =>
	stationWithPackage(own, made, title);

/** One answer, under the same name in every step. */
const answered = (result: string) =>
	`set('cmi.interactions.0.id', 'q1'); set('cmi.interactions.0.type', 'choice'); set('cmi.interactions.0.student_response', '三月'); set('cmi.interactions.0.result', '${result}')`;
const run = (frame: Frame, code: string) => frame.evaluate(code);
/** The page of a step, once it has begun. */
async function step(station: Page, id: string): Promise<Frame> {
	await expect(station.locator(`[data-step="${id}"]`)).toHaveAttribute('aria-current', 'step');
	const find = () => station.frames().find((frame) => frame.url().endsWith(`/${id}.html`));
	await expect
		.poll(() =>
			find()
				?.evaluate(() => document.readyState)
				.catch(() => '')
		)
		.toBe('complete');
	return find()!;
}
const results = async (office: Page, hub: HubProcess, name: string) => {
	await office.goto(`${hub.origin}/results`);
	return office.getByRole('row').filter({ hasText: name });
};

test('a course from elsewhere is learned at a station: contents, the way on, a kill, and the results', async () => {
	test.setTimeout(240_000);
	const needs = (script: string) => `<adlcp:prerequisites type="aicc_script">${script}</adlcp:prerequisites>`;
	const made = courseWith('1.2', [
		{ id: 'A', title: '选种与晒种' },
		{ id: 'B', title: '浸种催芽', inside: needs('A') },
		{ id: 'C', title: '苗床准备与播种', inside: needs('A&amp;B') }
	]);
	const { hub, office, village, station: first } = await stationWith(made, '水稻育秧');
	let station = first;
	await learn(station, '陈玉珍', '水稻育秧');
	let page = await step(station, 'A');
	const entry = (id: string) => station.locator(`[data-step="${id}"]`);
	const next = () => station.getByRole('button', { name: '下一节' });
	await expect(entry('A')).toContainText('现在在这里');
	await expect(entry('B')).toContainText('先学完：“选种与晒种”');
	await expect(entry('C')).toContainText('先学完：“选种与晒种”“浸种催芽”');
	await expect(next()).toBeDisabled();
	await expectAccessible(station, 'course');

	await run(page, answered('correct'));
	await run(
		page,
		`set('cmi.core.lesson_status', 'passed'); set('cmi.core.score.raw', '90'); call('commit', '')`
	);
	await expect(entry('A')).toContainText('通过了');
	await expect(next()).toBeEnabled();
	await next().press('Enter');
	page = await step(station, 'B');
	await expect(station.getByText('第 2 节，共 3 节')).toBeVisible();
	await run(
		page,
		`set('cmi.core.lesson_location', '12'); set('cmi.core.exit', 'suspend'); call('commit', '')`
	);
	await station.waitForTimeout(500); // what is acknowledged is what counts

	await hub.kill();
	await village.kill();
	station = await village.open(hub.origin);
	await station.goto(`${hub.origin}/station`);
	await learn(station, '陈玉珍', '水稻育秧');
	page = await step(station, 'B');
	expect(await run(page, `get('cmi.core.lesson_location')`)).toBe('12');
	await expect(entry('A')).toContainText('通过了');
	await run(page, `set('cmi.core.lesson_status', 'completed'); finish()`);
	// The contents are put away, and the way on is still there.
	await station.getByRole('button', { name: '目录' }).click();
	await expect(entry('B')).toBeHidden();
	await next().click();
	await station.getByRole('button', { name: '目录' }).click();
	page = await step(station, 'C');
	await run(page, answered('wrong'));
	await run(page, `set('cmi.core.lesson_status', 'completed'); call('commit', '')`);
	await expect(station.getByText('都学完了，可以退出了')).toBeVisible();
	await station.locator('footer').getByRole('button', { name: '退出这一课' }).click();
	await expect(station.getByTestId('lesson').filter({ hasText: '水稻育秧' })).toBeVisible();

	await hub.start();
	await station.reload();
	await expect(station.getByTestId('sync')).toHaveAttribute('data-state', 'current', { timeout: 60_000 });
	const row = await results(office, hub, '陈玉珍');
	await expect(row).toHaveCount(1);
	await expect(row).toContainText('90');
	await expect(row).toContainText('1/2');
	await row.getByText('陈玉珍').click();
	await expect(row.getByRole('listitem').filter({ hasText: '选种与晒种 · q1' })).toContainText('三月');
	await expect(row.getByRole('listitem').filter({ hasText: '苗床准备与播种 · q1' })).toContainText('三月');
});

test('what was acknowledged survives a kill, and what is lost is the last moment', async ({}, info) => {
	test.setTimeout(240_000);
	// The first number of a launch is the opening of the step; every commit after it is one of these.
	const script = `call('begin', '');
		let n = Number(get('cmi.core.lesson_location') || 0);
		const first = n, at = new Map();
		parent.addEventListener('message', ({ data }) => {
			if (data.type !== 'saved' || data.number < 2) return;
			const saved = first + data.number - 1;
			console.log('saved', saved, Math.round(performance.now() - at.get(saved)));
		});
		window.storm = () => {
			set('cmi.core.lesson_location', ++n);
			set('cmi.core.exit', 'suspend');
			at.set(n, performance.now());
			console.log(call('commit', ''), n, Math.round(performance.now()));
			setTimeout(window.storm, 5);
		};`;
	const made = courseWith('1.2', ['A', 'B'], { script });
	const { hub, village, station: first } = await stationWith(made, '水稻育秧');
	let station = first;
	let kept = 0;
	for (let kill = 1; kill <= 3; kill++) {
		const said: { n: number; at: number }[] = [];
		const waits: number[] = [];
		let acknowledged = kept;
		station.on('console', (message) => {
			const [what, n, at] = message.text().split(' ');
			if (what === 'true') said.push({ n: Number(n), at: Number(at) });
			if (what !== 'saved') return;
			acknowledged = Number(n);
			waits.push(Number(at));
		});
		await station.goto(`${hub.origin}/station`);
		await learn(station, '陈玉珍', '水稻育秧');
		const frame = await step(station, 'A');
		expect(Number(await run(frame, `get('cmi.core.lesson_location') || 0`))).toBe(kept);
		await run(frame, 'window.storm()');
		await expect.poll(() => waits.length, { timeout: 60_000 }).toBeGreaterThan(100);
		await village.kill();

		station = await village.open(hub.origin);
		await station.goto(`${hub.origin}/station`);
		await learn(station, '陈玉珍', '水稻育秧');
		kept = Number(await run(await step(station, 'A'), `get('cmi.core.lesson_location')`));
		expect(kept).toBeGreaterThanOrEqual(acknowledged);
		const last = said.at(-1)!;
		const lost = last.at - (said.find(({ n }) => n >= kept)?.at ?? last.at);
		const slowest = waits.toSorted((a, b) => a - b);
		const description = `kill ${kill}: ${said.length} commits, ${lost} ms lost; from "true" to acknowledged ${slowest[Math.floor(slowest.length / 2)]} ms, 99 % within ${slowest[Math.floor(slowest.length * 0.99)]} ms, at most ${slowest.at(-1)} ms`;
		info.annotations.push({ type: 'measured', description });
	}
});

test('a learner is told when the time of a step is over, goes on, and ends the course', async () => {
	test.setTimeout(180_000);
	const limit = '<imsss:limitConditions attemptAbsoluteDurationLimit="PT4S"/>';
	const made = courseWith(
		'2004',
		[
			{
				id: 'A',
				title: '三分钟小测验',
				inside: `<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction><imsss:sequencing>${limit}</imsss:sequencing>`
			},
			{ id: 'B', title: '苗床准备与播种' }
		],
		{ inside: '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>' }
	);
	const { station } = await stationWith(made, '水稻育秧');
	await learn(station, '陈玉珍', '水稻育秧');
	await step(station, 'A');
	await expect(station.getByText('这一节规定的时间到了，已经替您结束')).toBeVisible();
	await expect(station.getByText('请在目录里选一节')).toBeVisible();
	await expectAccessible(station, 'time is up');
	await station.getByRole('button', { name: '知道了' }).click();
	await expect(station.getByText('这一节规定的时间到了')).toBeHidden();
	await station.getByRole('button', { name: '下一节' }).click();
	await run(await step(station, 'B'), `set('cmi.completion_status', 'completed')`);
	await station.getByRole('button', { name: '结束这门课' }).click();
	await expect(station.getByText('这一课到这里结束')).toBeVisible();
});
