import { parseArgs } from 'node:util';

/**
 * What the command line asks for.
 * @typedef {{
 *   mode: 'demo' | 'serve', port: number, data: string, host: string[],
 *   origin: string, contentOrigin: string, rebuild: boolean, acceptLoss: boolean, help: boolean,
 *   proxies: number, caps: import('./connections.js').Caps
 * }} Options
 */

const loopback = ['127.0.0.1', '::1'];

/**
 * Reads the command line. Throws an Error with a sentence for the person when it cannot be understood.
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @returns {Options}
 */
export function readArgs(argv, env) {
	const { values, positionals } = parse(argv);
	const [mode = 'demo'] = positionals;
	if (mode !== 'demo' && mode !== 'serve') throw new Error(`Unknown command "${mode}". Try --help.`);
	const port = Number(values.port ?? env.PORT ?? 3000);
	if (!Number.isInteger(port) || port < 1 || port > 65534)
		throw new Error(`--port must be a number from 1 to 65534, not "${values.port}".`);
	const origin = plainOrigin(values.origin ?? env.ORIGIN ?? `http://localhost:${port}`);
	const contentOrigin = plainOrigin(
		values['content-origin'] ?? env.CONTENT_ORIGIN ?? `http://localhost:${port + 1}`
	);
	refuseSharedHost(origin, contentOrigin);
	if (mode === 'demo' && (values.host || new URL(origin).hostname !== 'localhost'))
		throw new Error('The demo listens on this computer only. Use "npm run serve" for a real installation.');
	const proxies = wholeNumber(values['trust-proxy'] ?? '0', '--trust-proxy', 0, 9);
	const total = wholeNumber(values['max-connections'] ?? '2000', '--max-connections', 10, 100_000);
	return {
		mode,
		port,
		data: values.data ?? env.YUANKE_DATA ?? (mode === 'demo' ? 'data/demo' : 'data/hub'),
		host: values.host ? [values.host] : loopback,
		origin,
		contentOrigin,
		rebuild: values.rebuild ?? false,
		acceptLoss: values['accept-loss'] ?? false,
		help: values.help ?? false,
		proxies,
		// Behind a proxy everybody has the same address.
		caps: { total, perAddress: proxies ? total : Math.ceil(total / 5) }
	};
}

/**
 * What SvelteKit's server is told of proxies in front (`ADDRESS_HEADER`, `XFF_DEPTH`). Without a trusted proxy a visitor's
 * address is that of their connection: a header could be written by anyone.
 * @param {Options} options
 */
export function proxyEnvironment({ proxies }) {
	return { ADDRESS_HEADER: proxies ? 'x-forwarded-for' : '', XFF_DEPTH: String(proxies || 1) };
}

/**
 * @param {string} text
 * @param {string} flag
 * @param {number} least
 * @param {number} most
 */
function wholeNumber(text, flag, least, most) {
	const number = Number(text);
	if (text.trim() && Number.isInteger(number) && number >= least && number <= most) return number;
	throw new Error(`${flag} must be a number from ${least} to ${most}, not "${text}".`);
}

/** @param {string[]} argv */
function parse(argv) {
	return parseArgs({
		args: argv,
		allowPositionals: true,
		options: {
			port: { type: 'string' },
			data: { type: 'string' },
			host: { type: 'string' },
			origin: { type: 'string' },
			'content-origin': { type: 'string' },
			'trust-proxy': { type: 'string' },
			'max-connections': { type: 'string' },
			rebuild: { type: 'boolean' },
			'accept-loss': { type: 'boolean' },
			help: { type: 'boolean', short: 'h' }
		}
	});
}

/** @param {string} text */
function plainOrigin(text) {
	if (!URL.canParse(text)) throw new Error(`"${text}" is not an address such as https://yuanke.example.cn.`);
	return new URL(text).origin;
}

/**
 * Lesson packages are other people's programs; cookies ignore ports, so a real host may not serve both.
 * @param {string} origin
 * @param {string} contentOrigin
 */
function refuseSharedHost(origin, contentOrigin) {
	const [app, content] = [new URL(origin), new URL(contentOrigin)];
	const local = ['localhost', '127.0.0.1', '[::1]'].includes(app.hostname);
	if (origin === contentOrigin || (!local && app.hostname === content.hostname))
		throw new Error(
			`Lessons need a host of their own: ${contentOrigin} may not be the host of ${origin}. ` +
				'Give a sibling host, for example --content-origin https://content.example.cn.'
		);
}

export const help = `Yuanke 远课

  npm start                 a demo on this computer: hub, demo station, three lessons
  npm run serve             production: no demo, no default password

  options, after "--":
    --port N                port of the app (3000); lessons are served on N + 1
    --data DIR              where everything is kept (data/demo or data/hub)
    --accept-loss           begin anew what is missing from the data folder (only without a backup)
    --help                  this text

  for production:
    --host ADDRESS          address to listen on (loopback only, unless given)
    --origin URL            address people type, for example https://yuanke.example.cn
    --content-origin URL    a sibling host for lessons, for example https://content.example.cn
    --trust-proxy N         N proxies (nginx, …) of yours stand in front and write X-Forwarded-For; without it that
                            header is not believed, and a visitor's address is that of their connection
    --max-connections N     connections held at once (2000)

  in the environment:
    COUCHDB_URL             keep the databases in a CouchDB: http://name:password@host:5984/ (see the handbook)
    YUANKE_QUOTA_PERSON_GB  how much a person may store (20)
    YUANKE_QUOTA_UNIT_GB    how much all people of one unit may store (200)
`;
