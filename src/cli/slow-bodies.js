/** What a body must bring while the hub waits for it: a tenth of what a line of 20 kbit/s brings, and pauses of under a minute. */
const usual = { window: 60_000, bytes: 15_000 };

// When connections run short, whoever dawdles goes first.
const pressed = { window: 10_000, bytes: 5_000 };

/**
 * Breaks off requests whose body dawdles: in every window that the hub waited for it, some bytes must have come. Node's own
 * `requestTimeout` would also end a film that takes hours over a thin line; this one never does while something comes.
 * @param {import('node:http').Server} server
 * @param {{ isPressed?: () => boolean, usual?: typeof usual, every?: number }} [options]
 */
export function breakOffSlowBodies(server, options = {}) {
	const { isPressed = () => false, every = 5_000 } = options;
	/** @type {Map<import('node:http').IncomingMessage, { since: number, bytes: number }>} */
	const coming = new Map();
	server.on('request', (request, response) => {
		if (request.complete) return;
		coming.set(request, { since: performance.now(), bytes: request.socket.bytesRead });
		const over = () => coming.delete(request);
		request.once('end', over).once('close', over);
		response.once('close', over);
	});
	const timer = setInterval(() => {
		const now = performance.now();
		const { window, bytes } = isPressed() ? pressed : (options.usual ?? usual);
		for (const [request, seen] of coming) {
			const read = request.socket.bytesRead;
			// What is slow then is the hub.
			const waiting = !request.isPaused() && request.readableLength === 0;
			if (!waiting || read - seen.bytes >= bytes) coming.set(request, { since: now, bytes: read });
			else if (now - seen.since >= window) request.socket.destroy();
		}
	}, every).unref();
	server.once('close', () => clearInterval(timer));
}
