import {
	compile,
	packageEntries,
	releaseManifest,
	type PackageFile,
	type PackageVersion
} from '$lib/compiler';
import { storyLesson, type FixtureMedia } from '$lib/compiler/every-block.fixture';
import { sha256, utf8, type Bytes } from '$lib/base';
import type { Lesson, MediaRef } from '$lib/lesson';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';

/** Files of a package by path, in memory. */
export type Package = Map<string, Bytes>;

const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
const bytesOf = (path: string): Bytes => new Uint8Array(readFileSync(path));

/** Builds the run-time and a lesson with a real film in it, as packages of each kind. */
export async function buildPackages(
	lessonOf: (media: FixtureMedia) => Lesson = storyLesson
): Promise<Record<PackageVersion, Package>> {
	const folder = mkdtempSync(join(tmpdir(), 'packages-'));
	for (const mode of ['production', 'video'])
		await build({
			configFile: 'src/sco/vite.config.ts',
			mode,
			logLevel: 'error',
			build: { outDir: join(folder, 'sco'), emptyOutDir: false }
		});
	const runtime = readdirSync(join(folder, 'sco')).map((name): PackageFile => ({
		path: `runtime/${name}`,
		type: name.endsWith('.js') ? 'text/javascript' : 'text/css',
		body: bytesOf(join(folder, 'sco', name))
	}));
	const film = join(folder, 'film.mp4');
	ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=640x360:r=15:d=6', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', film);
	ffmpeg('-i', film, '-frames:v', '1', join(folder, 'still.jpg'));
	ffmpeg('-i', join(folder, 'still.jpg'), '-vf', 'negate', join(folder, 'negative.jpg'));
	ffmpeg('-f', 'lavfi', '-i', 'sine=d=2', join(folder, 'sound.mp3'));
	const blobs = new Map<string, Bytes>();
	const media = async (name: string, type: string, body: Bytes, more: Partial<MediaRef> = {}) => {
		const ref: MediaRef = { sha256: await sha256(body), size: body.length, type, name, ...more };
		blobs.set(ref.sha256, body);
		return ref;
	};
	const open = (hash: string) => new Blob([blobs.get(hash)!]).stream();
	const still = bytesOf(join(folder, 'still.jpg'));
	const captions = utf8('WEBVTT\n\n00:00.000 --> 00:05.000\n剪口要平滑\n');
	const lesson = lessonOf({
		video: await media('下剪.mp4', 'video/mp4', bytesOf(film), { seconds: 6, width: 640, height: 360 }),
		poster: await media('封面.jpg', 'image/jpeg', bytesOf(join(folder, 'negative.jpg'))),
		captions: await media('字幕.vtt', 'text/vtt', captions),
		image: await media('对比.jpg', 'image/jpeg', still, { width: 640, height: 360 }),
		audio: await media('口诀.mp3', 'audio/mpeg', bytesOf(join(folder, 'sound.mp3')), { seconds: 2 }),
		file: await media('修剪记录表.pdf', 'application/pdf', utf8('%PDF-1.4 修剪'))
	});
	const files = compile(lesson, runtime);
	const manifest = await releaseManifest(lesson, files, (ref) => open(ref.sha256));
	for (const file of files) if ('body' in file) blobs.set(await sha256(file.body), file.body);
	const read = async (version: PackageVersion) => {
		const entries = packageEntries(manifest, version, open, { '1.2': [], '2004': [] });
		const read: Package = new Map();
		for (const entry of entries)
			read.set(entry.path, new Uint8Array(await new Response(await entry.open()).arrayBuffer()));
		return read;
	};
	return { '1.2': await read('1.2'), '2004': await read('2004'), web: await read('web') };
}

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
export async function serve(packages: Record<PackageVersion, Package>, port: number): Promise<Server> {
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
		const body = packages[version as PackageVersion]?.get(rest.join('/'));
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

/** Writes a package into a folder. */
export function unpack(files: Package): string {
	const folder = mkdtempSync(join(tmpdir(), 'unpacked-'));
	for (const [path, body] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), body);
	}
	return folder;
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
