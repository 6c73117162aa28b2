import { expect, test, type Page } from '@playwright/test';
import { courseWith } from '../fixtures/courses';
import { manifestXml, page as html } from '../fixtures/packages';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { stationWithPackage } from './package-station';
import { learn } from './steps';

const own = computers();

/** An old package: its course runs in a window of its own, its place is kept in a cookie, and it waits for a text. */
const made = {
	xml: manifestXml({ title: '果树修剪', files: ['index.html', 'player.html', '修剪图.pdf'] }),
	files: {
		'index.html':
			html(`<h1>果树修剪</h1><button id="start" onclick="course = window.open('player.html', 'course', 'width=700')">开始学习</button>
			<p id="place"></p><p id="aim"></p><script>var request = new XMLHttpRequest(); request.open('GET', 'aim.txt', false); request.send();
			document.getElementById('aim').textContent = request.responseText; document.getElementById('place').textContent = '上次学到：' + (document.cookie || '还没学') + (localStorage.getItem('name') || '')</script>`),
		'player.html': html(`<h1>第一章 冬季修剪</h1><p>先看树形，再动剪刀。</p><a href="修剪图.pdf">修剪图</a>
			<button id="note" onclick="document.cookie = 'page=2; max-age=999999'; localStorage.setItem('name', '第二页')">下一页</button>`),
		'aim.txt': '学会冬天怎样修剪',
		'修剪图.pdf':
			'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>'
	}
};

const lesson = (page: Page) => page.frameLocator('iframe').frameLocator('[title=lesson]');
const layers = (page: Page) => page.frameLocator('iframe').frameLocator('[title=layers]');

/** Everything packages keep for themselves at this station. */
async function keptNotes(): Promise<string> {
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)));
	const database = await done(indexedDB.open('yuanke-journal'));
	const notes = await done(
		database.transaction('facts').objectStore('facts').getAll(IDBKeyRange.bound('kept ', 'kept!'))
	);
	database.close();
	return JSON.stringify(notes);
}

/** How everybody's lessons stand at this station. */
async function recorded(): Promise<string> {
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)));
	const database = await done(indexedDB.open('yuanke-journal'));
	const attempts = await done(database.transaction('attempts').objectStore('attempts').getAll());
	database.close();
	return JSON.stringify(attempts);
}

test('a package with a window of its own: it opens in the lesson, and its notes survive a power cut for their learner only', async () => {
	test.setTimeout(240_000);
	const { hub, village, station } = await stationWithPackage(own, made, '果树修剪');
	await learn(station, '陈玉珍', '果树修剪');
	await expect(lesson(station).getByText('上次学到：还没学')).toBeVisible();
	await expect(lesson(station).getByText('学会冬天怎样修剪')).toBeVisible();
	await lesson(station).getByRole('button', { name: '开始学习' }).click();
	const window = layers(station).frameLocator('iframe');
	await expect(window.getByRole('heading', { name: '第一章 冬季修剪' })).toBeVisible();
	await expect(layers(station).getByRole('button', { name: '关闭' })).toBeInViewport();
	await expectAccessible(station, 'package-window');
	await window.getByRole('button', { name: '下一页' }).click();
	await window.getByRole('link', { name: '修剪图' }).click();
	await expect(layers(station).getByRole('button', { name: '关闭' })).toHaveCount(2);
	await expect(
		layers(station).frameLocator('iframe').last().getByRole('button', { name: '打开文件' })
	).toBeVisible();
	// What it noted is on the disk of the station while it runs; then the power fails.
	await expect.poll(() => station.evaluate(keptNotes)).toContain('第二页');
	await village.kill();

	const again = await village.open(hub.origin);
	await again.goto(`${hub.origin}/station`);
	await learn(again, '杨德福', '果树修剪');
	await expect(lesson(again).getByText('上次学到：还没学')).toBeVisible();
	await again.getByRole('button', { name: '退出这一课' }).click();
	await again.getByRole('button', { name: '换一个人' }).click();
	await learn(again, '陈玉珍', '果树修剪');
	await expect(lesson(again).getByText('上次学到：page=2第二页')).toBeVisible();
});

test('the keeper of a station tries a lesson with the network off: every call is to be seen, nothing is recorded', async () => {
	test.setTimeout(240_000);
	const script = `call('begin', ''); set('cmi.core.lesson_status', 'completed'); set('cmi.core.score.raw', '九十'); call('commit', '');`;
	const course = courseWith('1.2', [{ id: 'A', title: '选种' }], { script });
	const { hub, station } = await stationWithPackage(own, course, '果树修剪');
	await learn(station, '陈玉珍', '果树修剪');
	await station.getByRole('button', { name: '退出这一课' }).click();
	await expect(station.getByRole('button', { name: '退出这一课' })).toBeHidden();
	await hub.kill();

	await station.goto(`${hub.origin}/station/keeper`);
	await station.getByLabel('口令').fill('1357');
	await station.getByRole('button', { name: '打开' }).click();
	const attempts = () => station.evaluate(recorded);
	const before = await attempts();
	expect(before).toContain('completed');
	await station.getByRole('button', { name: '试一试“果树修剪”' }).click();
	const tried = station.getByRole('dialog');
	await expect(tried.getByText('LMSSetValue(cmi.core.lesson_status, completed) → true')).toBeVisible();
	await tried.getByRole('button', { name: /^问题 ?\d/ }).click();
	await expect(tried.getByText('写法不对，没有记下。')).toBeVisible();
	await expectAccessible(station, 'keeper-inspector');
	await tried.getByRole('button', { name: '返回' }).click();
	await expect(station.getByRole('button', { name: '试一试“果树修剪”' })).toBeFocused();
	expect(await attempts()).toBe(before);
});
