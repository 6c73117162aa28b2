import { expect, test } from '@playwright/test';
import { legacy } from '../fixtures/packages';
import { onBench, type OnBench } from './on-bench';

let bench: OnBench['bench'];
let page: OnBench['page'];
onBench((at) => ({ bench, page } = at));

const html = (script: string, body = '') =>
	`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>课</title><body>${body}<pre id="said"></pre><script>
	function wait(address, method, read) {
		var request = new XMLHttpRequest();
		try {
			request.open(method || 'GET', address, false);
			request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
			request.send(null);
			said.textContent += [request.status, request.getResponseHeader('content-type'), (read || String)(request.responseXML ? request.responseXML.documentElement.getAttribute('a') : request.responseText)].join(' ') + '\\n';
		} catch (error) { said.textContent += error.name + '\\n'; }
	}
	${script}</script></body></html>`;

test('a script that waits for a text of its package gets it at once, even without a server', async () => {
	const files = {
		'index.html': html(
			`wait('data/quiz.xml?v=3'); wait('./data/%E9%A2%98.txt'); wait('Data/Quiz.xml'); wait('old.htm');
			 wait('gone.txt'); wait('data/quiz.xml', 'POST');
			 fetch('data/quiz.xml').then(function (answer) { said.textContent += 'later ' + answer.status + '\\n'; });`,
			'<iframe src="data/inner.html"></iframe>'
		),
		'data/quiz.xml': '<quiz a="十题"/>',
		'data/题.txt': '选哪一个？',
		'data/inner.html': html(
			`wait('quiz.xml'); wait('../index.html', 'get', function (text) { return text.length > 99; })`
		),
		'old.htm': {
			base64: Buffer.from(legacy('插秧', 'gbk')).toString('base64'),
			type: 'text/html; charset=gb18030'
		}
	};
	await page.evaluate((f) => window.bench.launch(f, '1.2'), files);
	const inside = page.frameLocator('#frame').frameLocator('iframe[title=lesson]');
	const told = inside.locator('#said').first();
	await expect(told).toContainText('later 200');
	const lines = (await told.innerText()).trim().split('\n');
	expect(lines.slice(0, 4)).toEqual([
		'200 application/xml 十题',
		'200 text/plain 选哪一个？',
		'200 application/xml 十题',
		'200 text/html; charset=gb18030 插秧'
	]);
	// What is not there, and what is sent and not asked for, is not answered with a file.
	expect(lines.slice(4, 6).every((line) => !line.startsWith('200'))).toBe(true);
	await expect(inside.frameLocator('iframe').locator('#said')).toHaveText(
		/^200 application\/xml 十题\s+200 text\/html true\s*$/
	);
	await page.evaluate(() => window.bench.leave());
	await bench.stop();
	await page.evaluate((f) => window.bench.launch(f, '1.2'), files);
	await expect(told).toContainText('later 200');
	expect((await told.innerText()).trim().split('\n').slice(0, 4)).toEqual(lines.slice(0, 4));
});
