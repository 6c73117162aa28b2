import { sha256, utf8 } from '$lib/base';
import { blockKinds, numberLesson, type MediaRef } from '$lib/lesson';
import { describe, expect, it } from 'vitest';
import { captionsOf, compile, mediaPath, packageEntries, releaseManifest, type PackageFile } from '.';
import { readManifest } from '$lib/release';
import { everyBlock } from './every-block.fixture';
import { scriptJson } from './html';

const large = new Uint8Array(2_500_000).map((_, i) => i % 251);
const bodies = new Map<string, Uint8Array<ArrayBuffer>>();
const media = async (name: string, type: string, body: Uint8Array<ArrayBuffer>): Promise<MediaRef> => {
	const ref = { sha256: await sha256(body), size: body.length, type, name };
	bodies.set(ref.sha256, body);
	return ref;
};
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const fixture = async () =>
	everyBlock({
		video: { ...(await media('视频.mp4', 'video/mp4', large)), seconds: 12 },
		poster: await media('a.jpg', 'image/jpeg', utf8('jpg')),
		captions: await media('a.vtt', 'text/vtt', utf8('WEBVTT')),
		image: await media('b.PNG', 'image/png', utf8('png')),
		audio: await media('口诀.mp3', 'audio/mpeg', utf8('mp3')),
		file: await media('修剪 "记录表".docx', docx, utf8('docx'))
	});
const runtime: PackageFile[] = ['sco.js', 'sco.css', 'video.js', 'video.css'].map((name) => ({
	path: `runtime/${name}`,
	type: name.endsWith('js') ? 'text/javascript' : 'text/css',
	body: utf8(name)
}));
const textOf = (files: PackageFile[], path: string) => {
	const file = files.find((f) => f.path === path);
	if (!file || !('body' in file)) throw new Error(path);
	return new TextDecoder().decode(file.body);
};
const openBlob = (hash: string) => new Blob([bodies.get(hash) ?? 'x']).stream();

describe('a compiled lesson', () => {
	it('is the same for the same lesson', async () => {
		const lesson = await fixture();
		expect(compile(structuredClone(lesson), runtime)).toEqual(compile(lesson, runtime));
	});
	it('holds every kind of block as readable HTML', async () => {
		const lesson = await fixture();
		const used = new Set(lesson.doc.content?.flatMap((page) => page.content?.map((n) => n.type) ?? []));
		for (const kind of blockKinds) expect(used).toContain(kind);
		expect(/<main>[^]*<\/main>/.exec(textOf(compile(lesson, runtime), 'index.html'))![0]).toMatchSnapshot();
	});
	it('needs no inline script and no other origin', async () => {
		const html = textOf(compile(await fixture(), runtime), 'index.html');
		for (const [, attrs, body] of html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g))
			if (body) expect(attrs).toContain('type="application/json"');
		// A link the author wrote leads where it leads.
		expect(html.replace(/<a href="https:[^>]*rel="noopener noreferrer">/g, '')).not.toMatch(
			/\son\w+=|javascript:|https?:\/\/|style=/
		);
	});
	it('cannot be broken out of by any text', () => {
		const nasty = '</script><script>alert(1)</script><!--" onload=\'x';
		const lesson = everyBlock();
		lesson.title = nasty;
		lesson.doc.content![0]!.content![0]!.content![0]!.text = nasty;
		const html = textOf(compile(lesson, runtime), 'index.html');
		expect(html.match(/<script/g)).toHaveLength(3);
		expect(html).not.toContain('<!--');
		expect(JSON.parse(scriptJson(nasty))).toBe(nasty);
	});
	it('says that a block is missing instead of dropping it', () => {
		const lesson = everyBlock();
		lesson.doc.content!.push({ type: 'holodeck' });
		const html = textOf(compile(numberLesson(lesson), runtime), 'index.html');
		expect(html.match(/这部分内容要用新版本打开/g)).toHaveLength(2);
	});
	it('escapes every text and attribute of every kind', async () => {
		const nasty = '"><script>alert(1)</script>';
		const lesson = await fixture();
		const spoil = (value: unknown): unknown =>
			typeof value === 'string' && !/^[\w-]*$|^#page|^https?:|^\{|\/|[0-9a-f]{64}/.test(value)
				? nasty
				: Array.isArray(value)
					? value.map(spoil)
					: value && typeof value === 'object'
						? Object.fromEntries(Object.entries(value).map(([k, part]) => [k, spoil(part)]))
						: value;
		const spoiled = { ...lesson, doc: spoil(lesson.doc) as typeof lesson.doc };
		const html = textOf(compile(spoiled, runtime), 'index.html');
		expect(html.match(/&lt;script&gt;alert/g)!.length).toBeGreaterThan(60);
		expect(html.match(/<script/g)).toHaveLength(4);
	});
	it('carries every file under a name of plain letters, with its own name to save it under', async () => {
		const lesson = await fixture();
		const files = compile(lesson, runtime);
		const html = textOf(files, 'index.html');
		const [, path] = /href="(media\/[0-9a-f]{64}\.docx)" download="修剪 &quot;记录表&quot;\.docx"/.exec(
			html
		)!;
		expect(files.map((file) => file.path)).toContain(path);
		for (const [, used] of html.matchAll(/(?:src|href|poster)="(media\/[^"]+)"/g))
			expect(files.map((file) => file.path)).toContain(used);
		expect(html).toContain('Word 文档 · 4 B');
	});
	it('leads a link to the page it names, wherever that page stands now, and drops one to a page that is gone', async () => {
		const lesson = await fixture();
		const first = lesson.doc.content!.shift()!;
		const moved = { ...lesson, doc: { ...lesson.doc, content: [...lesson.doc.content!, first] } };
		const last = moved.doc.content.length;
		expect(textOf(compile(moved, runtime), 'index.html')).toContain(
			`<a href="#page-${last}">为什么要修剪</a>`
		);
		expect(textOf(compile(lesson, runtime), 'index.html')).toContain('，先看为什么要修剪，');
	});
	it('without a film carries nothing of the video player', () => {
		const files = compile(everyBlock(), runtime);
		expect(files.some((file) => file.path.includes('video'))).toBe(false);
		expect(textOf(files, 'index.html')).not.toContain('video.js');
	});
	it('says its captions in the page too, for where a browser withholds the file beside it', async () => {
		const lesson = await fixture();
		const [track, ...more] = captionsOf(lesson);
		expect([track?.name, more]).toEqual(['a.vtt', []]);
		const text = 'WEBVTT\n\n00:00.000 --> 00:01.000\n<v 王大爷>剪</v></script>';
		const html = textOf(compile(lesson, runtime, new Map([[track!.sha256, text]])), 'index.html');
		const embedded = /id="captions">([^]*?)<\/script>/.exec(html)![1]!;
		expect(JSON.parse(embedded)).toEqual({ [mediaPath(track!)]: text });
	});
	it('carries the same data in the page as beside it', async () => {
		const files = compile(await fixture(), runtime);
		const embedded = /id="lesson">([^]*?)<\/script>/.exec(textOf(files, 'index.html'))![1]!;
		expect(JSON.parse(embedded)).toEqual(JSON.parse(textOf(files, 'lesson.json')));
	});
});

