// The first visit to the content origin, by network: put the worker in place, then open the frame page it serves.
const worker = navigator.serviceWorker;

async function install(): Promise<void> {
	await worker.register('/worker.js', { scope: '/' });
	await worker.ready;
	if (!worker.controller)
		await new Promise((resolve) => worker.addEventListener('controllerchange', resolve, { once: true }));
	location.reload();
}

install().catch((error: unknown) => {
	parent.postMessage({ type: 'failed', why: String(error) }, '__APP_ORIGIN__');
});

export {};
