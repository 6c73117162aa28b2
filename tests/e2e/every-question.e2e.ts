import { expect, test, type Frame, type Page } from '@playwright/test';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Lesson, NodeJson } from '$lib/lesson';
import { serve, type Package } from '../integration/serve';
import { Browser } from './browser';
import { HubProcess } from './hub-process';
import { outcomes, questionCases, type Outcome, type QuestionCase } from './question-table';
import { author, enrol, kept, learn, lessonFrame, makeStation, official, release, signIn } from './steps';

const title = '十一种题';
const lmsPort = 4391;
/** Who answers how. */
const learners: Record<Outcome, string> = { right: '王秀英', wrong: '李建国', partly: '张桂兰' };

let hub: HubProcess;
let page: Page;
let lms: Server | undefined;
let cases: QuestionCase[];
let draft: string;
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

/** A lesson with each question on a page of its own, put into a draft as the editor would save it. */
async function writeLesson(): Promise<void> {
	await signIn(page, hub, author);
	await page
		.getByRole('button', { name: /稻瘟病/ })
		.first()
		.click();
	await page.waitForURL(/\/lessons\/.+/);
	draft = page.url().split('/').at(-1)!;
	const url = `${hub.origin}/drafts/${draft}`;
	const template = JSON.parse(readFileSync('lesson-templates/rice-blast/lesson.json', 'utf8')) as Lesson;
	const lesson = { ...template, lessonId: draft };
	const picture = find(lesson.doc, 'image')?.attrs?.media;
	cases = questionCases(picture);
	const pages = cases.map(({ kind, node }): NodeJson => ({
		type: 'page',
		content: [{ type: 'pageTitle', content: [{ type: 'text', text: kind }] }, node]
	}));
	const changed = {
		...lesson,
		title,
		settings: { ...lesson.settings, passPercent: 60 },
		doc: { type: 'doc', content: pages }
	};
	// Anywhere but in the editor, which would save its own lesson over this one.
	await page.goto(`${hub.origin}/lessons`);
	const answer = await page.evaluate(
		async ([address, body]) =>
			(await fetch(address!, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
				.status,
		[url, JSON.stringify({ base: 1, saves: ['everyquestion'], lesson: changed })]
	);
	expect(answer).toBe(200);
}

function find(node: NodeJson, type: string): NodeJson | undefined {
	if (node.type === type) return node;
	for (const child of node.content ?? []) {
		const found = find(child, type);
		if (found) return found;
	}
	return undefined;
}

const verdicts: Record<Outcome, RegExp> = { right: /答对了/, wrong: /答错了/, partly: /对了一部分|答错了/ };
const current = (frame: Frame) => frame.locator('.page.current .question');

/** What the verdict must say of an answer. */
function verdictOf({ score }: QuestionCase, outcome: Outcome): RegExp {
	if (!score) return /记下了/;
	return score[outcome] > 0 && score[outcome] < 1
		? new RegExp(`对了一部分（${Math.round(score[outcome] * 100)}%）`)
		: score[outcome] === 1
			? verdicts.right
			: verdicts.wrong;
}

async function answerAll(frame: Frame, outcome: Outcome, list = cases): Promise<void> {
	for (const one of list) {
		const question = current(frame);
		await one.give(question, outcome);
		await question.locator('.check').click();
		await expect(question.locator('.verdict'), `${one.kind}, ${outcome}`).toHaveText(verdictOf(one, outcome));
		await frame.locator('button.next').click();
	}
}

/** Goes through all pages again: everything stands as it was answered. */
async function readAgain(frame: Frame, outcome: Outcome, list = cases): Promise<void> {
	await frame.locator('.tools button').first().click();
	await frame.locator('dialog .page-link').first().click();
	for (const one of list) {
		await expect(current(frame).locator('.verdict'), `${one.kind}, ${outcome}, again`).toHaveText(
			verdictOf(one, outcome)
		);
		await frame.locator('button.next').click();
	}
}

/** Points of 100 for a whole round of answers: all marked questions weigh the same. */
function scoreOf(outcome: Outcome): number {
	const scores = cases.flatMap(({ score }) => (score ? [score[outcome]] : []));
	return (scores.reduce((sum, score) => sum + score, 0) / scores.length) * 100;
}

async function expectResult(frame: Frame, outcome: Outcome): Promise<void> {
	const points = Math.round(scoreOf(outcome));
	await expect(frame.locator('.mark-line')).toContainText(`${points} 分`);
	await expect(frame.locator('.mark-line')).toContainText(points >= 60 ? '✓ 合格' : '还没合格');
}

test('in the preview every kind says what came of each answer', async () => {
	test.setTimeout(180_000);
	await writeLesson();
	for (const outcome of outcomes) {
		await page.goto(`${hub.origin}/lessons/${draft}`);
		await page.getByRole('button', { name: '预览' }).click();
		const frame = await lessonFrame(page);
		await answerAll(frame, outcome);
		await readAgain(frame, outcome);
		await expectResult(frame, outcome);
	}
	await page.getByRole('button', { name: '回到编辑' }).click();
	await release(page);
});

interface Lms {
	boot(version: string, saved: unknown): void;
	quit(): Promise<void>;
	saved(): { cmi: Record<string, unknown> };
	errors: string[];
}
const inLms = <T>(page: Page, read: (lms: Lms) => T): Promise<Awaited<T>> =>
	page.evaluate(`(${read.toString()})(window)`);

async function launch(page: Page, version: '1.2' | '2004', saved: unknown): Promise<Frame> {
	await page.goto(`http://localhost:${lmsPort}/host.html`);
	await page.waitForFunction('window.ready');
	await page.evaluate(([v, s]) => (window as unknown as Lms).boot(v, s), [version, saved] as const);
	await page.waitForFunction(() => window.frames[0]?.document.querySelector('.page.current'));
	return page.frame('sco')!;
}

async function unzip(path: string): Promise<Package> {
	const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(readFileSync(path))])));
	const files: Package = new Map();
	for (const entry of await reader.getEntries())
		if (!entry.directory)
			files.set(entry.filename, new Uint8Array(await entry.getData(new Uint8ArrayWriter())));
	return files;
}

