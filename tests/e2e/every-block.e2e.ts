import { expect, test, type Frame, type Page } from '@playwright/test';
import type { Server } from 'node:http';
import { unpackState, watchedPercent, type Item, type LessonState } from '../../src/lib/lesson/tracking';
import type { Lesson, NodeJson } from '$lib/lesson';
import { makeMedia } from '../integration/media';
import { serve, type Package } from '../integration/serve';
import { blockCases, pageIdOf, type BlockCase, type ContentKind } from './block-table';
import { Browser } from './browser';
import { openPreview, sendFiles, writeDraft } from './draft';
import { HubProcess } from './hub-process';
import {
	again,
	coreOf,
	downloadPackages,
	launch,
	quit,
	recordedIn,
	scoreIn,
	versions,
	type Cmi,
	type Version
} from './lms';
import { line, paragraph } from './nodes';
import { author, enrol, kept, learn, makeStation, official, release, signIn } from './steps';

const title = '什么都有的一课';
const learner = '王秀英';
const lmsPort = 4393;

let hub: HubProcess;
let page: Page;
let lms: Server | undefined;
let packages: Record<Version, Package>;
let cases: [ContentKind, BlockCase][];
/** What was remembered in each place so far. */
const states: Record<string, unknown> = {};
const desk = new Browser();
const village = new Browser();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	hub = await HubProcess.start();
	page = await desk.open();
});
test.afterAll(async () => {
	lms?.close();
	await desk.close();
	await village.close();
	await hub.stop();
});

/** Each block on a page of its own, and two pages more: with the last unread, a visit can end with something left to do. */
function lessonOf(template: Lesson): Lesson {
	const pageOf = (name: string, id: string, blocks: NodeJson[]): NodeJson => ({
		type: 'page',
		attrs: { id, section: '' },
		content: [line('pageTitle', name), ...blocks]
	});
	return {
		...template,
		title,
		settings: { ...template.settings, passPercent: 60 },
		doc: {
			type: 'doc',
			content: [
				...cases.map(([kind, { blocks }]) => pageOf(kind, pageIdOf(kind), blocks)),
				pageOf('完了', 'pagebeforelast', [paragraph('就到这里。')]),
				pageOf('再见', 'pageatlast', [paragraph('下次再来。')])
			]
		}
	};
}

const current = (frame: Frame) => frame.locator('.page.current');

async function each(frame: Frame, act: (one: BlockCase) => Promise<void> | undefined): Promise<void> {
	for (const [kind, one] of cases)
		await test.step(kind, async () => {
			await expect(current(frame).locator('h1')).toHaveText(kind);
			await act(one);
			await frame.locator('button.next').click();
		});
}

const playAll = (frame: Frame) => each(frame, (one) => one.play(current(frame)));

async function toFirstPage(frame: Frame): Promise<void> {
	await frame.locator('.tools button').first().click();
	await frame.locator('dialog .page-link').first().click();
}

/** After a new start: what was kept stands again, and all else works again; then to the end. */
async function readAgain(frame: Frame): Promise<void> {
	await toFirstPage(frame);
	await each(frame, (one) => (one.again ? one.again(current(frame)) : one.play(current(frame))));
	await finish(frame);
}

async function finish(frame: Frame): Promise<void> {
	await expect(current(frame)).toContainText('就到这里。');
	await frame.locator('button.next').click();
	await expect(current(frame)).toContainText('下次再来。');
	await frame.locator('button.next').click();
	await expect(current(frame)).toContainText('✓ 这一课学完了');
	await expect(frame.locator('.mark-line')).toContainText(`${Math.round(points())} 分`);
	await expect(frame.locator('.mark-line')).toContainText('✓ 合格');
}

const points = () => {
	const scores = cases.flatMap(([, { scores }]) => scores ?? []);
	return (scores.reduce((sum, score) => sum + score, 0) / scores.length) * 100;
};

