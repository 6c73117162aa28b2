import { expect, test } from '@playwright/test';
import { freePair } from './free-port';
import { Listener } from './listener';
import { onBench, type OnBench } from './on-bench';
import { attempts, inside, leave, probe } from './probes';

let bench: OnBench['bench'];
let page: OnBench['page'];
let listener: Listener;
onBench((at) => ({ bench, page } = at));
test.beforeEach(async () => void (listener = await Listener.start(await freePair())));
test.afterEach(() => listener.stop());

test.describe('a hostile package cannot', () => {
	test('talk to anyone, whatever way it tries', async () => {
		const at = `http://127.0.0.1:${listener.port}`;
		// The listener hears those who may speak.
		await fetch(`${at}/hello`);
		expect(listener.heard.splice(0)).toEqual(['GET /hello']);
		await probe(
			page,
			`
			const at = '${at}';
			const quiet = (f) => { try { const r = f(); if (r && r.catch) r.catch(() => 0); } catch {} };
			const add = (name, set, to = document.head) => quiet(() => { const e = document.createElement(name); Object.assign(e, set); to.append(e); return e; });
			quiet(() => fetch(at + '/fetch', { mode: 'no-cors' }));
			quiet(() => fetch(at + '/keepalive', { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }));
			quiet(() => { const x = new XMLHttpRequest(); x.open('GET', at + '/xhr'); x.send(); });
			quiet(() => new WebSocket('ws://127.0.0.1:${listener.port}/socket'));
			quiet(() => new EventSource(at + '/events'));
			quiet(() => navigator.sendBeacon(at + '/beacon', 'x'));
			quiet(() => new WebTransport('https://127.0.0.1:${listener.port}/transport'));
			quiet(() => import(at + '/import.js'));
			quiet(() => new Worker(at + '/worker.js'));
			quiet(() => new Worker(URL.createObjectURL(new Blob(["fetch('" + at + "/in-worker')"]))));
			quiet(() => new SharedWorker(URL.createObjectURL(new Blob(["fetch('" + at + "/in-shared')"]))));
			quiet(() => new FontFace('f', 'url(' + at + '/font.woff2)').load());
			quiet(() => { const p = new Image(); p.src = at + '/image.png'; });
			quiet(() => new Audio(at + '/audio.mp3').play());
			add('script', { src: at + '/script.js' });
			add('link', { rel: 'stylesheet', href: at + '/style.css' });
			for (const rel of ['prefetch', 'preload', 'modulepreload', 'prerender', 'icon', 'manifest', 'dns-prefetch'])
				add('link', { rel, href: at + '/' + rel, as: 'script' });
			add('style', { textContent: '@import "' + at + '/import.css"; body { background: url(' + at + '/background.png) }' });
			add('script', { type: 'speculationrules', textContent: JSON.stringify({
				prefetch: [{ source: 'list', urls: [at + '/speculation'], eagerness: 'immediate' }],
				prerender: [{ source: 'list', urls: [at + '/prerender-rule'], eagerness: 'immediate' }] }) });
			for (const [name, set] of [['iframe', { src: at + '/frame' }], ['object', { data: at + '/object' }], ['embed', { src: at + '/embed' }],
				['video', { src: at + '/video.mp4', poster: at + '/poster.png' }], ['iframe', { srcdoc: '<img src="' + at + '/in-srcdoc.png">' }],
				['iframe', { src: 'data:text/html,<img src="' + at + '/in-data.png"><script>fetch("' + at + '/fetch-in-data", {mode: "no-cors"})<' + '/script>' }],
				['iframe', { src: URL.createObjectURL(new Blob(['<img src="' + at + '/in-blob.png">'], { type: 'text/html' })) }],
				['iframe', { src: 'javascript:"<img src=${at}/in-script.png>"' }]]) add(name, set, document.body);
			add('iframe', { name: 'empty' }, document.body);
			quiet(() => frames.empty.fetch(at + '/from-empty', { mode: 'no-cors' }));
			quiet(() => { const form = document.createElement('form'); Object.assign(form, { action: at + '/form', method: 'post', target: 'empty' }); document.body.append(form); form.submit(); });
			quiet(() => { const a = document.createElement('a'); Object.assign(a, { href: 'index.html#x', ping: at + '/ping' }); document.body.append(a); a.click(); });
			quiet(() => parent.navigator.serviceWorker.ready.then((r) => r.backgroundFetch.fetch('b', [at + '/background'])));
			quiet(() => parent.fetch(at + '/from-player', { mode: 'no-cors' }));
			quiet(() => { const i = new parent.Image(); i.src = at + '/image-of-player.png'; });
			quiet(() => { const s = parent.document.createElement('iframe'); s.src = at + '/frame-in-player'; parent.document.body.append(s); });
			quiet(() => { parent.document.head.append(Object.assign(parent.document.createElement('link'), { rel: 'prefetch', href: at + '/prefetch-of-player' })); });
			await new Promise((r) => setTimeout(r, 3000));`,
			{},
			`<img src="${at}/markup.png"><svg><image href="${at}/svg.png"/></svg><meta http-equiv="refresh" content="600;url=${at}/refresh">`
		);
		expect(listener.heard).toEqual([]);
		// By going elsewhere itself, at last.
		await (await inside(page)).evaluate((to) => (location.href = `${to}/navigate`), at);
		await expect.poll(() => page.frames().some((one) => one.url().includes('/index.html'))).toBe(false);
		await leave(page);
		expect(listener.heard).toEqual([]);
	});

	test('use what belongs to the person at the computer', async () => {
		const found = await probe(
			page,
			`${attempts}
			await attempt('camera', () => document.featurePolicy.allowsFeature('camera'));
			await attempt('microphone', () => document.featurePolicy.allowsFeature('microphone'));
			await attempt('screen', () => navigator.mediaDevices.getDisplayMedia());
			await attempt('place', () => new Promise((r) => navigator.geolocation.getCurrentPosition(() => r('told'), (e) => r('code ' + e.code))));
			await attempt('read the clipboard', () => navigator.clipboard.readText());
			await attempt('write the clipboard', () => navigator.clipboard.writeText('x'));
			await attempt('notices', () => Notification.requestPermission());
			await attempt('devices', () => navigator.usb.requestDevice({ filters: [] }));
			await attempt('pointer', () => document.body.requestPointerLock());
			await attempt('wake', () => navigator.wakeLock.request());
			await attempt('picture', () => documentPictureInPicture.requestWindow());
			return tries;`
		);
		expect(found).toEqual({
			camera: 'false',
			microphone: 'false',
			screen: 'NotAllowedError',
			place: 'code 1',
			'read the clipboard': 'NotAllowedError',
			'write the clipboard': 'NotAllowedError',
			notices: 'denied',
			devices: 'SecurityError',
			pointer: 'SecurityError',
			wake: 'NotAllowedError',
			picture: 'NotAllowedError'
		});
	});

	test('ask, trap or print: no box of the browser stands in the way of leaving', async () => {
		const boxes: string[] = [];
		page.on('dialog', (box) => {
			boxes.push(box.type());
			void box.dismiss();
		});
		await probe(
			page,
			`addEventListener('beforeunload', (e) => { e.preventDefault(); e.returnValue = 'x'; });
			for (const name of ['pagehide', 'unload']) addEventListener(name, () => { const w = document.createElement('iframe'); document.body.append(w); w.contentWindow.alert('x'); w.contentWindow.confirm('x'); });
			const empty = document.createElement('iframe'); document.body.append(empty);
			for (const name of ['alert', 'confirm', 'prompt', 'print']) empty.contentWindow[name]('x');
			parent.addEventListener('beforeunload', (e) => e.preventDefault());
			parent.alert('x'); parent.print();`
		);
		await leave(page);
		await page.reload();
		expect(boxes).toEqual([]);
	});

	test('take the app back to where it was before', async () => {
		await page.goto(`${bench.origin}/?second`);
		await probe(
			page,
			`history.back(); parent.history.go(-2); await new Promise((r) => setTimeout(r, 1000));`
		);
		expect(page.url()).toBe(`${bench.origin}/?second`);
	});

	test('leave anything for the next package', async () => {
		const marks = `
			const put = async (f) => { try { await f(); } catch {} };
			const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
			await put(() => { for (const path of ['/', '/p', '/p/', '/frame', '/layers', '/mark', '/frame.js', '']) cookie.set.call(document, 'mark=1; max-age=999; ' + (path && 'path=' + path)); });
			await put(() => { for (const path of ['/', '/p', '/p/']) cookie.set.call(document, '__Secure-mark=1; secure; max-age=999; path=' + path); });
			await put(() => { for (const path of ['/', '/p/']) cookie.set.call(document, 'mark3=1; secure; partitioned; max-age=999; path=' + path); cookie.set.call(document, 'nameless; max-age=999; path=/p'); });
			await put(() => cookieStore.set('mark2', '1'));
			await put(() => { sessionStorage.mark = 1; window.name = 'mark'; parent.name = 'mark'; });
			await put(() => parent.history.replaceState('mark', ''));
			await put(() => navigator.storageBuckets.open('mark'));
			await put(async () => { const r = await parent.navigator.serviceWorker.ready; await r.navigationPreload.setHeaderValue('mark'); await r.navigationPreload.enable(); });
			await put(async () => { const r = await parent.navigator.serviceWorker.ready; await r.sync.register('mark'); });
			await put(() => new Promise((r) => { const o = indexedDB.open('mark'); o.onsuccess = () => r(); }));
			await put(() => caches.open('mark'));
			await put(async () => (await navigator.storage.getDirectory()).getDirectoryHandle('mark', { create: true }));
			await put(() => navigator.locks.request('mark', () => new Promise(() => 0)) && 0);
			await put(() => new BroadcastChannel('mark').postMessage('mark'));`;
		await probe(
			page,
			`${marks.replace("navigator.locks.request('mark', () => new Promise(() => 0)) && 0", "void navigator.locks.request('mark', () => new Promise(() => 0))")}`
		);
		await leave(page);
		// What it keeps in the ways that are kept goes to its own learner only.
		await page.evaluate(() => (window.bench.storage = null));
		const found = await probe(
			page,
			`${attempts}
			const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
			await attempt('cookies', () => cookie.get.call(document));
			await attempt('cookies of the player', () => cookie.get.call(parent.document));
			for (const path of ['/mark', '/frame.js', '/layers', '/p/', '/p/mark', 'mark'])
				await attempt('cookies at ' + path, () => new Promise((done, fail) => {
					const f = document.createElement('iframe'); f.src = path;
					f.onload = () => { try { done(f.contentDocument ? cookie.get.call(f.contentDocument) : 'closed'); } catch (e) { fail(e); } };
					document.body.append(f); }));
			await attempt('session', () => sessionStorage.length);
			await attempt('names', () => window.name + parent.name);
			await attempt('history', () => parent.history.state);
			await attempt('buckets', () => navigator.storageBuckets.keys());
			await attempt('preload', async () => { const r = await parent.navigator.serviceWorker.ready; const s = await r.navigationPreload.getState(); return s.enabled + s.headerValue; });
			await attempt('sync', async () => (await parent.navigator.serviceWorker.ready).sync.getTags());
			await attempt('databases', async () => (await indexedDB.databases()).length);
			await attempt('caches', () => caches.keys());
			await attempt('files', async () => { const names = []; for await (const n of (await navigator.storage.getDirectory()).keys()) names.push(n); return names; });
			await attempt('locks', async () => (await navigator.locks.query()).held.length);
			return tries;`
		);
		expect(found).toEqual({
			cookies: '',
			'cookies of the player': '',
			'cookies at /mark': 'closed',
			'cookies at /frame.js': 'closed',
			'cookies at /layers': '',
			'cookies at /p/': '',
			'cookies at /p/mark': 'closed',
			'cookies at mark': 'closed',
			session: '0',
			names: '',
			history: 'null',
			buckets: '',
			preload: 'falsetrue',
			sync: '',
			databases: '0',
			caches: '',
			files: '',
			locks: '0'
		});
	});

	test('put more on the disk than any lesson needs', async () => {
		const forge = (cmi: string) => `
			parent.document.body.append(Object.assign(parent.document.createElement('script'), { src: new URL('forge.js', location).href }));
			await new Promise((r) => setTimeout(r, 500));
			return ${cmi};`;
		const script = `
			const launch = document.querySelector('iframe[title=lesson]').src.split('/')[4];
			const state = { here: 'lesson', standing: { begun: true, completion: 'incomplete', success: 'unknown', scaled: null }, steps: {}, attempts: {}, sequencing: null, objectives: {}, data: {} };
			const commit = (number, cmi) => parent.postMessage({ type: 'commit', launch, number, step: { id: 'lesson', session: 1, final: false, before: { total: 0, attempt: 0 }, cmi }, state }, '*');
			const circle = {}; circle.circle = circle;
			commit(1001, { suspend_data: 'x'.repeat(9e6) });
			commit(1002, circle);
			commit(1003, { suspend_data: 'small' });
			parent.postMessage({ type: 'kept', launch, kept: { launch, local: { a: 'x'.repeat(3e6) }, cookies: [] } }, '*');
			parent.postMessage({ type: 'kept', launch, kept: { launch: 'z'.repeat(26), local: { a: 'of another launch' }, cookies: [] } }, '*');`;
		await probe(page, forge('1'), { 'forge.js': script });
		await expect.poll(() => page.evaluate(() => window.bench.commits.at(-1)?.cmi.suspend_data)).toBe('small');
		expect(
			await page.evaluate(() => window.bench.commits.map(({ cmi }) => cmi.suspend_data ?? ''))
		).not.toContain('x'.repeat(9e6));
		expect(await page.evaluate(() => window.bench.storage)).toBeNull();
	});
});
