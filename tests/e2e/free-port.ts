import { createServer } from 'node:net';

/** Two free ports, one after the other, below those that systems give to connections that go out. */
export async function freePair(): Promise<number> {
	for (;;) {
		const port = 20_000 + Math.floor(Math.random() * 6_000) * 2;
		if ((await isFree(port)) && (await isFree(port + 1))) return port;
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer()
			.once('error', () => resolve(false))
			.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