test('in an LMS, in both versions, every kind is marked and recorded alike, and comes back', async () => {
	test.setTimeout(240_000);
	await page.goto(`${hub.origin}/lessons`);
	const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) });
	await row.getByText('下载课件包').click();
	const packages: Record<string, Package> = {};
	for (const [version, name] of [
		['1.2', 'SCORM 1.2'],
		['2004', 'SCORM 2004']
	] as const) {
		const started = page.waitForEvent('download');
		await row.getByRole('link', { name }).click();
		packages[version] = await unzip(await (await started).path());
	}
	lms = await serve(packages, lmsPort);

	for (const version of ['1.2', '2004'] as const)
		for (const outcome of outcomes) {
			let frame = await launch(page, version, null);
			await answerAll(frame, outcome);
			await expectResult(frame, outcome);
			await inLms(page, (w) => w.quit());
			expect(await inLms(page, (w) => w.errors)).toEqual([]);
			const { cmi } = await inLms(page, (w) => w.saved());
			expectRecorded(cmi, version, outcome);
			frame = await launch(page, version, again(cmi));
			await readAgain(frame, outcome);
			await expectResult(frame, outcome);
		}
});

/** What an LMS gives back at the next launch. */
function again(cmi: Record<string, unknown>): Record<string, unknown> {
	const next = structuredClone(cmi);
	const core = (next.core ?? next) as Record<string, unknown>;
	delete core.session_time;
	delete core.exit;
	core.entry = 'resume';
	return next;
}

interface RecordedInteraction {
	id: string;
	type: string;
	result: string;
	student_response?: string;
	learner_response?: string;
}

function expectRecorded(cmi: Record<string, unknown>, version: '1.2' | '2004', outcome: Outcome): void {
	const { interactions } = cmi as { interactions: { childArray?: RecordedInteraction[] } };
	const records = interactions.childArray ?? (Object.values(interactions) as RecordedInteraction[]);
	const wrong = version === '1.2' ? 'wrong' : 'incorrect';
	expect(records.map((r) => [r.type, r.student_response ?? r.learner_response, r.result])).toEqual(
		cases.map(({ type, recorded, score }) => [
			type[version],
			recorded[outcome][version],
			!score
				? 'neutral'
				: score[outcome] === 1
					? 'correct'
					: score[outcome] === 0
						? wrong
						: String(Number(score[outcome].toFixed(7)))
		])
	);
	const core = (cmi.core ?? cmi) as { score: { raw: string } };
	expect(Number(core.score.raw)).toBeCloseTo(scoreOf(outcome), 4);
}

test('at a station every kind is marked, comes back, and reaches the report in words', async () => {
	test.setTimeout(240_000);
	await page.context().clearCookies();
	await signIn(page, hub, official);
	const code = await makeStation(page, hub, '柳树村', Object.values(learners).join('\n'));
	const station = await village.open(hub.origin);
	await enrol(station, hub, code);
	for (const outcome of outcomes) {
		let frame = await learn(station, learners[outcome], title);
		await answerAll(frame, outcome, cases.slice(0, -1));
		// What happens is gathered for less than half a second before it is saved.
		await station.waitForTimeout(1000);
		await kept(station);
		await station.reload();
		frame = await learn(station, learners[outcome], title);
		await readAgain(frame, outcome, cases.slice(0, -1));
		await answerAll(frame, outcome, cases.slice(-1));
		await expectResult(frame, outcome);
		await station.getByRole('button', { name: '退出这一课' }).click();
		await station.getByRole('button', { name: '换一个人' }).click();
	}
	for (const outcome of outcomes)
		for (const { kind, recorded } of cases)
			await expect(async () => {
				await page.goto(`${hub.origin}/results`);
				const told = await page.locator('main').textContent();
				expect(told, `${kind}, ${outcome}`).toContain(recorded[outcome].words);
			}).toPass({ timeout: 60_000 });
});
