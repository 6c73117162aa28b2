/// <reference lib="webworker" />
import { bareHeaders, frameHeaders, packageHeaders } from './headers';
import { LaunchPorts } from './launch-ports';
import { packageResponse } from './package-response';

declare const self: ServiceWorkerGlobalScope;
// The frame page and its scripts are text inside this script: what a package stores can never be served as them.
declare const __FRAME_FILES__: Record<string, { type: string; text: string }>;
const frameFiles = new Map(Object.entries(__FRAME_FILES__));

const pageType = 'text/html; charset=utf-8';
/** A page with nothing on it, that may do what a package may. */
const layers = '<!doctype html><html lang="zh-CN"><title>远课</title><body></body></html>';

const ports = new LaunchPorts(async (launch) => {
	for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
		if (new URL(client.url).pathname === '/frame') client.postMessage({ type: 'need-port', launch });
});

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
	const data = event.data as { type?: unknown; launch?: unknown } | null;
	const [port] = event.ports;
	if (data?.type === 'port' && typeof data.launch === 'string' && port) ports.offer(data.launch, port);
});

self.addEventListener('fetch', (event) => {
	event.respondWith(answer(event.request));
});

async function answer(request: Request): Promise<Response> {
	const url = new URL(request.url);
	if (url.origin !== self.location.origin) return Response.error();
	const own = frameFiles.get(url.pathname);
	if (own && request.method === 'GET') {
		const headers = url.pathname === '/frame' ? frameHeaders : bareHeaders;
		return new Response(own.text, { headers: headers(own.type) });
	}
	if (['/layers', '/p/'].includes(url.pathname))
		return new Response(layers, { headers: packageHeaders(pageType) });
	const [, launch, path] = /^\/p\/([0-9a-z]+)\/(.*)$/.exec(url.pathname) ?? [];
	// A form may be sent to a page, as to any server that only has files: it answers with the page.
	const read =
		['GET', 'HEAD'].includes(request.method) || (request.method === 'POST' && request.mode === 'navigate');
	// One that outlives its page could wait for the next package.
	const lasting = request.destination === 'sharedworker';
	if (launch === undefined || path === undefined || !read || lasting)
		return new Response('not found', { status: 404, headers: bareHeaders('text/plain') });
	return packageResponse(request, decode(path), (ask) => ports.ask(launch, ask));
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