describe('a release', () => {
	it('lists every file with size, hash and pieces, and fits its own schema', async () => {
		const lesson = await fixture();
		const files = compile(lesson, runtime);
		const manifest = await releaseManifest(lesson, files, (ref) => openBlob(ref.sha256));
		expect(readManifest(JSON.stringify(manifest))).toEqual(manifest);
		expect(manifest.files.map((f) => f.path)).toEqual(files.map((f) => f.path));
		const film = manifest.files.find((f) => f.type === 'video/mp4')!;
		expect(film.pieces).toEqual([
			await sha256(large.slice(0, 1048576)),
			await sha256(large.slice(1048576, 2097152)),
			await sha256(large.slice(2097152))
		]);
		expect(manifest.files.filter((f) => f.pieces)).toHaveLength(1);
	});
	it('refuses media that are not as long as they were said to be', async () => {
		const lesson = await fixture();
		await expect(releaseManifest(lesson, compile(lesson, runtime), () => openBlob('0'))).rejects.toThrow();
	});
	it('as a package names its version and brings manifest and schemas, as a web site neither', async () => {
		const lesson = await fixture();
		const files = compile(lesson, runtime);
		const manifest = await releaseManifest(lesson, files, (ref) => openBlob(ref.sha256));
		const schemas = {
			'1.2': [{ path: 'a.xsd', body: utf8('a') }],
			'2004': [{ path: 'b.xsd', body: utf8('b') }]
		};
		for (const [version, first, pinned] of [
			['1.2', ['imsmanifest.xml', 'a.xsd', 'index.html'], '1.2'],
			['2004', ['imsmanifest.xml', 'b.xsd', 'index.html'], '2004'],
			['web', ['index.html', 'lesson.json', 'runtime/scorm.js'], 'none']
		] as const) {
			const entries = [...packageEntries(manifest, version, openBlob, schemas)];
			expect(entries.slice(0, 3).map((e) => e.path)).toEqual(first);
			const script = entries.find((e) => e.path === 'runtime/scorm.js')!;
			expect(await new Response(await script.open()).text()).toBe(`window.YUANKE_SCORM='${pinned}';\n`);
			expect(entries.filter((e) => e.store).map((e) => e.path.split('.')[1])).toEqual([
				'png',
				'mp4',
				'jpg',
				'mp3'
			]);
		}
	});
});
