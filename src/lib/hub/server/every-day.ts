/** Soon after the start, when the first people have been served, and then daily; in ms. */
const [soon, daily] = [60_000, 24 * 3600_000];

/** A chore that is done again and again; `stop` waits for the one at work. */
export interface Chore {
	stop: () => Promise<void>;
}

/** Does a chore soon and then every day; one that fails is told and tried again the next day. */
export const everyDay = (chore: () => Promise<void>): Chore => every(daily, chore, soon);

/** Does a chore every so many ms, the first time after `first`; one that fails is told and tried again the next time. */
export function every(ms: number, chore: () => Promise<void>, first = ms): Chore {
	let working = Promise.resolve();
	const work = () => {
		working = chore().catch((error: unknown) => console.error(error));
	};
	let next: NodeJS.Timeout | undefined;
	const begin = () => {
		work();
		next = setInterval(work, ms).unref();
	};
	const beginning = setTimeout(begin, first).unref();
	return {
		stop: () => {
			clearTimeout(beginning);
			clearInterval(next);
			return working;
		}
	};
}
