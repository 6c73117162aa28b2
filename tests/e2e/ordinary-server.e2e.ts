import { expect, test } from '@playwright/test';
import { onBench, type OnBench } from './on-bench';
import { inside } from './probes';
import type { File } from './frame-bench-page';

let bench: OnBench['bench'];
let page: OnBench['page'];
onBench((at) => ({ bench, page } = at));

const html = (body: string) =>
	`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>课</title><body>${body}</body></html>`;
const launch = (files: Record<string, File>) => page.evaluate((f) => window.bench.launch(f, '1.2'), files);

/** Launches a package twice, the second time with the network gone; gives what its first page said each time. */
async function saidOnAndOffline(files: Record<string, File>): Promise<string[]> {
	const said: string[] = [];
	for (const gone of [false, true]) {
		if (gone) {
			await page.evaluate(() => window.bench.leave());
			await bench.stop();
		}
		await launch(files);
		const frame = await inside(page);
		await frame.waitForFunction(() => document.title.startsWith('said:'), undefined, { timeout: 20_000 });
		said.push((await frame.title()).slice('said:'.length));
	}
	return said;
}

test('workers of the package run, with what they load; nobody makes one that stays', async () => {
	const said = await saidOnAndOffline({
		'js/count.js':
			"importScripts('more.js'); onmessage = (e) => fetch('../a.txt').then((r) => r.text()).then((t) => postMessage(add(e.data) + t));",
		'js/more.js': 'function add(n) { return n + 1; }',
		'a.txt': '粒',
		'index.html': html(`<script>
			const told = (worker) => new Promise((resolve) => { worker.onmessage = (e) => resolve(e.data); worker.onerror = () => resolve('failed'); worker.postMessage(41); setTimeout(() => resolve('silent'), 5000); });
			const blob = URL.createObjectURL(new Blob(['onmessage = (e) => postMessage("blob " + e.data)']));
			Promise.all([told(new Worker('js/count.js')), told(new Worker(blob)), told(new Worker('gone.js')), typeof SharedWorker])
				.then((all) => { document.title = 'said:' + all.join(', '); });
		</script>`)
	});
	expect(said).toEqual(Array(2).fill('42粒, blob 41, failed, undefined'));
});

test('document.domain may be set, and questions have an answer', async () => {
	const [first, second] = await saidOnAndOffline({
		'index.html': html(`<script>
			let domain = 'threw';
			try { document.domain = document.domain.split('.').slice(-2).join('.'); domain = document.domain; } catch (e) { domain = e.name; }
			document.title = 'said:' + [domain, confirm('继续吗？'), prompt('你叫什么？', '王秀英'), prompt('几岁？') === ''].join(', ');
		</script>`)
	});
	expect([first, second]).toEqual(Array(2).fill('localhost, true, 王秀英, true'));
});

test('forms reach the frames they are for, within the page, beside it and in a window', async () => {
	const answer = html(
		"<p id='answer'></p><script>answer.textContent = '到了' + location.search + ' ' + document.title;</script>"
	);
	const form = (target: string, method: string, id: string) =>
		`<form id="${id}" action="answer.html" method="${method}" target="${target}"><input name="a" value="选种"><button name="b" value="1">交</button></form>`;
	await launch({
		'index.html':
			'<html><head><title>课</title></head><frameset cols="50%,*"><frame name="ask" src="ask.html"><frame name="beside" src="empty.html"></frameset></html>',
		'ask.html': html(
			`${form('within', 'post', 'one')}${form('beside', 'post', 'two')}${form('beside', 'get', 'three')}<iframe name="within" src="empty.html"></iframe>`
		),
		'empty.html': html('<p>空</p>'),
		'answer.html': answer
	});
	const ask = page
		.frameLocator('#frame')
		.frameLocator('iframe[title=lesson]')
		.frameLocator('frame[name=ask]');
	const beside = page
		.frameLocator('#frame')
		.frameLocator('iframe[title=lesson]')
		.frameLocator('frame[name=beside]');
	await ask.locator('#one button').click();
	await expect(ask.frameLocator('iframe').locator('#answer')).toHaveText('到了 课');
	await ask.locator('#two button').click();
	await expect(beside.locator('#answer')).toHaveText('到了 课');
	await ask.locator('#three button').click();
	await expect(beside.locator('#answer')).toHaveText(`到了?a=${encodeURIComponent('选种')}&b=1 课`);
	// Sent by a script, which no event tells.
	await ask.locator('#two').evaluate((one) => {
		(one as HTMLFormElement).action = 'empty.html';
		(one as HTMLFormElement).submit();
	});
	await expect(beside.getByText('空')).toBeVisible();
	// What is sent to the internet is said, not silently dropped.
	await ask.locator('#two').evaluate((one) => {
		(one as HTMLFormElement).action = 'https://quiz.example.net/a';
		(one as HTMLFormElement).submit();
	});
	await expect(
		page.frameLocator('#frame').frameLocator('iframe[title=layers]').getByText('https://quiz.example.net/a')
	).toBeVisible();
});

test('a script that waits for a file that is not there is told so, as by any server', async () => {
	const said = await saidOnAndOffline({
		'here.png': { zeros: 3 },
		'here.xml': '<a/>',
		'index.html': html(`<script>
			const ask = (method, address) => {
				const request = new XMLHttpRequest();
				const events = [];
				request.onload = () => events.push('load');
				request.onreadystatechange = () => events.push(request.readyState);
				try { request.open(method, address, false); request.setRequestHeader('A', 'b'); request.send(null); }
				catch (e) { return e.name; }
				return request.status + ' ' + request.readyState + ' ' + events.includes('load');
			};
			const again = () => { const one = new XMLHttpRequest(); one.open('GET', 'gone.xml', false); one.send(); one.open('GET', 'here.xml', false); one.send(); return one.status + one.responseText; };
			document.title = 'said:' + [ask('GET', 'gone.xml'), ask('HEAD', 'gone.png'), ask('HEAD', 'here.png'), ask('GET', 'here.xml'), ask('POST', 'here.xml'), ask('POST', 'gone.cgi'), ask('GET', '/lms/save'), again()].join(', ');
		</script>`)
	});
	expect(said).toEqual(
		Array(2).fill(
			'404 4 true, 404 4 true, 200 4 true, 200 4 true, 405 4 true, 404 4 true, 404 4 true, 200<a/>'
		)
	);
});

test('a package that ends its session and begins another while it runs is not over', async () => {
	await launch({
		'index.html': html(`<script>const api = parent.API; api.LMSInitialize('');
			const end = () => api.LMSFinish(''); const begin = () => api.LMSInitialize('');</script><p>你好</p>`)
	});
	const frame = await inside(page);
	const over = () => page.evaluate(() => window.bench.over);
	await frame.evaluate('end()');
	await expect.poll(over).toBe(true);
	expect(await frame.evaluate('begin()')).toBe('true');
	await expect.poll(over).toBe(false);
	await frame.evaluate("api.LMSSetValue('cmi.core.lesson_location', '7')");
	await frame.evaluate('end()');
	await expect.poll(over).toBe(true);
	expect(await page.evaluate(() => JSON.stringify(window.bench.commits.at(-1)))).toContain(
		'"lesson_location":"7"'
	);
});
