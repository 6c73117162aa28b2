import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { capConnections } from './connections.js';
import { onlyFor, listen } from './servers.js';
import { breakOffSlowBodies } from './slow-bodies.js';

const open: Server[] = [];
afterEach(() => {
	for (const server of open.splice(0)) server.close().closeAllConnections();
});

async function serving(handler: RequestListener, prepare: (server: Server) => void): Promise<number> {
	const server = createServer({ requestTimeout: 0 }, handler);
	open.push(server);
	prepare(server);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return (server.address() as AddressInfo).port;
}

/** A connection on which something was said; tells what came back and whether it is still there. */
function said(port: number, text: string) {
	const socket: Socket = connect(port, '127.0.0.1', () => socket.write(text));
	const state = { socket, closed: false, heard: '' };
	socket.on('error', () => undefined).on('close', () => (state.closed = true));
	socket.on('data', (bytes) => (state.heard += String(bytes)));
	return state;
}
/** On a busy machine it may take a while. */
const soon = (holds: () => void) => vi.waitFor(holds, 10_000);
const half =
	'POST /enrol HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"co';

const echo: RequestListener = (request, response) => {
	let bytes = 0;
	request.on('data', (piece: Buffer) => (bytes += piece.length));
	request.on('end', () => response.end(String(bytes)));
};

test('300 half-sent requests are gone after a while, one that keeps coming is served, and so is the next', async () => {
	const port = await serving(echo, (server) =>
		breakOffSlowBodies(server, { usual: { window: 1000, bytes: 5 }, every: 50 })
	);
	const halves = Array.from({ length: 300 }, () => said(port, half));
	const slow = said(port, half);
	for (let i = 0; i < 16; i++) {
		await after(150);
		slow.socket.write('x'.repeat(i < 15 ? 60 : 96));
	}
	await soon(() => expect(slow.heard).toContain('1000'));
	await soon(() => expect(halves.filter(({ closed }) => !closed)).toEqual([]));
	const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abc' });
	expect(await answer.text()).toBe('3');
});

test('a body that waits for the hub is not broken off', async () => {
	const port = await serving(
		(request, response) => {
			request.pause();
			setTimeout(() => echo(request, response), 900);
			setTimeout(() => request.resume(), 950);
		},
		(server) => breakOffSlowBodies(server, { usual: { window: 200, bytes: 5 }, every: 50 })
	);
	const body = 'x'.repeat(5_000_000);
	expect(await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).text()).toBe('5000000');
});

test('a request that was answered slowly but had come whole is left alone', async () => {
	const port = await serving(
		(request, response) => {
			request.resume();
			setTimeout(() => response.end('late'), 700);
		},
		(server) => breakOffSlowBodies(server, { usual: { window: 100, bytes: 5 }, every: 50 })
	);
	expect(await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abc' })).text()).toBe(
		'late'
	);
});

test('one address holds its share of connections and no more; they count again when they end', async () => {
	let isPressed = () => false;
	const port = await serving(
		echo,
		(server) => (isPressed = capConnections(server, { total: 100, perAddress: 55 }))
	);
	const held = Array.from({ length: 80 }, () => said(port, half));
	await soon(() => expect(held.filter(({ closed }) => closed)).toHaveLength(25));
	expect(isPressed()).toBe(true);
	await after(200);
	expect(held.filter(({ closed }) => !closed)).toHaveLength(55);
	for (const { socket } of held) socket.destroy();
	await soon(() => expect(isPressed()).toBe(false));
	const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abc' });
	expect(await answer.text()).toBe('3');
});

test.each([
	['https://yuanke.example.cn', 'max-age=31536000'],
	['http://localhost:3000', null]
])('%s: every answer carries the headers, errors too; https stays https: %s', async (origin, hsts) => {
	const [server] = await listen(
		onlyFor((_, response) => void response.writeHead(500).end(), origin),
		['127.0.0.1'],
		0,
		''
	);
	if (!server) throw new Error('no server');
	open.push(server);
	const { port } = server.address() as AddressInfo;
	for (const host of [new URL(origin).host, 'evil.example']) {
		const { heard } = await new Promise<{ heard: string }>((done) => {
			const asked = said(port, `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
			asked.socket.on('close', () => done(asked));
		});
		expect(heard).toMatch(/^HTTP\/1.1 (500|421)/);
		expect(heard).toMatch(/x-content-type-options: nosniff/i);
		expect(/strict-transport-security: (.*)\r/i.exec(heard)?.[1] ?? null).toBe(hsts);
	}
});
