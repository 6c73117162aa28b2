import { expect, test } from '@playwright/test';
import { onBench, type OnBench } from './on-bench';

const hello = (script: string) =>
	`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>课</title><p>你好</p><script>${script}</script></html>`;

/** A package that runs a probe and puts what it found into the page's title, where the test reads it. */
const probe = (body: string) => ({
	'index.html': hello(`
		(async () => { ${body} })().then(
			(found) => { document.title = 'probe:' + JSON.stringify(found); },
			(error) => { document.title = 'probe:' + JSON.stringify('threw ' + error.name); }
		);`)
});

let bench: OnBench['bench'];
let page: OnBench['page'];
onBench((at) => ({ bench, page } = at));

async function run(files: Record<string, string>): Promise<unknown> {
	await page.evaluate((f) => window.bench.launch(f, '2004'), files);
	const inner = await innerFrame();
	await inner.waitForFunction(() => document.title.startsWith('probe:'));
	return JSON.parse((await inner.title()).slice('probe:'.length)) as unknown;
}

async function innerFrame() {
	const find = () => page.frames().find((frame) => /\/p\/[0-9a-z]+\//.test(frame.url()));
	await expect.poll(find).toBeTruthy();
	return find()!;
}

test('a package is played through the API, keeps its commits, and resumes with the network gone', async () => {
	const files = {
		'index.html': hello(`
			const api = parent.API_1484_11;
			api.Initialize('');
			window.found = { location: api.GetValue('cmi.location'), entry: api.GetValue('cmi.entry'), name: api.GetValue('cmi.learner_name') };
			api.SetValue('cmi.location', 'page-3');
			api.SetValue('cmi.suspend_data', '答案甲');
			api.SetValue('cmi.exit', 'suspend');
			api.Commit('');
			addEventListener('pagehide', () => { api.SetValue('cmi.location', 'page-4'); api.Terminate(''); });`),
		'pages/说明.txt': '第一行'
	};
	await page.evaluate((f) => window.bench.launch(f, '2004'), files);
	const first = await innerFrame();
	expect(await first.evaluate('found')).toEqual({ location: '', entry: 'ab-initio', name: '王秀英' });
	expect(await first.evaluate(() => fetch('pages/%E8%AF%B4%E6%98%8E.txt').then((r) => r.text()))).toBe(
		'第一行'
	);
	expect(await first.evaluate(() => fetch('../nothing.txt').then((r) => r.status))).toBe(404);
	// A slow disk: leaving waits for the last commit.
	await page.evaluate(() => {
		window.bench.saveDelay = 300;
		return window.bench.leave();
	});
	const commits = await page.evaluate(() => window.bench.commits);
	expect(commits.map(({ final }) => final)).toEqual([false, true]);
	expect(commits[1]?.cmi).toMatchObject({ location: 'page-4', suspend_data: '答案甲', exit: 'suspend' });

	await bench.stop();
	await page.evaluate(
		([f, saved]) =>
			window.bench.launch(f as Record<string, string>, '2004', JSON.parse(saved as string) as never),
		[files, JSON.stringify(commits[1]?.cmi)]
	);
	const second = await innerFrame();
	expect(await second.evaluate('found')).toEqual({ location: 'page-4', entry: 'resume', name: '王秀英' });
});

test('the worker answers ranges as a film needs them', async () => {
	const film = 'x'.repeat(3_000_000);
	const found = await run({
		'film.bin': film,
		...probe(`
			const get = async (range) => { const r = await fetch('film.bin', { headers: { range } }); return [r.status, r.headers.get('content-range'), (await r.arrayBuffer()).byteLength]; };
			return [await get('bytes=0-99'), await get('bytes=1000000-'), await get('bytes=2999990-'), await get('bytes=4000000-')];`)
	});
	expect(found).toEqual([
		[206, 'bytes 0-99/3000000', 100],
		[206, 'bytes 1000000-2999999/3000000', 2_000_000],
		[206, 'bytes 2999990-2999999/3000000', 10],
		[416, 'bytes */3000000', 0]
	]);
});

test.describe('a hostile package fails at', () => {
	test('the document, storage and API of the app', async () => {
		const found = await run(
			probe(`
				const tries = {};
				const attempt = (name, f) => { try { tries[name] = String(f()); } catch (e) { tries[name] = e.name; } };
				attempt('document', () => parent.parent.document.body.textContent);
				attempt('storage', () => parent.parent.localStorage.getItem('station'));
				attempt('bench', () => parent.parent.bench);
				attempt('own', () => localStorage.getItem('station'));
				attempt('top', () => top.document.title);
				return tries;`)
		);
		expect(found).toEqual({
			document: 'SecurityError',
			storage: 'SecurityError',
			bench: 'SecurityError',
			own: 'null',
			top: 'SecurityError'
		});
	});

	test('registering a service worker, its own or through the frame page', async () => {
		const found = await run({
			'evil.js': 'self.addEventListener("fetch", (e) => e.respondWith(new Response("evil")))',
			...probe(`
				const tries = [];
				const blob = URL.createObjectURL(new Blob(['self.evil = 1'], { type: 'text/javascript' }));
				for (const container of [navigator.serviceWorker, parent.navigator.serviceWorker])
					for (const url of [location.pathname.replace('index.html', 'evil.js'), '/frame.js', '/worker.js?evil', blob])
						tries.push(await container.register(url, { scope: '/p/' }).then(() => 'registered', (e) => 'refused'));
				try { new Worker('evil.js'); tries.push('worker'); } catch (e) { tries.push('refused'); }
				return tries;`)
		});
		// A Worker that is refused by policy fails with an event, not by throwing; what matters is that none of the registrations stands.
		expect((found as string[]).slice(0, 8)).toEqual(Array(8).fill('refused'));
		// The next launch is served by our worker, not by theirs.
		await page.evaluate(() => window.bench.leave());
		expect(await run(probe(`return document.body.textContent.includes('你好') ? 'honest' : 'evil';`))).toBe(
			'honest'
		);
	});

	test('offering a forged port for the launch that runs or the next one', async () => {
		const forge = (launch: string) =>
			probe(`
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = (e) => port1.postMessage({ id: e.data.id, file: { type: 'text/html', size: 4, start: 0, blob: new Blob(['evil']) } });
				parent.navigator.serviceWorker.controller.postMessage({ type: 'port', launch: ${launch} }, [port2]);
				await new Promise((r) => setTimeout(r, 200));
				return (await (await fetch('index.html?again')).text()) === 'evil' ? 'evil' : 'honest';`);
		expect(await run(forge("location.pathname.split('/')[2]"))).toBe('honest');
		await page.evaluate(() => window.bench.leave());
		expect(await run(forge("'z'.repeat(26)"))).toBe('honest');
		await page.evaluate(() => window.bench.leave());
		expect(await run(forge("location.pathname.split('/')[2]"))).toBe('honest');
	});

	test('poisoning caches, storage and databases for the next launch', async () => {
		await run(
			probe(`
				localStorage.setItem('left', '甲的答案');
				document.cookie = 'left=1; path=/';
				await new Promise((resolve) => { const r = indexedDB.open('left'); r.onsuccess = () => { r.result.close(); resolve(); }; });
				for (const name of ['v1', 'shell', 'frame']) {
					const cache = await caches.open(name);
					await cache.put('/frame', new Response('evil'));
					await cache.put('/frame.js', new Response('evil'));
				}
				const root = await navigator.storage.getDirectory();
				await root.getFileHandle('left', { create: true });
				return 'done';`)
		);
		await page.evaluate(() => window.bench.leave());
		// The next one is another package.
		await page.evaluate(() => (window.bench.storage = null));
		const found = await run(
			probe(`
				const files = []; for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
				return { storage: localStorage.length, caches: await caches.keys(), databases: (await indexedDB.databases()).length, files, cookie: document.cookie };`)
		);
		expect(found).toEqual({ storage: 0, caches: [], databases: 0, files: [], cookie: '' });
	});

	test('removing its sandbox and navigating the top', async () => {
		const found = await run(
			probe(`
				const tries = [];
				try { parent.frameElement ? parent.frameElement.removeAttribute('sandbox') : tries.push('no frameElement'); } catch (e) { tries.push(e.name); }
				for (const frame of parent.document.querySelectorAll('iframe')) frame.removeAttribute('sandbox');
				try { top.location.href = 'about:blank#evil'; } catch (e) { tries.push(e.name); }
				const empty = document.createElement('iframe');
				document.body.append(empty);
				tries.push(empty.contentWindow.open('about:blank') === null ? 'no window' : 'window');
				return tries;`)
		);
		expect(found).toEqual(['no frameElement', 'SecurityError', 'no window']);
		expect(page.url()).toBe(`${bench.origin}/`);
	});

	test('talking to anyone else', async () => {
		const found = await run(
			probe(`
				const tries = [];
				for (const url of ['${'http://localhost:'}' + (Number(location.port) - 1) + '/', 'http://127.0.0.1:9/'])
					tries.push(await fetch(url, { mode: 'no-cors' }).then(() => 'sent', () => 'refused'));
				tries.push(await new Promise((r) => { const i = new Image(); i.onload = () => r('sent'); i.onerror = () => r('refused'); i.src = 'http://127.0.0.1:9/x.png'; }));
				tries.push(navigator.sendBeacon('http://127.0.0.1:9/', 'x') ? 'queued' : 'refused');
				return tries;`)
		);
		expect((found as string[]).slice(0, 3)).toEqual(['refused', 'refused', 'refused']);
	});

	test('another launch: a commit or a file under another name is not taken', async () => {
		await run(
			probe(`
				const standing = { begun: true, completion: 'completed', success: 'passed', scaled: 1 };
				const state = { here: null, standing, steps: {}, attempts: {}, sequencing: null, objectives: {}, data: {} };
				const step = { id: 'lesson', cmi: { location: 'forged' }, session: 1, final: true, before: { total: 0, attempt: 0 } };
				const forged = (launch) => ({ type: 'commit', launch, number: 99, step, state });
				parent.parent.postMessage(forged('z'.repeat(26)), '*');
				parent.forged = forged('z'.repeat(26));
				parent.eval("parent.postMessage(forged, '*')");
				parent.parent.postMessage(forged(location.pathname.split('/')[2]), '*');
				return (await fetch('/p/' + 'z'.repeat(26) + '/index.html', { signal: AbortSignal.timeout(3000) }).then((r) => r.status, () => 'nothing'));`)
		);
		expect(await page.evaluate(() => JSON.stringify(window.bench.messages))).toContain('forged');
		// Whatever was taken is on the disk when the lesson is left.
		await page.evaluate(() => window.bench.leave());
		const taken = await page.evaluate(() => JSON.stringify([window.bench.commits, window.bench.kept]));
		expect(taken).not.toMatch(/forged|passed/);
	});
});

test('a frame page that came by network beside a worker already in place opens through it all the same', async () => {
	const frame = await page.context().newPage();
	const controlled = () =>
		frame.evaluate(() => navigator.serviceWorker.controller !== null).catch(() => false);
	await frame.goto(`${bench.contentOrigin}/frame`);
	await expect.poll(controlled).toBe(true);
	// As when another launch put the worker in place while this page was on its way.
	const session = await page.context().newCDPSession(frame);
	await session.send('Page.reload', { ignoreCache: true });
	await expect.poll(controlled).toBe(true);
	await frame.close();
});

test('the content origin gives a worker only its own worker, and nothing else anything', async ({
	request
}) => {
	const get = async (path: string, headers = {}) =>
		(await request.get(`${bench.contentOrigin}${path}`, { headers })).status();
	expect(await get('/frame')).toBe(200);
	expect(await get('/worker.js', { 'service-worker': 'script' })).toBe(200);
	expect(await get('/worker.js?x', { 'service-worker': 'script' })).toBe(404);
	expect(await get('/install.js', { 'service-worker': 'script' })).toBe(404);
	expect(await get('/worker.js')).toBe(404);
	expect(await get('/station')).toBe(404);
	expect(await get('/db/catalogue')).toBe(404);
});
