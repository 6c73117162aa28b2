import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';

/** Files of a package by path, in memory. */
export type Package = Map<string, Uint8Array>;

const types: Record<string, string> = {
	html: 'text/html; charset=utf-8',
	js: 'text/javascript',
	css: 'text/css',
	json: 'application/json',
	mp4: 'video/mp4',
	jpg: 'image/jpeg',
	mp3: 'audio/mpeg',
	pdf: 'application/pdf',
	vtt: 'text/vtt'
};

// What our own content frame sends with a package, and stricter: no inline script at all.
const policy = "connect-src 'self'; form-action 'self'; worker-src 'none'; script-src 'self'";

/** Serves packages under `/<version>/`, the independent SCORM engine under `/engine/`, and the page that plays. */
export async function serve(packages: Record<string, Package>, port: number): Promise<Server> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		if (pathname === '/host.html') return void response.setHeader('content-type', types.html!).end(host);
		if (pathname === '/favicon.ico') return void response.writeHead(204).end();
		const engine = /^\/engine\/(scorm12|scorm2004)\.js$/.exec(pathname)?.[1];
		if (engine)
			return void response
				.setHeader('content-type', types.js!)
				.end(readFileSync(`node_modules/scorm-again/dist/esm/${engine}.min.js`));
		const [, version, ...rest] = pathname.split('/');
		const body = packages[version ?? '']?.get(rest.join('/'));
		if (!body) return void response.writeHead(404).end();
		response.setHeader('content-security-policy', policy);
		response.setHeader('content-type', types[pathname.split('.').pop()!] ?? 'application/octet-stream');
		response.setHeader('accept-ranges', 'bytes');
		const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
		if (!range) return void response.end(body);
		const [from, to] = [Number(range[1]), range[2] ? Number(range[2]) : body.length - 1];
		response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${body.length}` });
		response.end(body.subarray(from, to + 1));
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	return server;
}

// Every call goes through to the engine; what it answers with an error is noted.
const host = `<!doctype html><meta charset="utf-8"><title>LMS</title>
<style>html,body,iframe{margin:0;width:100%;height:100%;border:0;display:block}</style>
<script type="module">
import { Scorm12API } from '/engine/scorm12.js';
import { Scorm2004API } from '/engine/scorm2004.js';
const kinds = {
	'1.2': { Api: Scorm12API, as: 'API', prefix: 'LMS', end: 'Finish', init: 'Initialize' },
	2004: { Api: Scorm2004API, as: 'API_1484_11', prefix: '', end: 'Terminate', init: 'Initialize' }
};
window.boot = (version, saved) => {
	const { Api, as, prefix, end, init } = kinds[version];
	const api = new Api({ autocommit: false, logLevel: 5, mastery_override: false });
	if (saved) api.loadFromJSON(saved);
	window.engine = api;
	window.errors = [];
	window.calls = [];
	window.refuse = false;
	window[as] = {};
	for (const name of [init, end, 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic']) {
		window[as][prefix + name] = (...args) => {
			if (window.refuse && (name === 'Commit' || name === end)) return 'false';
			const answer = api[prefix + name](...args);
			if (name.startsWith('GetErr') || name === 'GetLastError' || name === 'GetDiagnostic') return answer;
			window.calls.push([name, ...args]);
			const error = String(api[prefix + 'GetLastError']());
			// 403: nothing was set yet, as SCORM 2004 says it for every first reading.
			if (error !== '0' && !(name === 'GetValue' && error === '403')) window.errors.push([name, ...args, error].join(' '));
			return answer;
		};
	}
	const frame = document.createElement('iframe');
	frame.name = 'sco';
	frame.src = '/' + version + '/index.html';
	document.body.append(frame);
};
window.quit = () => new Promise((done) => {
	const frame = document.querySelector('iframe');
	frame.addEventListener('load', () => done(), { once: true });
	frame.src = 'about:blank';
});
window.saved = () => JSON.parse(JSON.stringify(engine.renderCMIToJSONObject()));
window.ready = true;
</script>`;
