// The one entry: reads the command line, builds when the sources changed, starts both servers, prints where they are.
import { pathToFileURL } from 'node:url';
import { help, proxyEnvironment, readArgs } from './args.js';
import { bannerText } from './banner.js';
import { contentHandler } from './content-handler.js';
import { runBuild } from './run-build.js';
import { close, listen, onlyFor } from './servers.js';
import { isStale, sourceStamp } from './stamp.js';

try {
	const options = readArgs(process.argv.slice(2), process.env);
	if (options.help) console.log(help);
	else await start(options);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

/** @param {import('./args.js').Options} options */
async function start(options) {
	if (options.rebuild || isStale(sourceStamp())) await runBuild();
	process.env.ORIGIN = options.origin;
	process.env.BODY_SIZE_LIMIT = 'Infinity'; // each route has its own limit and applies it while streaming
	Object.assign(process.env, proxyEnvironment(options));
	process.env.YUANKE_DATA = options.data;
	process.env.YUANKE_CONTENT_ORIGIN = options.contentOrigin;
	process.env.YUANKE_DEMO = options.mode === 'demo' ? '1' : '';

	// The ports are taken before the databases are opened: a second start must not disturb the first.
	const hint = `Choose another with: npm ${options.mode === 'demo' ? 'start' : 'run serve'} -- --port ${options.port + 10}`;
	/** @type {import('node:http').RequestListener | undefined} */
	let app;
	const apps = await listen(
		onlyFor((request, response) => {
			if (app) return app(request, response);
			response.writeHead(503, { 'retry-after': '1' }).end();
		}, options.origin),
		options.host,
		options.port,
		hint,
		options.caps
	);
	const contents = await listen(
		onlyFor(contentHandler(options.origin), options.contentOrigin),
		options.host,
		options.port + 1,
		hint,
		options.caps
	).catch(async (error) => {
		await close(apps);
		throw error;
	});
	const servers = [...apps, ...contents];
	try {
		({ handler: app } = await import(pathToFileURL('build/app/handler.js').href));
		if (!globalThis.yuanke) throw new Error('The hub did not open.');
	} catch (error) {
		await close(servers);
		throw error;
	}
	let closing = false;
	const stop = async () => {
		if (closing) return;
		closing = true;
		await close(servers);
		await globalThis.yuanke?.close();
		process.exit(0);
	};
	process.on('SIGINT', stop).on('SIGTERM', stop);
	console.log(bannerText(options, await globalThis.yuanke.banner()));
}
