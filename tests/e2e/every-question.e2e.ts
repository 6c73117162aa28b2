import { expect, test, type Frame, type Page } from '@playwright/test';
import type { Server } from 'node:http';
import type { NodeJson } from '$lib/lesson';
import { serve } from '../integration/serve';
import { Browser } from './browser';
import { openPreview, writeDraft } from './draft';
import { HubProcess } from './hub-process';
import {
	again,
	downloadPackages,
	launch,
	quit,
	recordedIn,
	scoreIn,
	versions,
	type Cmi,
	type Recorded,
	type Version
} from './lms';
import { outcomes, questionCases, type Outcome, type QuestionCase } from './question-table';
import { author, enrol, kept, learn, makeStation, official, release, signIn } from './steps';

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

/** A lesson with each question on a page of its own. */
async function writeLesson(): Promise<void> {
	await signIn(page, hub, author);
	draft = await writeDraft(page, hub, (template) => {
		cases = questionCases(find(template.doc, 'image')?.attrs?.media);
		const pages = cases.map(({ kind, node }): NodeJson => ({
			type: 'page',
			content: [{ type: 'pageTitle', content: [{ type: 'text', text: kind }] }, node]
		}));
		return {
			...template,
			title,
			settings: { ...template.settings, passPercent: 60 },
			doc: { type: 'doc', content: pages }
		};
	});
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
		const frame = await openPreview(page, hub, draft);
		await answerAll(frame, outcome);
		await readAgain(frame, outcome);
		await expectResult(frame, outcome);
	}
	await page.getByRole('button', { name: '回到编辑' }).click();
	await release(page);
});

test('in an LMS, in both versions, every kind is marked and recorded alike, and comes back', async () => {
	test.setTimeout(240_000);
	lms = await serve(await downloadPackages(page, hub, title), lmsPort);

	for (const version of versions)
		for (const outcome of outcomes) {
			let frame = await launch(page, lmsPort, version, null);
			await answerAll(frame, outcome);
			await expectResult(frame, outcome);
			const cmi = await quit(page);
			expectRecorded(cmi, version, outcome);
			frame = await launch(page, lmsPort, version, again(cmi));
			await readAgain(frame, outcome);
			await expectResult(frame, outcome);
		}
});

function expectRecorded(cmi: Cmi, version: Version, outcome: Outcome): void {
	const wrong = version === '1.2' ? 'wrong' : 'incorrect';
	expect(recordedIn(cmi)).toEqual(
		cases.map(({ type, recorded, score }): Recorded => ({
			type: type[version],
			answer: recorded[outcome][version],
			result: !score
				? 'neutral'
				: score[outcome] === 1
					? 'correct'
					: score[outcome] === 0
						? wrong
						: String(Number(score[outcome].toFixed(7)))
		}))
	);
	expect(scoreIn(cmi)).toBeCloseTo(scoreOf(outcome), 4);
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
