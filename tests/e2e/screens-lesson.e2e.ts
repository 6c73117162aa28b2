import { expect, test, type Page } from '@playwright/test';
import type { Lesson, NodeJson } from '$lib/lesson';
import { makeMedia } from '../integration/media';
import { serve } from '../integration/serve';
import { blockCases, pageIdOf, type BlockCase, type ContentKind } from './block-table';
import { computers } from './computers';
import { sendFiles, writeDraft } from './draft';
import { expectFits, telephones } from './fits';
import { downloadPackages, launch } from './lms';
import { line, paragraph } from './nodes';
import { questionCases } from './question-table';
import { author, release, signIn } from './steps';

const { startHub, browser } = computers();

test.describe.configure({ timeout: 900_000 });

for (const [language, lang, port] of [
	['zh', 'zh-CN', 4397],
	['en', 'en', 4399]
] as const)
	test(`every block and question of a lesson fits, before and after (${language})`, async () => {
		const hub = await startHub();
		const page: Page = await browser().open();
		await signIn(page, hub, author);
		const { media, blobs } = await makeMedia();
		await sendFiles(page, hub, blobs);
		const blocks = Object.entries(blockCases(media)) as [ContentKind, BlockCase][];
		const questions = questionCases(media.image);
		const pageOf = (name: string, id: string, content: NodeJson[]): NodeJson => ({
			type: 'page',
			attrs: { id, section: '' },
			content: [line('pageTitle', name), ...content]
		});
		const title = `所有内容 ${language}`;
		const draft = await writeDraft(page, hub, (template: Lesson) => ({
			...template,
			title,
			lang,
			settings: { ...template.settings, passPercent: 60 },
			doc: {
				type: 'doc',
				content: [
					...blocks.map(([kind, { blocks }]) => pageOf(kind, pageIdOf(kind), blocks)),
					...questions.map(({ kind, node }) => pageOf(kind, `question${kind.toLowerCase()}`, [node])),
					pageOf('完了', 'pageatlast', [paragraph('就到这里。')])
				]
			}
		}));
		await page.goto(`${hub.origin}/lessons/${draft}`);
		await release(page);
		const packages = await downloadPackages(page, hub, title);
		const lms = await serve(packages, port);
		try {
			const frame = await launch(page, port, '2004', null);
			const fits = (name: string) => expectFits(page, `lesson ${name} ${language}`, telephones);
			await frame.locator('.tools button').first().click();
			await fits('contents');
			await page.keyboard.press('Escape');
			const current = frame.locator('.page.current');
			// Large zoom on a small screen: of a page that is short, the way on is in sight.
			const before = page.viewportSize()!;
			await page.setViewportSize({ width: 683, height: 384 });
			await expect(frame.locator('button.next')).toBeInViewport({ ratio: 1 });
			await page.setViewportSize(before);
			for (const [kind, one] of blocks) {
				await expect(current.locator('h1')).toHaveText(kind);
				await fits(`block ${kind}`);
				if (language === 'zh') {
					await one.play(current);
					await fits(`block ${kind} seen`);
				}
				await frame.locator('button.next').click();
			}
			for (const one of questions) {
				const { kind } = one;
				await expect(current.locator('h1')).toHaveText(kind);
				await fits(`question ${kind}`);
				const question = current.locator('.question').first();
				await one.give(question, 'wrong');
				await question.locator('.check').click();
				await fits(`question ${kind} answered`);
				await frame.locator('button.next').click();
			}
			await frame.locator('button.next').click();
			await fits('end');
		} finally {
			lms.close();
		}
	});
