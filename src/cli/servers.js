import { createServer } from 'node:http';
import { capConnections } from './connections.js';
import { breakOffSlowBodies } from './slow-bodies.js';

/**
 * Listens with one handler on several addresses of one port. An address this computer does not have (often ::1) is left
 * out as long as another works. Throws an Error with a sentence for the person when the port is taken.
 * @param {import('node:http').RequestListener} handler
 * @param {string[]} hosts
 * @param {number} port
 * @param {string} flag how another port is asked for
 * @param {import('./connections.js').Caps} [caps]
 * @returns {Promise<import('node:http').Server[]>}
 */
export async function listen(handler, hosts, port, flag, caps) {
	const servers = [];
	for (const host of hosts) {
		// Headers come in one piece even over a thin line. Bodies may take hours, as long as they keep coming.
		const times = { headersTimeout: 20_000, requestTimeout: 0, connectionsCheckingInterval: 5_000 };
		const server = createServer(times, handler);
		breakOffSlowBodies(server, { isPressed: capConnections(server, caps) });
		try {
			await new Promise((resolve, reject) => {
				server.once('error', reject).listen(port, host, () => resolve(undefined));
			});
			servers.push(server);
		} catch (cause) {
			const code = cause instanceof Error && 'code' in cause ? cause.code : '';
			if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
			for (const open of servers) open.close();
			if (code === 'EADDRINUSE')
				throw new Error(`Port ${port} is already in use by another program. ${flag}`, { cause });
			if (code === 'EACCES')
				throw new Error(`Port ${port} needs more rights than you have. ${flag}`, { cause });
			throw cause;
		}
	}
	if (!servers.length) throw new Error(`None of the addresses ${hosts.join(', ')} is on this computer.`);
	return servers;
}

/**
 * Refuses requests that name another host (DNS rebinding), and tells every answer's browser to take files for nothing else
 * than they are called and, where people come by https, never to come without.
 * @param {import('node:http').RequestListener} handler
 * @param {string} origin
 * @returns {import('node:http').RequestListener}
 */
export function onlyFor(handler, origin) {
	const { host, protocol } = new URL(origin);
	const headers = new Map([
		['x-content-type-options', 'nosniff'],
		['referrer-policy', 'same-origin'],
		...(protocol === 'https:'
			? [/** @type {const} */ (['strict-transport-security', 'max-age=31536000'])]
			: [])
	]);
	return (request, response) => {
		response.setHeaders(headers);
		if (request.headers.host === host) return handler(request, response);
		response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' });
		response.end(`Please open ${origin}\n`);
	};
}

/**
 * Stops taking requests and waits until those being answered are done, two seconds at most.
 * @param {import('node:http').Server[]} servers
 */
export async function close(servers) {
	const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
	for (const server of servers) server.closeIdleConnections();
	const patience = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), 2000);
	await Promise.all(closed);
	clearTimeout(patience);
}
