import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { plain } from './http';
import { BlobServer } from './blob-server';
import { Films } from './films';
import { HubServer } from './hub-server';
import { TownHubs } from './town-hub';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Addresses of the servers that browser tests talk to. */
		servers: { blobs: string; hub: string; films: string; towns: string };
	}
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Starts what browser tests need beside a browser: a server of blobs that fails on order, and the hub's own gateway. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-browser-'));
	const hub = await HubServer.open(join(dir, 'hub'));
	const blobs = new BlobServer(join(dir, 'blobs'));
	const films = new Films(join(dir, 'films'));
	const towns = new TownHubs(join(dir, 'towns'));
	const servers = await Promise.all([
		listen((...ask) => blobs.answer(...ask)),
		listen((...ask) => hub.answer(...ask)),
		listen(async ({ url = '/' }, response) => {
			response.end(await films.get(url.slice(1)));
		}),
		listen((...ask) => towns.answer(...ask))
	]);
	const [first, second, third, fourth] = servers.map(
		(server) => `http://localhost:${(server.address() as AddressInfo).port}`
	);
	project.provide('servers', {
		...{ blobs: first ?? '', hub: second ?? '', films: third ?? '', towns: fourth ?? '' }
	});
	return async () => {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
		await hub.close();
		await towns.close();
		rmSync(dir, { recursive: true });
	};
}

async function listen(answer: Answer) {
	const server = createServer((request, response) => {
		// Tests stand on another origin than what they talk to.
		response.setHeader('access-control-allow-origin', '*');
		response.setHeader(
			'access-control-allow-headers',
			'authorization, content-type, range, if-range, if-none-match'
		);
		response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
		response.setHeader('access-control-expose-headers', 'etag, content-range, date');
		response.setHeader('access-control-max-age', '600');
		if (request.method === 'OPTIONS') return plain(response, 204);
		answer(request, response).catch((error: unknown) => {
			if (response.headersSent) response.destroy();
			else plain(response, 500, String(error));
		});
	});
	await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
	return server;
}