/** Score, standing and answers as the table says; what is remembered as in the places before. */
function expectResult(place: string, cmi: Cmi, version: Version): void {
	expect(scoreIn(cmi)).toBeCloseTo(points(), 4);
	expect([coreOf(cmi).lesson_status, cmi.completion_status, cmi.success_status]).toEqual(
		version === '1.2' ? ['passed', undefined, undefined] : [undefined, 'completed', 'passed']
	);
	// A quiz asks in an order of its own for each learner, and what is written down is kept a little later than answers.
	const sorted = (rows: string[][]) => rows.map((row) => row.join(' | ')).sort();
	expect(sorted(recordedIn(cmi).map(({ type, answer, result }) => [type, answer, result]))).toEqual(
		sorted(cases.flatMap(([, { recorded }]) => recorded?.[version] ?? []))
	);
	const { items } = JSON.parse(new TextDecoder().decode(packages[version].get('lesson.json'))) as {
		items: Item[];
	};
	states[place] = settled(unpackState(String(cmi.suspend_data), items));
	for (const other of Object.keys(states)) expect(states[place], `${place}, ${other}`).toEqual(states[other]);
}

/** What is remembered, less chance and the second in which a film was left. */
const settled = (state: LessonState) => ({
	...state,
	seed: 0,
	videos: Object.fromEntries(
		Object.entries(state.videos).map(([sid, { percent }]) => [sid, percent >= watchedPercent])
	)
});

/** From now on the page notes what packages in it commit; gives the last of it. */
async function hearCommits(where: Page): Promise<() => Promise<Cmi>> {
	await where.addInitScript(() =>
		addEventListener(
			'message',
			({ data }: MessageEvent<{ type?: string; step?: { cmi: unknown } | null }>) => {
				if (data?.type === 'commit' && data.step) Object.assign(window, { committed: data.step.cmi });
			}
		)
	);
	return () => where.evaluate(() => (window as unknown as { committed: Cmi }).committed);
}

test('in an LMS, in both versions, every block works, and comes back as it was left', async () => {
	test.setTimeout(240_000);
	const { media, blobs } = await makeMedia();
	cases = Object.entries(blockCases(media)) as [ContentKind, BlockCase][];
	await signIn(page, hub, author);
	await sendFiles(page, hub, blobs);
	const draft = await writeDraft(page, hub, lessonOf);
	await page.goto(`${hub.origin}/lessons/${draft}`);
	await release(page);
	packages = await downloadPackages(page, hub, title);
	lms = await serve(packages, lmsPort);
	for (const version of versions)
		await test.step(`SCORM ${version}`, async () => {
			await playAll(await launch(page, lmsPort, version, null));
			const left = await quit(page);
			const frame = await launch(page, lmsPort, version, again(left));
			await readAgain(frame);
			expectResult(`SCORM ${version}`, await quit(page), version);
		});
	await page.goto(`${hub.origin}/lessons/${draft}`);
});

test('in the preview every block works as it will', async () => {
	test.setTimeout(120_000);
	const committed = await hearCommits(page);
	const frame = await openPreview(page, hub, page.url().split('/').at(-1)!);
	await playAll(frame);
	await toFirstPage(frame);
	// Nothing begins anew here: what was done still stands.
	await each(frame, (one) => one.again?.(current(frame)));
	await finish(frame);
	await expect(async () => expectResult('preview', await committed(), '2004')).toPass({ timeout: 15_000 });
});

test('at a station every block works, and comes back after the computer was switched off', async () => {
	test.setTimeout(180_000);
	await page.context().clearCookies();
	await signIn(page, hub, official);
	const code = await makeStation(page, hub, '柳树村', learner);
	const station = await village.open(hub.origin);
	const committed = await hearCommits(station);
	await enrol(station, hub, code);
	let frame = await learn(station, learner, title);
	await playAll(frame);
	// What happens is gathered for less than half a second before it is saved.
	await station.waitForTimeout(1000);
	await kept(station);
	await station.reload();
	frame = await learn(station, learner, title);
	await readAgain(frame);
	await expect(async () => expectResult('station', await committed(), '2004')).toPass({ timeout: 15_000 });
});
