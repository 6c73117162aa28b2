import type { Server } from 'node:http';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FixtureMedia } from '$lib/compiler/every-block.fixture';
import { newLesson, numberLesson } from '$lib/lesson';
import { questionCases } from '../e2e/question-table';
import { line } from '../e2e/nodes';
import { buildPackages } from './play';
import { serve } from './serve';
import { inHost, patient, startChromium, Visit } from './visit';

const port = Number(process.env.TEST_PORT ?? 4111) + 15;
const base = `http://localhost:${port}`;

/** One page with a question of every kind. */
const lessonOf = (media: FixtureMedia) =>
	numberLesson({
		...newLesson('样样都问', 'zh-CN'),
		lessonId: 'fixture0answers',
		doc: {
			type: 'doc',
			content: [
				{
					type: 'page',
					content: [line('pageTitle', '问'), ...questionCases(media.image).map(({ node }) => node)]
				}
			]
		}
	});

let server: Server;
let browser: Browser;
beforeAll(async () => {
	server = await serve(await buildPackages(lessonOf), port);
	browser = await startChromium();
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});

describe.each(['1.2', '2004'] as const)('a SCORM %s package', (version) => {
	it.each([
		['the strict LMS', true],
		['scorm-again', false]
	] as const)(
		'gives %s every kind of answer, right, wrong and partly right, and nothing it may refuse',
		async (_, strict) => {
			const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
			const visit = await Visit.begin(context, base, version, null, { strict });
			const frame = await visit.sco();
			const cases = questionCases(null);
			// What is right is not asked again, and comes last.
			const outcomes = ['wrong', 'partly', 'right'] as const;
			for (const outcome of outcomes)
				for (const [i, one] of cases.entries()) {
					const question = frame.locator('.question').nth(i);
					const retry = question.locator('.retry');
					if (await retry.isVisible()) await retry.click();
					await one.give(question, outcome);
					await question.locator('.check').click();
				}
			const responses = async () =>
				(await inHost(visit.page, (w) => w.calls))
					.filter(([name, element]) => name === 'SetValue' && /(student|learner)_response$/.test(element!))
					.map(([, , value]) => value);
			const expected = outcomes.flatMap((outcome) => cases.map(({ recorded }) => recorded[outcome][version]));
			await expect.poll(responses, patient).toEqual(expected);
			await visit.page.waitForFunction(() => localStorage.getItem('server') !== null);
			expect(await visit.violations()).toEqual([]);
			await visit.leave();
			await context.close();
		},
		90_000
	);
});
