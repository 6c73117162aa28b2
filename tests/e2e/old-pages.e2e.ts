import { expect, test, type Frame } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { legacy, utf16 } from '../fixtures/packages';
import { onBench, type OnBench } from './on-bench';
import type { File } from './frame-bench-page';

let bench: OnBench['bench'];
let browser: OnBench['browser'];
let page: OnBench['page'];
onBench((at) => ({ bench, browser, page } = at));

const html = (body: string) =>
	`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>课</title><body>${body}</body></html>`;
const launch = (files: Record<string, File>) => page.evaluate((f) => window.bench.launch(f, '1.2'), files);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function frame(path: string): Promise<Frame> {
	const find = () => page.frames().find((one) => new RegExp(`/p/[0-9a-z]+/${path}$`).test(one.url()));
	await expect.poll(find).toBeTruthy();
	await find()!.waitForLoadState();
	return find()!;
}

test('pages in the encodings of their time are read as they were written', async () => {
	const body = (charset: string) =>
		`<html><head>${charset && `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`}<title>t</title></head><body onload="opened = typeof window.yuankePage">水稻育秧</body></html>`;
	const far = `<html><head><!--${'x'.repeat(880)}--><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>水稻育秧</body></html>`;
	const encoded = (text: string, encoding: string) => ({ base64: base64(legacy(text, encoding)) });
	const pages: Record<string, File> = {
		'gbk.htm': { ...encoded(body('gb2312'), 'gbk'), type: 'text/html' },
		'gbk-told.htm': { ...encoded(body(''), 'gbk'), type: 'text/html; charset=gb18030' },
		'gbk-late.htm': { ...encoded(far, 'gbk'), type: 'text/html' },
		'big5.htm': { ...encoded(body('big5'), 'big5'), type: 'text/html' },
		'sjis.htm': {
			...encoded(body('shift_jis').replace('水稻育秧', 'いねの苗'), 'shift_jis'),
			type: 'text/html'
		},
		'utf16le.htm': { base64: base64(utf16(body('unicode'), 'le')), type: 'text/html' },
		'utf16be.htm': { base64: base64(utf16(body(''), 'be')), type: 'text/html' },
		'bom.htm': { text: `\ufeff${body('gb2312')}`, type: 'text/html' },
		'strict.xhtml': `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>水稻育秧</body></html>`
	};
	const names = Object.keys(pages);
	await launch({
		...pages,
		'index.html': html(names.map((name) => `<iframe src="${name}"></iframe>`).join(''))
	});
	for (const name of names) {
		const one = await frame(name);
		expect([name, (await one.textContent('body'))?.trim()]).toEqual([
			name,
			name === 'sjis.htm' ? 'いねの苗' : '水稻育秧'
		]);
		// Our script ran, and left no trace of itself in the page.
		expect(await one.evaluate('[document.scripts.length, String(open).includes("native")]')).toEqual([
			0,
			false
		]);
	}
	expect(await (await frame('gbk.htm')).evaluate('document.compatMode')).toBe('BackCompat');
	expect(await (await frame('index.html')).evaluate('document.compatMode')).toBe('CSS1Compat');
});

test('a course in frames finds the API above eight of them, and its menu changes what is beside it', async () => {
	const deep = Object.fromEntries(
		Array.from({ length: 8 }, (_, i) => [`f${i}.htm`, html(`<iframe src="f${i + 1}.htm"></iframe>`)])
	);
	await launch({
		'index.html':
			'<html><head><title>课</title></head><frameset cols="30%,*"><frame name="menu" src="menu.htm"><frame name="main" src="f0.htm"></frameset></html>',
		'menu.htm': html(
			'<a id="link" href="two.htm" target="main">第二节</a><button id="script" onclick="parent.main.location.href = \'three.htm\'">第三节</button><button id="index" onclick="parent.frames[1].location = \'two.htm\'">再看</button>'
		),
		'two.htm': html('第二节'),
		'three.htm': html('第三节'),
		...deep,
		'f8.htm': html(`<script>
			document.write('<p id="written">写出来的</p>');
			for (var at = window, steps = 0; !at.API && at.parent && at.parent != at; steps++) at = at.parent;
			var told = at.API ? at.API.LMSInitialize('') : 'none';
			document.write('<script src="more.js"><\\/script>');
			</script>`),
		'more.js': 'var more = document.getElementById("written").textContent;'
	});
	const inner = await frame('f8.htm');
	expect(await inner.evaluate('[steps, told, more]')).toEqual([10, 'true', '写出来的']);
	const menu = await frame('menu.htm');
	await menu.click('#link');
	await frame('two.htm');
	await menu.click('#script');
	await frame('three.htm');
	await menu.click('#index');
	await frame('two.htm');
});

test('a film of sixty megabytes tells its length, and plays from near its end', async () => {
	const film = readFileSync('lesson-templates/rice-blast/media/film.mp4');
	// The rest is a box that players pass over.
	const bytes = new Uint8Array(film.length + 8);
	bytes.set(film);
	new DataView(bytes.buffer).setUint32(film.length, 60e6);
	bytes.set(new TextEncoder().encode('free'), film.length + 4);
	await launch({
		'index.html': html('<video id="film" src="film.mp4" muted preload="metadata"></video>'),
		'film.mp4': { base64: base64(bytes), zeros: 60e6 - 8 }
	});
	const lesson = await frame('index.html');
	await lesson.waitForFunction(() => document.querySelector('video')!.duration > 1);
	const played = await lesson.evaluate(async () => {
		const video = document.querySelector('video')!;
		video.currentTime = video.duration - 1;
		await new Promise((done) => video.addEventListener('seeked', done, { once: true }));
		const over = new Promise((done) => video.addEventListener('ended', done, { once: true }));
		await video.play();
		await over;
		return [video.ended, video.error];
	});
	expect(played).toEqual([true, null]);
});

