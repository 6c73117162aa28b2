import { readFileSync } from 'node:fs';

/**
 * The content origin's whole server: a page that installs the frame's service worker, and that worker. It reads no cookie
 * and serves no route of the app; everything else a lesson asks for is answered by the worker in the browser.
 * @param {string} appOrigin the only page that may frame this origin
 * @returns {import('node:http').RequestListener}
 */
export function contentHandler(appOrigin) {
	const worker = readFileSync('build/content/worker.js', 'utf8').replaceAll('__APP_ORIGIN__', appOrigin);
	const install = readFileSync('build/content/install.html', 'utf8').replaceAll('__APP_ORIGIN__', appOrigin);
	const script = readFileSync('build/content/install.js', 'utf8').replaceAll('__APP_ORIGIN__', appOrigin);
	// Whatever is answered here could be framed by a lesson: nothing may run with fewer rules than the frame page itself.
	const rules =
		`default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; frame-src 'self'; ` +
		`worker-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self' ${appOrigin}`;
	const common = {
		'cache-control': 'no-cache',
		'origin-agent-cluster': '?1',
		'content-security-policy': rules,
		'cross-origin-resource-policy': 'same-origin',
		'referrer-policy': 'no-referrer',
		'x-content-type-options': 'nosniff'
	};
	// A page at any other address has an origin of its own, and so none of this one's cookies.
	const bare = { 'content-security-policy': `${rules}; sandbox` };
	const files = new Map([
		['/frame', { type: 'text/html; charset=utf-8', text: install, asWorker: false }],
		['/install.js', { type: 'text/javascript; charset=utf-8', text: script, asWorker: false }],
		['/worker.js', { type: 'text/javascript; charset=utf-8', text: worker, asWorker: true }]
	]);
	return (request, response) => {
		const file = files.get(request.url ?? '');
		const forWorker = request.headers['service-worker'] === 'script';
		if (!file || file.asWorker !== forWorker || !['GET', 'HEAD'].includes(request.method ?? '')) {
			response.writeHead(404, { ...common, ...bare, 'content-type': 'text/plain' }).end('not found\n');
			return;
		}
		response.writeHead(200, {
			...common,
			...(request.url === '/install.js' && bare),
			'content-type': file.type
		});
		response.end(request.method === 'HEAD' ? undefined : file.text);
	};
}
