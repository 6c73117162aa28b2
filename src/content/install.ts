// The first visit to the content origin, by network: put the worker in place, then open the frame page it serves.
const worker = navigator.serviceWorker;

async function install(): Promise<void> {
	await worker.register('/worker.js', { scope: '/' });
	// Not until it controls this page: where it was in place before this page was, it never will.
	await worker.ready;
	location.reload();
}

install().catch((error: unknown) => {
	parent.postMessage({ type: 'failed', why: String(error) }, '__APP_ORIGIN__');
});

export {};
