/** Whether the station's pages are on this computer's disk: its service worker is active and holds the shell. */
export async function shellCached(): Promise<boolean> {
	const registration = await Promise.race([
		navigator.serviceWorker.ready,
		new Promise<null>((resolve) => setTimeout(() => resolve(null), 60_000))
	]);
	if (!registration?.active) return false;
	const held = await caches.match('/station');
	return held !== undefined;
}

/** Opens the content frame until its page, which only its own service worker serves, says that it runs. */
export function openFrameOnce(contentOrigin: string): Promise<boolean> {
	const frame = document.createElement('iframe');
	frame.sandbox.add('allow-scripts', 'allow-same-origin', 'allow-forms');
	frame.hidden = true;
	return new Promise<boolean>((resolve) => {
		const hear = ({ source, origin, data }: MessageEvent<{ type?: string } | null>) => {
			if (source === frame.contentWindow && origin === contentOrigin && data?.type === 'ready') end(true);
		};
		const timer = setTimeout(() => end(false), 30_000);
		const end = (opened: boolean) => {
			clearTimeout(timer);
			removeEventListener('message', hear);
			frame.remove();
			resolve(opened);
		};
		addEventListener('message', hear);
		frame.src = `${contentOrigin}/frame`;
		document.body.append(frame);
	});
}
