/** Lets the service worker keep the page of this address and the list of lessons, so that they open while the hub is away. */
export async function keepPage(): Promise<void> {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	if (!workers) return; // not a secure origin
	await workers.register('/service-worker.js', { type: 'module' });
	const { active } = await workers.ready;
	for (const keep of new Set([location.pathname, '/lessons'])) active?.postMessage({ keep });
}
