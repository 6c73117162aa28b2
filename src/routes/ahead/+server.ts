import { serveStation } from '$lib/hub/server';
import { ahead } from '$lib/sync/protocol';

/** A station that knows more than the hub, because the hub was put back from a backup, says what. */
export const POST = serveStation(ahead, async ({ hub, body, station }) => {
	await hub.ahead.hear(body, station);
	return {};
});
