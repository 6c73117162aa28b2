/** Longer than any server in its right mind needs for a few bytes. */
const patience = 10_000;
/** A file of every package, a few bytes long. */
const probe = 'runtime/scorm.js';
let answered = false;

/**
 * Whether the server this page came from answers now: many an LMS says "true" to a commit while the line is cut. Null
 * where it cannot be told: nothing was ever answered here, as under rules that forbid a page to ask.
 */
export async function reachable(): Promise<boolean | null> {
	const giveUp = new AbortController();
	const timer = setTimeout(() => giveUp.abort(), patience);
	try {
		const { status } = await fetch(probe, { cache: 'no-store', signal: giveUp.signal });
		// A gateway answers for a server that is gone.
		if (status < 500) return (answered = true);
	} catch {
		// no line, or not allowed to ask
	} finally {
		clearTimeout(timer);
	}
	return answered ? false : null;
}
