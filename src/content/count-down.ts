/** How often the clock is looked at, in ms: one timer for all of it would end at once for more than 24 days. */
const look = 500;

/** Calls `over` when so many seconds have passed; gives what stops it. The computer's clock may be set meanwhile. */
export function countDown(seconds: number, over: () => void): () => void {
	const end = performance.now() + seconds * 1000;
	const timer = setInterval(() => {
		if (performance.now() < end) return;
		clearInterval(timer);
		over();
	}, look);
	return () => clearInterval(timer);
}
