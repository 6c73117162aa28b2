import { FromFrame, ToFrame, type Trouble } from '$lib/player/protocol';
import { Course } from '$lib/scorm/course';
import * as v from 'valibot';
import { CommitLog } from './commit-log';
import { CoursePlayer } from './course-player';
import { PackageStorage } from './kept-storage';
import { openShell } from './layer';
import { loadEngine } from './load-engine';
import { furnishPage } from './package-page';
import { packagePath, type Offer } from './offered-files';
import { PopUps } from './pop-ups';
import { traceApi } from './trace';
import { WaitingRequests } from './waiting-requests';
import { watchPage } from './watch';
import { wipe } from './wipe';

const appOrigin = '__APP_ORIGIN__';
const say = (message: FromFrame) => parent.postMessage(message, appOrigin);

let running: { launch: string; log: CommitLog; storage: PackageStorage; player?: CoursePlayer } | null = null;

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
	if (message.type === 'wipe') {
		await wipe();
		return say({ type: 'wiped' });
	}
	if (message.type === 'port') return passOn(message.launch, ports);
	if (message.type === 'launch') return launch(message, ports);
	if (running?.launch !== message.launch) return;
	switch (message.type) {
		case 'saved':
			return running.log.saved(message.number);
		case 'go':
			return running.player?.go(message);
		case 'look':
			return say({
				type: 'looked',
				launch: message.launch,
				...(running.player?.look() ?? { letters: 0, things: 0 })
			});
		case 'leave':
			await running.player?.leave();
			running.storage.handOver();
			say({ type: 'left', launch: message.launch });
	}
}

async function launch(message: ToFrame & { type: 'launch' }, ports: readonly MessagePort[]): Promise<void> {
	const { launch: id, trace, watch, words } = message;
	const storage = new PackageStorage(id, message.kept, (kept) => say({ type: 'kept', launch: id, kept }));
	const log = new CommitLog(({ state, ...commit }) => {
		storage.handOver();
		say({ type: 'commit', launch: id, ...commit, state: { ...state } });
	});
	const popUps = new PopUps(await openShell(), words);
	const openDocument = (address: string) => {
		const path = packagePath(address);
		if (path !== null) say({ type: 'document', launch: id, path });
	};
	const offerFile = (offer: Offer) => say({ type: 'file', launch: id, ...offer });
	const tellTrouble = (trouble: Trouble) => say({ type: 'trouble', launch: id, ...trouble });
	// A step that leaves for the internet is refused by the page around it: this one.
	if (watch) watchPage(window, tellTrouble);
	// Every page of the package calls it, before its own scripts.
	const waiting = new WaitingRequests(id, message.texts);
	const host = { popUps, words, openDocument, offerFile, cookies: storage.cookies, waiting };
	Object.assign(window, {
		yuankePage: (page: typeof window) => {
			if (watch) watchPage(page, tellTrouble);
			furnishPage(host, page);
		},
		yuankeZoom: message.zoom,
		yuankeWayOut: message.wayOut
	});
	running = { launch: id, log, storage };
	passOn(id, ports);
	const { version } = v.parse(Course, message.course);
	const player = new CoursePlayer(message, await loadEngine(version), log, {
		contents: (contents) => say({ type: 'contents', launch: id, contents }),
		leaving: () => popUps.closeAll(),
		timeUp: (ended) => say({ type: 'time-up', launch: id, ended }),
		over: () => say({ type: 'over', launch: id }),
		goesOn: () => say({ type: 'goes-on', launch: id })
	});
	running.player = player;
	if (trace) traceApi(version, (call) => say({ type: 'call', launch: id, ...call }));
	await player.start();
}

/** Hands a launch's file port to the worker. */
function passOn(launch: string, [port]: readonly MessagePort[]): void {
	if (port) navigator.serviceWorker.controller?.postMessage({ type: 'port', launch }, [port]);
}

say({ type: 'ready' });
