import { FromFrame, ToFrame } from '$lib/player/protocol';
import * as v from 'valibot';
import { CommitLog } from './commit-log';
import { loadApi } from './load-api';
import { traceApi } from './trace';
import { wipe } from './wipe';

const appOrigin = '__APP_ORIGIN__';
const say = (message: FromFrame) => parent.postMessage(message, appOrigin);

let running: { launch: string; log: CommitLog } | null = null;
const inner = document.createElement('iframe');
inner.allow = 'fullscreen; autoplay';
inner.title = 'lesson';
inner.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0';

addEventListener('message', (event) => {
	if (event.source !== parent || event.origin !== appOrigin) return;
	const message = v.safeParse(ToFrame, event.data);
	if (message.success)
		obey(message.output, event.ports).catch((error: unknown) => say({ type: 'failed', why: String(error) }));
});

navigator.serviceWorker.addEventListener(
	'message',
	(event: MessageEvent<{ type?: string; launch?: string }>) => {
		const { type, launch } = event.data;
		if (type === 'need-port' && running && launch === running.launch) say({ type: 'need-port', launch });
	}
);

async function obey(message: ToFrame, ports: readonly MessagePort[]): Promise<void> {
	switch (message.type) {
		case 'wipe':
			await wipe();
			return say({ type: 'wiped' });
		case 'port':
			return passOn(message.launch, ports);
		case 'launch': {
			const { launch, version, cmi, href, trace } = message;
			const log = new CommitLog((commit) => say({ type: 'commit', launch, ...commit }));
			running = { launch, log };
			passOn(launch, ports);
			await loadApi(version, cmi, log);
			if (trace) traceApi(version, (call) => say({ type: 'call', launch, ...call }));
			inner.src = `/p/${launch}/${href}`;
			document.body.append(inner);
			return;
		}
		case 'saved':
			if (running?.launch === message.launch) running.log.saved(message.number);
			return;
		case 'leave':
			if (running?.launch !== message.launch) return;
			await blank();
			await running.log.settled();
			say({ type: 'left', launch: message.launch });
	}
}

/** Hands a launch's file port to the worker. */
function passOn(launch: string, [port]: readonly MessagePort[]): void {
	if (port) navigator.serviceWorker.controller?.postMessage({ type: 'port', launch }, [port]);
}

/** Leaves the package's page, so that it runs its own end (`pagehide`) while the API is still there. */
function blank(): Promise<void> {
	return new Promise((resolve) => {
		inner.addEventListener('load', () => resolve(), { once: true });
		inner.src = 'about:blank';
	});
}

say({ type: 'ready' });
