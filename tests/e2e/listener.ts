import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:http';

/** Somebody on the internet who would like to hear from a package: counts every request and every datagram. */
export class Listener {
	readonly heard: string[] = [];

	private constructor(
		readonly port: number,
		private readonly server: Server,
		private readonly socket: Socket
	) {
		server.on('request', (request, response) => {
			this.heard.push(`${request.method} ${request.url}`);
			response.setHeader('access-control-allow-origin', '*');
			response.setHeader('content-type', 'text/javascript');
			response.end('');
		});
		server.on('upgrade', (request, stream) => {
			this.heard.push(`upgrade ${request.url}`);
			stream.destroy();
		});
		socket.on('message', () => this.heard.push('datagram'));
	}

	static async start(port: number): Promise<Listener> {
		const listener = new Listener(port, createServer(), createSocket('udp4'));
		await new Promise<void>((done) => listener.server.listen(port, '127.0.0.1', done));
		await new Promise<void>((done) => listener.socket.bind(port, '127.0.0.1', done));
		return listener;
	}

	stop(): void {
		this.server.closeAllConnections();
		this.server.close();
		this.socket.close();
	}
}
