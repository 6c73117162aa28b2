/** Lets the service worker keep the page of this address and the list of lessons, so that they open while the hub is away. */
export async function keepPage(): Promise<void> {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	if (!workers) return; // not a secure origin
	const [visit] = performance.getEntriesByType('navigation');
	const came = visit && new URL(visit.name).pathname === location.pathname;
	// A page that came through the worker is kept already; one opened from within the app, or on the first visit, is not.
	if (came && workers.controller) return;
	await workers.register('/service-worker.js', { type: 'module' });
	const { active } = await workers.ready;
	for (const keep of new Set([location.pathname, '/lessons'])) active?.postMessage({ keep });
}
