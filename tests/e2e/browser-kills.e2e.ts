import { expect, test, type Page } from '@playwright/test';
import { courseWith } from '../fixtures/courses';
import { computers } from './computers';
import type { HubProcess } from './hub-process';
import { stationWithPackage } from './package-station';
import { learn, lessonFrame } from './steps';
import { ledgerOf } from './stored-ledger';

/** `npm run test:long` draws a hundred; the other runs a few, one of each way. */
const kills = process.env.LONG ? 100 : 5;
const title = '水稻育秧';
const learners = ['陈玉珍', '杨德福'];
const own = computers();

/**
 * Answers without a pause, each committed: the n-th is the number n, given to one of twenty questions in turn. Says in the console
 * which answer the station has acknowledged; the first number of a launch is the opening of the step.
 */
const script = `call('begin', '');
	let n = Number(get('cmi.core.lesson_location') || 0);
	const first = n;
	parent.addEventListener('message', ({ data }) => {
		if (data.type === 'saved' && data.number > 1) console.log('saved', first + data.number - 1);
	});
	window.storm = () => {
		n += 1;
		const it = 'cmi.interactions.' + ((n - 1) % 20);
		set(it + '.id', 'q' + ((n - 1) % 20));
		set(it + '.type', 'fill-in');
		set(it + '.student_response', n);
		set('cmi.core.lesson_location', n);
		set('cmi.core.exit', 'suspend');
		call('commit', '');
		setTimeout(window.storm, 15);
	};`;

test('a browser killed at any moment loses nothing that was acknowledged, and the hub has each answer once', async ({}, info) => {
	test.setTimeout(120_000 + kills * 30_000);
	const made = courseWith('1.2', ['A'], { script });
	const { hub, office, village, station: enrolled } = await stationWithPackage(own, made, title);
	let station = enrolled;
	const acknowledged = new Map(learners.map((name) => [name, 0]));
	const opened: number[] = [];

	/** Opens the station as after the power came back; gives the standing of the learner's lesson. */
	async function comeBack(name: string): Promise<number> {
		const began = Date.now();
		await station.goto(`${hub.origin}/station`);
		await station.getByRole('button', { name }).waitFor({ timeout: 60_000 });
		opened.push(Date.now() - began);
		const frame = await learn(station, name, title);
		const kept = Number(await frame.evaluate(`get('cmi.core.lesson_location') || 0`));
		expect(kept).toBeGreaterThanOrEqual(acknowledged.get(name)!);
		acknowledged.set(name, kept);
		return kept;
	}

	for (let kill = 0; kill < kills; kill++) {
		const name = learners[kill % 2]!;
		const wait = (kill * 197) % 900;
		const way = kill % 5;
		if (way === 1) await hub.kill();
		listen(station, (n) => acknowledged.set(name, n));
		// Nobody waits for the page: the kill falls into its opening.
		if (way === 4) await station.evaluate((url) => void (location.href = url), `${hub.origin}/station`);
		else {
			const before = await comeBack(name);
			await (await lessonFrame(station)).evaluate('window.storm()');
			await expect.poll(() => acknowledged.get(name)).toBeGreaterThan(before + 3);
		}
		// Left: open entries are closed into a page and pushed. Opened again at once: a launch upon a launch.
		if (way === 2 || way === 3) await leave(station);
		if (way === 3) await station.getByTestId('lesson').filter({ hasText: title }).getByRole('button').click();
		await station.waitForTimeout(wait);
		await village.kill();
		if (way === 1) await hub.start();
		station = await village.open(hub.origin);
	}

	for (const name of learners) {
		await comeBack(name);
		await leave(station);
	}
	await expect(station.getByTestId('sync')).toHaveAttribute('data-state', 'current', { timeout: 60_000 });
	await expectEachOnce(hub, acknowledged);
	await office.goto(`${hub.origin}/results`);
	for (const name of learners) {
		const row = office.getByRole('row').filter({ hasText: name });
		await row.getByText(name).click();
		const last = acknowledged.get(name)!;
		for (let n = Math.max(1, last - 19); n <= last; n++)
			await expect(
				row
					.getByRole('listitem')
					.filter({ hasText: `q${(n - 1) % 20}` })
					.first()
			).toContainText(String(n));
	}
	opened.sort((a, b) => a - b);
	const answers = [...acknowledged.values()].reduce((sum, n) => sum + n, 0);
	const description = `${kills} kills, ${answers} answers: 0 lost, 0 twice; opened again in ${opened[opened.length >> 1]} ms, at most ${opened.at(-1)} ms`;
	info.annotations.push({ type: 'measured', description });
	console.log(`storm: browser killed: ${description}`);
});

function listen(page: Page, heard: (n: number) => void): void {
	page.on('console', (message) => {
		const [what, n] = message.text().split(' ');
		if (what === 'saved') heard(Number(n));
	});
}

async function leave(page: Page): Promise<void> {
	await page.getByRole('button', { name: '退出这一课' }).last().click();
}

/** The hub's own pages, read from its disk while it stands still: every answer up to the last acknowledged, and none twice. */
async function expectEachOnce(hub: HubProcess, acknowledged: Map<string, number>): Promise<void> {
	await hub.kill();
	const entries = await ledgerOf(hub.data);
	for (const [name, last] of acknowledged) {
		const given = entries.filter(({ by, body }) => by.name === name && body.kind === 'answer');
		const numbers = given.map(({ body }) => Number('response' in body && body.response));
		expect(numbers).toEqual(Array.from({ length: last }, (_, i) => i + 1));
	}
	await hub.start();
}
