import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { freePair } from './free-port';
import { contentHandler } from '../../src/cli/content-handler.js';
import { frameSandbox } from '../../src/lib/player/frame-sandbox';
import { close, listen, onlyFor } from '../../src/cli/servers.js';

/**
 * An app origin with nothing on it but one page that launches packages through the real player, beside the real content
 * origin. `window.bench` in that page starts them.
 */
export class FrameBench {
	private constructor(
		readonly origin: string,
		readonly contentOrigin: string,
		private servers: Server[]
	) {}

	static async start(): Promise<FrameBench> {
		const port = await freePair();
		const [origin, contentOrigin] = [`http://localhost:${port}`, `http://localhost:${port + 1}`];
		const script = await bundle();
		const page = `<!doctype html><meta charset="utf-8"><title>app</title>
<meta http-equiv="Content-Security-Policy" content="frame-src ${contentOrigin}">
<p id="secret">村民名册</p><iframe id="frame" sandbox="${frameSandbox}" allow="fullscreen; autoplay" width="800" height="500"></iframe>
<script src="/bench.js"></script>`;
		const app = await listen(
			onlyFor((request, response) => {
				const js = request.url === '/bench.js';
				response.setHeader('content-type', js ? 'text/javascript' : 'text/html; charset=utf-8');
				response.end(js ? script : page);
			}, origin),
			['127.0.0.1'],
			port,
			''
		);
		const content = await listen(onlyFor(contentHandler(origin), contentOrigin), ['127.0.0.1'], port + 1, '');
		return new FrameBench(origin, contentOrigin, [...app, ...content]);
	}

	/** The network is gone: both servers stop. */
	async stop(): Promise<void> {
		await close(this.servers);
		this.servers = [];
	}
}

async function bundle(): Promise<string> {
	const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
	const result = await build({
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: here('../../src/lib') } },
		build: {
			write: false,
			minify: false,
			modulePreload: false,
			rollupOptions: { input: here('frame-bench-page.ts'), output: { format: 'iife' } }
		}
	});
	const [output] = Array.isArray(result) ? result : [result];
	if (!output || !('output' in output)) throw new Error('nothing was built');
	return output.output[0].code;
}
