/** Soon after the start, when the first people have been served, and then daily; in ms. */
const [soon, daily] = [60_000, 24 * 3600_000];

/** Does a chore soon and then every day; one that fails is told and tried again the next day. `stop` waits for the one at work. */
export function everyDay(chore: () => Promise<void>): { stop: () => Promise<void> } {
	let working = Promise.resolve();
	const work = () => {
		working = chore().catch((error: unknown) => console.error(error));
	};
	const first = setTimeout(work, soon).unref();
	const next = setInterval(work, daily).unref();
	return {
		stop: () => {
			clearTimeout(first);
			clearInterval(next);
			return working;
		}
	};
}
