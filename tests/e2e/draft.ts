import { expect, type Frame, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { Lesson } from '$lib/lesson';
import type { HubProcess } from './hub-process';
import { lessonFrame } from './steps';

/** Puts a lesson into a draft as the editor would save it; gives the draft. The page is signed in as an author. */
export async function writeDraft(
	page: Page,
	hub: HubProcess,
	lessonOf: (template: Lesson) => Lesson
): Promise<string> {
	await page
		.getByRole('button', { name: /稻瘟病/ })
		.first()
		.click();
	await page.waitForURL(/\/lessons\/.+/);
	const draft = page.url().split('/').at(-1)!;
	const template = JSON.parse(readFileSync('lesson-templates/rice-blast/lesson.json', 'utf8')) as Lesson;
	const lesson = lessonOf({ ...template, lessonId: draft });
	// Anywhere but in the editor, which would save its own lesson over this one.
	await page.goto(`${hub.origin}/lessons`);
	const answer = await page.evaluate(
		async ([address, body]) =>
			(await fetch(address!, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
				.status,
		[`${hub.origin}/drafts/${draft}`, JSON.stringify({ base: 1, saves: ['writtenbytest'], lesson })]
	);
	expect(answer).toBe(200);
	return draft;
}

export async function openPreview(page: Page, hub: HubProcess, draft: string): Promise<Frame> {
	await page.goto(`${hub.origin}/lessons/${draft}`);
	await page.getByRole('button', { name: '预览' }).click();
	return lessonFrame(page);
}

/** Sends files to the hub, as the editor does when an author chooses them. */
export async function sendFiles(
	page: Page,
	hub: HubProcess,
	files: ReadonlyMap<string, Uint8Array>
): Promise<void> {
	for (const [sha256, body] of files) {
		const answer = await page.request.post(`${hub.origin}/uploads`, {
			headers: {
				origin: hub.origin,
				'tus-resumable': '1.0.0',
				'upload-length': String(body.length),
				'upload-metadata': `sha256 ${btoa(sha256)}`,
				'content-type': 'application/offset+octet-stream'
			},
			data: Buffer.from(body)
		});
		expect(answer.status()).toBe(201);
	}
}