test('what pages bring along works: base, modules, data by fetch and XHR, pictures that are drawings', async () => {
	await launch({
		'index.html':
			'<!doctype html><html><head><meta charset="utf-8"><base href="parts/"><title>课</title><link rel="stylesheet" href="look.css"></head><body><img id="drawing" src="a.svg"><object id="page" data="inside.htm" width="100" height="100"></object><script type="module" src="main.js"></script></body></html>',
		'parts/look.css': 'body { color: rgb(1, 2, 3) }',
		'parts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
		'parts/inside.htm': { text: html('里面'), type: 'text/html' },
		'parts/main.js': `import { name } from './more.js';
			const json = await (await fetch('data.json')).json();
			const xml = await new Promise((done) => { const x = new XMLHttpRequest(); x.open('GET', 'data.xml'); x.onload = () => done(x.responseXML.documentElement.textContent); x.send(); });
			const page = await (await fetch('inside.htm')).text();
			window.found = [name, json.name, xml, page.startsWith('<!doctype html><html lang'), getComputedStyle(document.body).color, document.getElementById('drawing').naturalWidth];`,
		'parts/more.js': 'export const name = "模块";',
		'parts/data.json': '{"name": "数据"}',
		'parts/data.xml': '<a>记录</a>'
	});
	const lesson = await frame('index.html');
	await lesson.waitForFunction('window.found');
	expect(await lesson.evaluate('found')).toEqual(['模块', '数据', '记录', true, 'rgb(1, 2, 3)', 40]);
	expect(await (await frame('parts/inside.htm')).textContent('body')).toBe('里面');
});

test('letters of its own are drawn with the font the package brings', async () => {
	const font = readFileSync(createRequire(import.meta.url).resolve('video.js/dist/font/VideoJS.woff'));
	await launch({
		'index.html': html('<link rel="stylesheet" href="css/a.css"><span>\uf101</span>'),
		'css/a.css':
			'@font-face { font-family: own; src: url(../字体/own.woff?v=1#iefix) format("woff") } span { font: 40px own, monospace }',
		'字体/own.woff': { base64: font.toString('base64'), type: 'font/woff' }
	});
	const inner = await frame('index.html');
	expect(
		await inner.evaluate('document.fonts.load("40px own").then((faces) => faces.map(({ status }) => status))')
	).toEqual(['loaded']);
	const width = () => inner.evaluate('document.querySelector("span").getBoundingClientRect().width');
	const own = await width();
	await inner.evaluate('document.querySelector("span").style.fontFamily = "monospace"');
	expect(await width()).not.toBe(own);
});

test('a PDF is opened in a tab of the app, from wherever it is asked for; a page is not', async () => {
	const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>`;
	await launch({
		'index.html': html(
			'<a id="link" href="docs/%E6%96%BD%E8%82%A5%E8%A1%A8.pdf">施肥表</a><iframe src="docs/施肥表.pdf"></iframe><a id="save" href="docs/施肥表.pdf" download>下载</a>'
		),
		'docs/施肥表.pdf': pdf
	});
	const lesson = await frame('index.html');
	const layers = page.frameLocator('#frame').frameLocator('[title=layers]');
	await lesson.click('#link');
	const shown = layers.frameLocator('iframe');
	await expect(shown.getByText('施肥表.pdf')).toBeVisible();
	const [tab] = await Promise.all([
		browser.context.waitForEvent('page'),
		shown.getByRole('button', { name: '打开文件' }).click()
	]);
	expect(tab.url()).toMatch(new RegExp(`^blob:${bench.origin}/`));
	expect(await page.evaluate((url) => fetch(url).then((r) => r.headers.get('content-type')), tab.url())).toBe(
		'application/pdf'
	);
	await tab.close();
	await layers.getByRole('button', { name: '关闭' }).click();
	await expect(
		page.frameLocator('#frame').frameLocator('[title=lesson]').frameLocator('iframe').getByText('施肥表.pdf')
	).toBeVisible();
	await lesson.click('#save');
	await expect.poll(() => page.evaluate(() => window.bench.offered)).toEqual(['施肥表.pdf']);
});

test('a window opened empty is sent to a page, as old launchers do, and knows who opened it', async () => {
	await launch({
		'index.html':
			html(`<button id="go" onclick="course = window.open('', '_blank', 'width=700'); course.location = 'a/course.html?x=1'">开始</button>
			<button id="on" onclick="course.location.replace('two.html')">下一章</button><button id="end" onclick="course.close(); course = course.closed">结束</button>`),
		'a/course.html': html('第一章<script>opener.told = location.search</script>'),
		'two.html': html('第二章')
	});
	const lesson = await frame('index.html');
	await lesson.click('#go');
	await (await frame('a/course.html\\?x=1')).getByText('第一章').waitFor();
	expect(await lesson.evaluate('told')).toBe('?x=1');
	await lesson.evaluate('document.querySelector("#on").click()');
	await (await frame('two.html')).getByText('第二章').waitFor();
	await lesson.evaluate('document.querySelector("#end").click()');
	await expect.poll(() => lesson.evaluate('course')).toBe(true);
});
