import { expect, test, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { courseWith } from '../fixtures/courses';
import { zipOf } from '../fixtures/packages';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { author, choosePackage, lessonFrame, signIn } from './steps';

const { startHub, browser } = computers();

const script = `
	call('begin', '');
	document.querySelector('h1').append(' 上次学到 ' + (get('cmi.core.lesson_location') || '无'));
	document.body.append(Object.assign(new Image(), { src: '没有这张图.png' }));
	set('cmi.core.score.raw', '九十');
	set('cmi.core.lesson_location', '12');
	set('cmi.suspend_data', '答了三题');
	const answer = () => {
		for (const [name, value] of [['id', 'Q1'], ['type', 'choice'], ['student_response', 'b'], ['result', 'wrong']])
			set('cmi.interactions.0.' + name, value);
		set('cmi.core.lesson_status', 'completed');
		call('commit', '');
	};
	addEventListener('pagehide', () => { set('cmi.core.exit', 'suspend'); finish(); });`;

/** A course of two steps, the second of which waits for the first, on the page where packages are checked. */
async function checked(page: Page): Promise<void> {
	const needs = '<adlcp:prerequisites type="aicc_script">A</adlcp:prerequisites>';
	const made = courseWith(
		'1.2',
		[
			{ id: 'A', title: '选种' },
			{ id: 'B', title: '催芽', inside: needs }
		],
		{ script }
	);
	const path = join(mkdtempSync(join(tmpdir(), 'yuanke-inspector-')), '育秧.zip');
	const zip = zipOf({ 'imsmanifest.xml': made.xml, ...made.files });
	writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
	await choosePackage(page, path);
}

test('a package is tried before it goes anywhere: what it says, keeps and gets wrong, in plain words and as a log', async () => {
	test.setTimeout(180_000);
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	await page.goto(`${hub.origin}/lessons/packages`);
	const sent: string[] = [];
	page.on('request', (request) => request.method() === 'GET' || sent.push(request.url()));
	await checked(page);
	await page.getByRole('button', { name: '试一试' }).click();
	let lesson = await lessonFrame(page);
	await expect(lesson.getByText('上次学到 无')).toBeVisible();

	const tab = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?\\d`) });
	await expect(page.getByText('记下学到第几页')).toBeVisible();
	await expect(page.getByText('LMSSetValue(cmi.core.lesson_location, 12) → true')).toBeVisible();
	await tab('问题').click();
	await expect(page.getByRole('dialog').getByText('没有这张图.png')).toBeVisible();
	await expect(page.getByText('写法不对，没有记下。')).toBeVisible();
	await tab('记下的').click();
	await expect(page.getByText('4 / 4096 个字')).toBeVisible();
	await expect(page.getByText('答了三题')).toBeVisible();
	await expectAccessible(page, 'inspector');

	await expect(page.getByRole('button', { name: '催芽' })).toBeDisabled();
	await lesson.evaluate('answer()');
	await tab('答题').click();
	await expect(page.getByText('回答：b')).toBeVisible();
	await expect(page.getByText('答错', { exact: true })).toBeVisible();
	await expect(page.getByRole('button', { name: '催芽' })).toBeEnabled();

	// Left and come back to, it knows; begun anew, it knows nothing.
	const told = (name: string) => async () => {
		await page.getByRole('button', { name }).click();
		await expect.poll(() => lesson.isDetached(), { timeout: 30_000 }).toBe(true);
		lesson = await lessonFrame(page);
		return lesson.locator('h1').innerText();
	};
	expect(await told('离开再进来')()).toContain('上次学到 12');
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: '导出记录' }).click();
	const log = readFileSync(await (await download).path(), 'utf8');
	expect(log).toMatch(/\[A\] {2}LMSSetValue\("cmi\.core\.score\.raw", "九十"\) -> "false" {2}error 405/);
	expect(log).toContain('[A]  cmi.suspend_data = "答了三题"');
	expect(log).toContain('  没有这张图.png');
	expect(await told('从头再来')()).toContain('上次学到 无');
	await expect(tab('答题')).toContainText('0');

	await page.getByRole('button', { name: '返回' }).click();
	await expect(page.getByRole('button', { name: '试一试' })).toBeFocused();
	expect(sent).toEqual([]);
});

test('a package in the library is tried from there, by an official too', async () => {
	test.setTimeout(180_000);
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	await page.goto(`${hub.origin}/lessons/packages`);
	await checked(page);
	await page.getByRole('button', { name: '放进课程库' }).click();
	await page.waitForURL(/\/lessons\/packages\/.+/, { timeout: 60_000 });
	const address = page.url();

	const office = await browser().open();
	await signIn(office, hub, '刘科长');
	await office.goto(address);
	await expect(office.getByRole('button', { name: '发布给站点' })).toBeHidden();
	// A page drawn by the hub hears clicks a moment after it shows.
	await expect(async () => {
		await office.getByRole('button', { name: '试一试' }).click({ timeout: 2000 });
		await expect(office.getByRole('dialog')).toBeVisible({ timeout: 5000 });
	}).toPass({ timeout: 60_000 });
	await expect((await lessonFrame(office)).getByText('上次学到 无')).toBeVisible();
	await office.keyboard.press('Escape');
	await expect(office.getByRole('button', { name: '返回' })).toBeHidden();
});
