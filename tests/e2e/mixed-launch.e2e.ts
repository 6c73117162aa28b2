import { expect, test, type Frame } from '@playwright/test';
import { onBench, type OnBench } from './on-bench';
import type { File } from './frame-bench-page';

let browser: OnBench['browser'];
let page: OnBench['page'];
onBench((at) => ({ browser, page } = at));

const html = (body: string) =>
	`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>课</title><body>${body}</body></html>`;
const launch = (files: Record<string, File>, version: '1.2' | '2004' = '1.2') =>
	page.evaluate(([f, v]) => window.bench.launch(f, v), [files, version] as const);
const commits = () => page.evaluate(() => window.bench.commits);
const player = () => page.frameLocator('#frame').frameLocator('[title=layers]');

/** A frame of the package, by the end of its address, once it is loaded. */
async function frame(path: string): Promise<Frame> {
	const find = () => frames(path)[0];
	await expect.poll(find).toBeTruthy();
	const found = find()!;
	await found.waitForLoadState();
	return found;
}
const frames = (path: string) =>
	page.frames().filter((one) => new RegExp(`/p/[0-9a-z]+/${path}$`).test(one.url()));

/** The classic search: up through the parents, then from the opener. */
const findApi = `
	function scan(win) { var tries = 0; while (!win.API && win.parent && win.parent != win && tries++ < 500) win = win.parent; return win.API || null; }
	function findApi(win) { return (win.opener && scan(win.opener)) || scan(win); }`;

test.describe('a window the package opens', () => {
	const files = {
		'index.html': html(`<button id="start">开始</button><p id="state">等待</p><script>
			var course = null;
			document.getElementById('start').onclick = function () {
				course = window.open('player/main.html', 'course', 'width=800,height=600,toolbar=no');
				if (!course) document.getElementById('state').textContent = '打不开窗口';
				course.focus();
				var timer = setInterval(function () {
					if (!course.closed) return;
					clearInterval(timer);
					document.getElementById('state').textContent = '学完了';
				}, 50);
			};</script>`),
		'player/main.html': html(`<h1>第一页</h1><button id="exit" onclick="window.close()">退出</button><script>
			${findApi}
			var fromOpener = scan(window.opener) !== null;
			var api = findApi(window);
			api.LMSInitialize('');
			api.LMSSetValue('cmi.core.lesson_location', 'p1');
			addEventListener('unload', function () {
				api.LMSSetValue('cmi.core.lesson_status', 'completed');
				api.LMSSetValue('cmi.core.lesson_location', String(window.opener.course !== null));
				api.LMSFinish('');
			});</script>`)
	};

	test('opens inside the lesson, finds the API through its opener, and the opener sees it close', async () => {
		await launch(files);
		await (await frame('index.html')).click('#start');
		const inside = await frame('player/main.html');
		expect(await inside.evaluate('[fromOpener, opener.course === window, closed]')).toEqual([
			true,
			true,
			false
		]);
		await inside.click('#exit');
		await expect.poll(() => frames('player/main.html')).toHaveLength(0);
		await (await frame('index.html')).waitForSelector('text=学完了');
		const [last] = (await commits()).slice(-1);
		expect(last).toMatchObject({
			final: true,
			cmi: { core: { lesson_status: 'completed', lesson_location: 'true' } }
		});
	});

	for (const way of ['button', 'Escape', 'Escape inside'] as const)
		test(`closes by ${way}, and the focus goes back to the lesson`, async () => {
			await launch(files);
			const lesson = await frame('index.html');
			await lesson.click('#start');
			const inside = await frame('player/main.html');
			await expect(player().getByRole('dialog', { name: '课件另外打开的内容' })).toBeVisible();
			const close = player().getByRole('button', { name: '关闭' });
			await expect(close).toBeInViewport();
			if (way === 'button') await close.click();
			if (way === 'Escape') await close.press('Escape');
			if (way === 'Escape inside') await inside.press('#exit', 'Escape');
			await lesson.waitForSelector('text=学完了');
			await expect(player().getByRole('dialog')).toHaveCount(0);
			await expect.poll(() => lesson.evaluate(() => document.hasFocus())).toBe(true);
		});

	test('ends with the lesson: its last word is kept when the learner leaves', async () => {
		await launch(files);
		await (await frame('index.html')).click('#start');
		await frame('player/main.html');
		await page.evaluate(() => window.bench.leave());
		expect((await commits()).at(-1)).toMatchObject({
			final: true,
			cmi: { core: { lesson_status: 'completed' } }
		});
	});

	test('is written to, is found by its name, and can be opened by a frame in a frame', async () => {
		await launch({
			'index.html': html('<iframe src="a/one.html"></iframe>'),
			'a/one.html': html('<iframe src="two.html"></iframe>'),
			'a/two.html': html(`<script>
				var w = window.open('', 'note');
				w.document.write('<title>便条</title><p id="p">第一行</p><button id="b" onclick="opener.pressed = true; window.close()">好</button>');
				w.document.close();
				var again = window.open('', 'note') === w;
				var closedEarly = w.closed;
				function show() { return window.open('../b.html', 'note') === w; }
				</script>`),
			'b.html': html('<p>第二张</p><a id="link" href="c.html" target="other">看</a>'),
			'c.html': html('<p>第三张</p>')
		});
		const two = await frame('a/two.html');
		expect(await two.evaluate('[again, closedEarly, w.opener === window]')).toEqual([true, false, true]);
		const note = () => page.frames().find((one) => one.name() === 'note')!;
		expect(await note().textContent('#p')).toBe('第一行');
		expect(await two.evaluate('show()')).toBe(true);
		const second = await frame('b.html');
		await expect(player().getByRole('dialog')).toHaveCount(1);
		// A link that asks for a window gets one as well.
		await second.click('#link');
		const third = await frame('c.html');
		await expect(player().getByRole('dialog')).toHaveCount(2);
		expect(await third.evaluate('name')).toBe('other');
		await third.evaluate('setTimeout(close, 0); 0');
		await expect(player().getByRole('dialog')).toHaveCount(1);
		await two.evaluate('w.close()');
		await expect(player().getByRole('dialog')).toHaveCount(0);
		expect(await two.evaluate('w.closed')).toBe(true);
		// A button in a written page reaches its opener.
		await two.evaluate(
			`w = open('', 'x'); w.document.write('<button id="b" onclick="opener.pressed = true; window.close()">好</button>'); 0`
		);
		await page
			.frames()
			.find((one) => one.name() === 'x')!
			.click('#b');
		expect(await two.evaluate('[pressed, w.closed]')).toEqual([true, true]);
	});

	test('never takes the place of the lesson or of the player', async () => {
		await launch({
			'index.html': html(
				'<a id="top" href="b.html" target="_top">下一页</a><a id="net" href="https://www.moa.gov.cn/a">网站</a><iframe name="main" src="m.html"></iframe>'
			),
			'm.html': html('<a id="up" href="c.html" target="_parent">目录</a>'),
			'b.html': html('<a id="back" href="index.html" target="_parent">返回</a>'),
			'c.html': html('目录')
		});
		const lesson = await frame('index.html');
		await lesson.click('#net');
		await expect(player().getByText('https://www.moa.gov.cn/a')).toBeVisible();
		await player().getByRole('button', { name: '关闭' }).click();
		await lesson.click('#top');
		await (await frame('b.html')).click('#back');
		await frame('index.html');
		await (await frame('m.html')).click('#up');
		await frame('c.html');
		await page.evaluate(() => window.bench.leave());
	});

	test('what the package says with alert is shown, and its questions do not stop it', async () => {
		await launch({
			'index.html': html(
				`<button id="b" onclick="alert('回答正确'); done = confirm('交卷吗？')">交卷</button>`
			)
		});
		const lesson = await frame('index.html');
		await lesson.click('#b');
		await expect(player().getByText('回答正确')).toBeVisible();
		expect(await lesson.evaluate('done')).toBe(true);
		await player().getByRole('button', { name: '关闭' }).press('Escape');
		await expect(player().getByText('回答正确')).toHaveCount(0);
	});
});

