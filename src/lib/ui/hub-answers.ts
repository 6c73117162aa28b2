/** Whether the hub can be reached just now; the service worker never answers in its place. */
export async function hubAnswers(): Promise<boolean> {
	try {
		const { status } = await fetch('/', { method: 'HEAD', redirect: 'manual', cache: 'no-store' });
		// A proxy in front of a hub that is away answers so.
		return status !== 502 && status !== 503 && status !== 504;
	} catch {
		return false;
	}
}
