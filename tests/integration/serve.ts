import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import ts from 'typescript';

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

/** Serves packages under `/<version>/`, scorm-again under `/engine/`, the rest of an LMS under `/lms/`, and the page that plays. */
export async function serve(packages: Record<string, Package>, port: number): Promise<Server> {
	const server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
		if (pathname === '/host.html') return void response.setHeader('content-type', types.html!).end(host);
		if (pathname === '/favicon.ico') return void response.writeHead(204).end();
		if (pathname === '/frames.html')
			return void response.setHeader('content-type', types.html!).end(nested(searchParams));
		const part = /^\/lms\/([a-z0-9-]+)$/.exec(pathname)?.[1];
		if (part) return void response.setHeader('content-type', types.js!).end(script(part));
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
		// Many systems name each file as it is named in the package.
		response.setHeader('content-disposition', `inline; filename="${pathname.split('/').pop()!}"`);
		const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
		if (!range) return void response.end(body);
		const [from, to] = [Number(range[1]), range[2] ? Number(range[2]) : body.length - 1];
		response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${body.length}` });
		response.end(body.subarray(from, to + 1));
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	return server;
}

const host = `<!doctype html><meta charset="utf-8"><title>LMS</title>
<style>html,body,iframe{margin:0;width:100%;height:100%;border:0;display:block}</style>
<script type="importmap">{"imports": {
	"scorm-again/scorm12/min": "/engine/scorm12.js", "scorm-again/scorm2004/min": "/engine/scorm2004.js"
}}</script>
<script type="module" src="/lms/host"></script>`;

/** A frame in a frame in a frame, as some systems build them. */
function nested(query: URLSearchParams): string {
	const deep = Number(query.get('deep'));
	const to = String(query.get('to'));
	const within = deep > 0 ? `/frames.html?deep=${deep - 1}&amp;to=${to}` : to;
	return `<!doctype html><style>html,body,iframe{margin:0;width:100%;height:100%;border:0}</style><iframe src="${within}"></iframe>`;
}

/** A module of the LMS as browsers read it. */
const script = (name: string) =>
	ts.transpileModule(readFileSync(`tests/integration/lms/${name}.ts`, 'utf8'), {
		compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
	}).outputText;
