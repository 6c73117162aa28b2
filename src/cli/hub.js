// The hub itself, in a process of its own: opens the data, starts both servers, prints where they are. The launcher watches it.
import { pathToFileURL } from 'node:url';
import { proxyEnvironment, readArgs } from './args.js';
import { bannerText } from './banner.js';
import { contentHandler } from './content-handler.js';
import { failureOf, renewedSentence, sentence } from './sentences.js';
import { close, listen, onlyFor } from './servers.js';

// Nobody else on this computer may read what is kept.
process.umask(0o077);

/** What may be over by itself in a while. */
const passing = new Set(['hub_disk_full', 'hub_database_away', 'hub_database_failing']);

try {
	await start(readArgs(process.argv.slice(2), process.env));
} catch (error) {
	const failure = failureOf(error);
	if (failure) fallen(failure, failure.details.derived === 1);
	else end(error instanceof Error ? error.message : String(error), false);
}

/**
 * @param {import('./sentences.js').Failure} failure
 * @param {boolean} again
 */
function fallen(failure, again) {
	// A hub that ran a moment ago waits for room, or for its database; one that a person has just started says so and ends.
	const waits = passing.has(failure.code) && process.env.YUANKE_AGAIN !== undefined;
	end(sentence(failure, dataFolder(), again), again || waits);
}

function dataFolder() {
	return readArgs(process.argv.slice(2), process.env).data;
}

/**
 * Says why the hub cannot go on and ends the process.
 * @param {string} words
 * @param {boolean} again whether starting again may help
 */
function end(words, again) {
	console.error(words);
	process.exitCode = 1;
	if (process.connected) process.send?.({ ended: true, again }, () => process.exit(1));
	else process.exit(1);
}

/** @param {import('./args.js').Options} options */
async function start(options) {
	process.env.ORIGIN = options.origin;
	process.env.BODY_SIZE_LIMIT = 'Infinity'; // each route has its own limit and applies it while streaming
	Object.assign(process.env, proxyEnvironment(options));
	process.env.YUANKE_DATA = options.data;
	process.env.YUANKE_CONTENT_ORIGIN = options.contentOrigin;
	process.env.YUANKE_DEMO = options.mode === 'demo' ? '1' : '';
	process.env.YUANKE_ACCEPT_LOSS = options.acceptLoss ? '1' : '';
	globalThis.yuankeLauncher = {
		fallen,
		renewed: (name, movedTo) => console.warn(renewedSentence(name, movedTo)),
		warned: (failure) => console.warn(sentence(failure, options.data, false))
	};

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
		setTimeout(() => process.exit(1), 10_000).unref();
		await close(servers);
		await globalThis.yuanke?.close();
		process.exit(0);
	};
	// A launcher that is gone can neither stop the hub nor start it again.
	process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
	console.log(bannerText(options, await globalThis.yuanke.banner()));
	process.send?.({ ready: true });
}
