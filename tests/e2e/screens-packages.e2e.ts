import { expect, test, type Page } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { courseWith } from '../fixtures/courses';
import { packageOf, page as html, zipOf } from '../fixtures/packages';
import { computers } from './computers';
import { expectFits, telephones } from './fits';
import { inBoth } from './in-both';
import { author, choosePackage, lessonFrame, signIn } from './steps';

const { startHub, browser } = computers();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

test.describe.configure({ timeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), 'yuanke-screens-'));
async function saved(name: string, blob: Blob): Promise<string> {
	const path = join(folder, name);
	writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));
	return path;
}
const script = `
	call('begin', '');
	document.body.append(Object.assign(new Image(), { src: '没有这张图.png' }));
	set('cmi.core.score.raw', '九十');
	set('cmi.core.lesson_location', '12');
	set('cmi.suspend_data', '答了三题');
	for (const [name, value] of [['id', 'Q1'], ['type', 'choice'], ['student_response', 'b'], ['result', 'wrong']])
		set('cmi.interactions.0.' + name, value);
	call('commit', '');`;

test('what is said about a package from elsewhere fits, and its trial', async () => {
	const hub = await startHub();
	const page = await browser().open();
	const fits = (name: string) => expectFits(page, name, telephones);
	await signIn(page, hub, author);
	await page.goto(`${hub.origin}/lessons/packages`);
	await inBoth(page, (language) => fits(`packages ${language}`));

	const lame = await saved(
		'村级农技推广课程-水稻育秧全程管理（第三版）.zip',
		packageOf(
			{},
			{
				'index.html': html('<h1>选种</h1><a href="浸种.html">下一页</a>'),
				'浸种.html': html(
					'<h1>浸种</h1><img src="images/chapter02/种子处理流程示意图.png"><script src="https://cdn.example.net/libraries/player/p.js"></script>'
				),
				'催芽.html': html('<h1>催芽</h1><script>nobody.knows()</script>')
			}
		)
	);
	const broken = await saved('坏的.zip', new Blob(['no zip at all']));
	await inBoth(page, async (language, say) => {
		await choosePackage(page, broken);
		await fits(`package refused ${language}`);
		await choosePackage(page, lame);
		await expect(button(page, say('package_try'))).toBeVisible({ timeout: 60_000 });
		for (const summary of await page.locator('main summary').all()) await summary.click();
		await fits(`package report ${language}`);
		await button(page, say('package_try')).click();
		await button(page, say('offline_try')).click();
		await expect(page.getByText(say('offline_done', { count: 3 }))).toBeVisible({ timeout: 60_000 });
		for (const summary of await page.getByRole('dialog').locator('summary').all()) await summary.click();
		await fits(`package offline ${language}`);
		await button(page, say('inspector_back')).click();
	});

	const made = courseWith(
		'1.2',
		[
			{ id: 'A', title: '选种' },
			{ id: 'B', title: '催芽' }
		],
		{ script }
	);
	const course = await saved('育秧.zip', zipOf({ 'imsmanifest.xml': made.xml, ...made.files }));
	await inBoth(page, async (language, say) => {
		await choosePackage(page, course);
		await button(page, say('package_try')).click();
		await lessonFrame(page);
		for (const tab of ['calls', 'data', 'answers', 'problems']) {
			await page
				.getByRole('dialog')
				.getByRole('button', { name: new RegExp(`^${say(`inspector_${tab}`)} ?\\d*$`) })
				.click();
			await fits(`inspector ${tab} ${language}`);
		}
		await button(page, say('inspector_back')).click();
	});
	await choosePackage(page, course);
	await button(page, '放进课程库').click();
	await page.waitForURL(/\/lessons\/packages\/.+/, { timeout: 60_000 });
	await inBoth(page, (language) => fits(`package in library ${language}`));
	await button(page, '发布给站点').click();
	await expect(page.getByText('已发布第 1 版').first()).toBeVisible();
	await inBoth(page, (language) => fits(`package released ${language}`));
	await page.goto(`${hub.origin}/lessons`);
	await inBoth(page, (language) => fits(`lessons with packages ${language}`));
});
