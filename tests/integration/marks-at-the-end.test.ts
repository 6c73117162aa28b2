import type { Server } from 'node:http';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { numberLesson, type Lesson } from '$lib/lesson';
import { line, node, paragraph } from '../e2e/nodes';
import { buildPackages } from './play';
import { serve } from './serve';
import { shortLesson } from './short-lesson';
import { patient, startChromium, Visit } from './visit';

const port = Number(process.env.TEST_PORT ?? 4111) + 15;
const mastery = { 'cmi.student_data.mastery_score': '60' };

let server: Server;
let browser: Browser;
beforeAll(async () => {
	server = await serve(await buildPackages(withLastPage), port);
	browser = await startChromium();
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});

/** Two questions, and a page after them that can be left unread. */
function withLastPage(): Lesson {
	const { doc, ...lesson } = shortLesson();
	const last = node('page', [line('pageTitle', '记住'), paragraph('晒种两天。')]);
	return numberLesson({ ...lesson, doc: { ...doc, content: [...(doc.content ?? []), last] } });
}

async function answer(visit: Visit, text: string): Promise<void> {
	const frame = await visit.sco();
	await frame.locator('button.next').click();
	await frame.locator('.page.current .question').getByText(text, { exact: true }).click();
	await frame.locator('.page.current .check').click();
	await frame.locator('.page.current .verdict').waitFor(patient);
}

it('whoever failed every question so far has not failed a lesson that is half read', async () => {
	const context = await browser.newContext();
	const base = `http://localhost:${port}`;
	const first = await Visit.begin(context, base, '1.2', mastery, { strict: true });
	await answer(first, '六月');
	await answer(first, '错');
	const left = await first.leave();
	expect(left['cmi.core.lesson_status']).toBe('incomplete');
	const second = await Visit.begin(context, base, '1.2', left, { strict: true });
	await (await second.sco()).locator('button.next').click();
	await expect.poll(() => second.kept('cmi.core.score.raw'), patient).toBe('0');
	expect((await second.leave())['cmi.core.lesson_status']).toBe('failed');
	await context.close();
}, 60_000);
