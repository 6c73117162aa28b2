/**
 * How many connections a server holds at once. `perAddress` is off behind a proxy, which has one address for everybody.
 * @typedef {{ total: number, perAddress: number }} Caps
 */

/** A station or a desk holds a connection for a few seconds; a county's office may have one address for fifty computers. */
const usual = { total: 2000, perAddress: 400 };

/**
 * Refuses connections beyond the caps: one address cannot hold them all. Gives a way to ask whether they run short.
 * @param {import('node:http').Server} server
 * @param {Caps} [caps]
 */
export function capConnections(server, caps = usual) {
	server.maxConnections = caps.total;
	/** @type {Map<string, number>} */
	const held = new Map();
	let total = 0;
	server.on('connection', (socket) => {
		const address = socket.remoteAddress ?? '';
		const count = (held.get(address) ?? 0) + 1;
		held.set(address, count);
		total++;
		socket.once('close', () => {
			total--;
			const left = (held.get(address) ?? 1) - 1;
			if (left) held.set(address, left);
			else held.delete(address);
		});
		if (count > caps.perAddress) socket.destroy();
	});
	return () => total > caps.total / 2;
}
