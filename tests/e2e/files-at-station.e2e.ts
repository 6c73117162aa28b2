import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { manifestXml, page as html } from '../fixtures/packages';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { stationWithPackage } from './package-station';
import { learn } from './steps';

/** What packages do to hand a file to the learner, and one that does it behind a button for something else. */
const made = {
	xml: manifestXml({ title: '果树修剪', files: ['index.html', '修剪记录表.docx', '口诀.txt'] }),
	files: {
		'index.html': html(`<h1>果树修剪</h1>
			<p><a href="修剪记录表.docx">记录表</a> <a href="口诀.txt" download="剪枝口诀.txt">口诀</a>
			<button onclick="make('我的笔记.txt')">笔记</button> <button onclick="make('发票\u202excod.exe')">下一页</button>
			<button onclick="location.href = '修剪记录表.docx'">去看表</button></p>
			<script>
			function make(name) {
				var link = document.createElement('a');
				link.href = URL.createObjectURL(new Blob(['一看二剪']));
				link.download = name;
				link.click();
				URL.revokeObjectURL(link.href);
			}
			</script>`),
		'修剪记录表.docx': 'docx 修剪',
		'口诀.txt': '三涂药'
	}
};

const lesson = (page: Page) => page.frameLocator('iframe').frameLocator('[title=lesson]');
const bar = (page: Page) => page.getByTestId('save-bar');

/** Presses for what the bar offers; gives what came into the downloads folder. */
async function saved(page: Page, name: string): Promise<string> {
	await expect(bar(page)).toContainText(`要把“${name}”存到这台电脑里吗？`);
	const started = page.waitForEvent('download');
	await bar(page).getByRole('button', { name: '保存文件' }).click();
	const download = await started;
	expect(download.suggestedFilename()).toBe(name);
	await expect(bar(page)).toContainText(`请在“下载”文件夹里找“${name}”`);
	const text = readFileSync(await download.path(), 'utf8');
	await bar(page).getByRole('button', { name: '知道了' }).click();
	return text;
}

async function savesAll(page: Page, from: FrameLocator): Promise<void> {
	await from.getByRole('link', { name: '记录表' }).click();
	expect(await saved(page, '修剪记录表.docx')).toBe('docx 修剪');
	await from.getByRole('link', { name: '口诀' }).click();
	expect(await saved(page, '剪枝口诀.txt')).toBe('三涂药');
	await from.getByRole('button', { name: '笔记' }).click();
	expect(await saved(page, '我的笔记.txt')).toBe('一看二剪');
}

const own = computers();

test('files that packages hand out are saved under their names when the learner says so, with the network off', async () => {
	test.setTimeout(240_000);
	const { hub, station } = await stationWithPackage(own, made, '果树修剪');
	const downloads: string[] = [];
	station.on('download', (one) => downloads.push(one.suggestedFilename()));
	await learn(station, '陈玉珍', '果树修剪');
	await hub.kill();
	await savesAll(station, lesson(station));

	// A program behind a button for something else: the app says what it is, and a press meant for the lesson saves nothing.
	await lesson(station).getByRole('button', { name: '下一页' }).click();
	await expect(bar(station)).toContainText('“发票xcod.exe”');
	await expect(bar(station)).toContainText('这是一个程序，不是资料。');
	await expect(bar(station).getByRole('button', { name: '保存文件' })).toBeDisabled();
	await expect(bar(station).getByRole('button', { name: '保存文件' })).toBeEnabled();
	await expectAccessible(station, 'save-bar');
	await bar(station).getByRole('button', { name: '不用' }).click();
	await expect(bar(station)).toBeHidden();

	// A page that goes to a file shows a button for it.
	await lesson(station).getByRole('button', { name: '去看表' }).click();
	await lesson(station).getByRole('button', { name: '保存文件' }).click();
	expect(await saved(station, '修剪记录表.docx')).toBe('docx 修剪');
	expect(downloads).toEqual(['修剪记录表.docx', '剪枝口诀.txt', '我的笔记.txt', '修剪记录表.docx']);

	await station.goto(`${hub.origin}/station/keeper`);
	await station.getByLabel('口令').fill('1357');
	await station.getByRole('button', { name: '打开' }).click();
	await station.getByRole('button', { name: '试一试“果树修剪”' }).click();
	await savesAll(station, lesson(station));
});
