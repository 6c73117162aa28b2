/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

const cacheName = `shell-${version}`;
const shell = '/station';

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	// Documents, lesson files and uploads are other people's business: never answered from here.
	if (request.mode === 'navigate' && isStation(url.pathname)) event.respondWith(page(request));
	else if (isShell(url.pathname)) event.respondWith(fromShell(request));
});

async function install(): Promise<void> {
	const cache = await caches.open(cacheName);
	await cache.addAll([...build, ...files.filter((path) => !path.startsWith('/.')), shell]);
	await self.skipWaiting();
}

async function activate(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith('shell-') && name !== cacheName) await caches.delete(name);
	await self.clients.claim();
}

const isStation = (path: string) => path === shell || path.startsWith(`${shell}/`);
const isShell = (path: string) => build.includes(path) || files.includes(path);

/** Every address of the station is the same page; from the disk first, because the network is slow where there is one. */
async function page(request: Request): Promise<Response> {
	return (await (await caches.open(cacheName)).match(shell)) ?? fetch(request);
}

async function fromShell(request: Request): Promise<Response> {
	return (await (await caches.open(cacheName)).match(request.url)) ?? fetch(request);
}