test.describe('what a package keeps for itself', () => {
	const notebook = {
		'a/index.html': html(`<script>
			var found = { local: localStorage.getItem('page'), cookie: document.cookie, own: localStorage.getItem(location.pathname) };
			function note(page) {
				localStorage.setItem('page', page);
				localStorage.setItem(location.pathname, page);
				document.cookie = 'bookmark=' + page + '; expires=' + new Date(Date.now() + 864e5).toUTCString() + '; path=/';
				document.cookie = 'visit=1';
			}
			function more() { document.cookie = 'bookmark=; max-age=0'; localStorage.removeItem('page'); }
		</script>`),
		'index.html': html('<iframe src="a/index.html"></iframe>')
	};
	const found = async () => (await frame('a/index.html')).evaluate('found');
	const nothing = { local: null, cookie: '', own: null };

	test('is there again at its next launch, and nobody else has it', async () => {
		await launch(notebook);
		expect(await found()).toEqual(nothing);
		const first = await frame('a/index.html');
		await first.evaluate(`note('5')`);
		expect(await first.evaluate('document.cookie')).toBe('bookmark=5; visit=1');
		// No store of the browser has a cookie: on one computer the app would see it.
		expect(await browser.context.cookies()).toEqual([]);
		await page.evaluate(() => window.bench.leave());

		const kept = await page.evaluate(() => {
			const storage = window.bench.storage;
			window.bench.storage = null;
			return JSON.stringify(storage);
		});
		await launch(notebook);
		expect(await found()).toEqual(nothing);
		await page.evaluate(() => window.bench.leave());

		await page.evaluate((text) => (window.bench.storage = JSON.parse(text) as never), kept);
		await launch(notebook);
		expect(await found()).toEqual({ local: '5', cookie: 'bookmark=5', own: '5' });
		await (await frame('a/index.html')).evaluate('more()');
		await page.evaluate(() => window.bench.leave());
		expect(await page.evaluate(() => window.bench.storage)).toMatchObject({ cookies: [] });
	});

	test('is handed over while the package runs, for the case that the power fails', async () => {
		await launch(notebook);
		await (await frame('a/index.html')).evaluate(`note('7')`);
		await expect.poll(() => page.evaluate(() => window.bench.storage?.local.page)).toBe('7');
		await expect.poll(() => page.evaluate(() => window.bench.storage?.cookies[0]?.value)).toBe('7');
		// With a commit at once: what the package notes and what it reports belong together.
		await (
			await frame('a/index.html')
		).evaluate(`
			note('8'); parent.parent.API.LMSInitialize(''); parent.parent.API.LMSCommit(''); 0`);
		await expect.poll(async () => (await commits()).length).toBeGreaterThan(0);
		expect(await page.evaluate(() => window.bench.storage?.local.page)).toBe('8');
	});

	test('is not kept beyond two million letters', async () => {
		await launch(notebook);
		const inside = await frame('a/index.html');
		await inside.evaluate(`note('5')`);
		await expect.poll(() => page.evaluate(() => window.bench.storage?.local.page)).toBe('5');
		await inside.evaluate(`localStorage.setItem('heap', 'x'.repeat(2e6)); note('6')`);
		await page.evaluate(() => window.bench.leave());
		expect(await page.evaluate(() => window.bench.storage?.local)).toMatchObject({ page: '5' });
	});
});
