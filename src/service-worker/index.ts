/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

const cacheName = `shell-${version}`;
const shell = '/station';
/** Pages of the desk as they last came from the hub. */
const deskName = `desk-${version}`;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
	const { keep } = event.data as { keep?: unknown };
	if (typeof keep !== 'string' || !isDesk(keep)) return;
	event.waitUntil(Promise.all([keep, dataOf(keep)].map((path) => fromDesk(new Request(path)))));
});
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	// Whoever is here next sees nothing of it.
	if (url.pathname === '/sign-out') event.waitUntil(caches.delete(deskName));
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (isDesk(url.pathname)) {
		event.respondWith(fromDesk(request));
		if (request.mode === 'navigate') event.waitUntil(fromDesk(new Request(dataOf(url.pathname))));
	}
	// Documents, lesson files and uploads are other people's business: never answered from here.
	else if (request.mode === 'navigate' && isStation(url.pathname)) event.respondWith(page(request));
	else if (request.mode === 'navigate' && isPage(url.pathname))
		event.respondWith(fetch(request).catch(sayAway));
	else if (isShell(url.pathname)) event.respondWith(fromShell(request));
});

async function install(): Promise<void> {
	const cache = await caches.open(cacheName);
	await cache.addAll([...build, ...files.filter((path) => !path.startsWith('/.')), shell]);
	await self.skipWaiting();
}

async function activate(): Promise<void> {
	for (const name of await caches.keys())
		if (/^(shell|desk)-/.test(name) && name !== cacheName && name !== deskName) await caches.delete(name);
	await self.clients.claim();
}

const isStation = (path: string) => path === shell || path.startsWith(`${shell}/`);
/** Pages that need the hub. Files are none: a download that fails must not turn into a page. */
const isPage = (path: string) => /^\/(?:$|(?:sign-in|setup|lessons|stations|results)(?:\/|$))/.test(path);
const isShell = (path: string) => build.includes(path) || files.includes(path);

/** Every address of the station is the same page; from the disk first, because the network is slow where there is one. */
async function page(request: Request): Promise<Response> {
	return (await (await caches.open(cacheName)).match(shell)) ?? fetch(request);
}

/** The program itself: it asks for the page's data, does not get them, and says so in its own words. */
async function sayAway(): Promise<Response> {
	return (await (await caches.open(cacheName)).match(shell)) ?? Response.error();
}

async function fromShell(request: Request): Promise<Response> {
	return (await (await caches.open(cacheName)).match(request.url)) ?? fetch(request);
}

/**
 * The list of lessons and a lesson's desk, each a page and its data: drafts are kept on this computer, so both open without
 * the hub.
 */
const isDesk = (path: string) =>
	/^\/lessons(?:\/(?!(?:films|packages)(?:\/|$)|__data)[^/]+)?(?:\/__data\.json)?$/.test(path);

const dataOf = (path: string) => `${path}/__data.json`;

/** From the hub where it answers; else as it last came from there. */
async function fromDesk(request: Request): Promise<Response> {
	const { pathname, searchParams } = new URL(request.url);
	const response = await fetch(request).catch(() => null);
	if (!response) {
		const kept = await (await caches.open(deskName)).match(pathname);
		return kept ?? (request.mode === 'navigate' ? sayAway() : Response.error());
	}
	// What a page asks for while it runs may be a part of its data; asked for without saying which part, it is all.
	const whole = !searchParams.has('x-sveltekit-invalidated');
	// Sent to sign in: what was kept belongs to somebody who is not here any more.
	if (await sendsAway(response)) await caches.delete(deskName);
	else if (response.ok && whole) {
		const copy = response.clone();
		await (await caches.open(deskName)).put(pathname, copy).catch(() => undefined);
	}
	return response;
}

async function sendsAway(response: Response): Promise<boolean> {
	if (response.type === 'opaqueredirect' || response.redirected) return true;
	if (!response.headers.get('content-type')?.includes('json')) return false;
	return ((await response.clone().json()) as { type?: string }).type === 'redirect';
}
