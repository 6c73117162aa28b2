import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { zipStream, type ZipEntry } from '$lib/archive';
import { sha256 } from '$lib/base';
import { compile, courseEntries, packageEntries, releaseManifest } from '$lib/compiler';
import { everyBlock } from '$lib/compiler/every-block.fixture';
import { blankAbout } from '$lib/lesson';
import { readElsewhere } from './elsewhere';
import { copySchemas } from '../../src/cli/schemas.js';

const folder = mkdtempSync(join(tmpdir(), 'zips-'));

function schemas() {
	copySchemas(join(folder, 'xsd'));
	const read = (version: string) =>
		readdirSync(join(folder, 'xsd', version)).map((path) => ({
			path,
			body: new Uint8Array(readFileSync(join(folder, 'xsd', version, path)))
		}));
	return { '1.2': read('1.2'), '2004': read('2004'), '2004-3rd': read('2004-3rd') };
}

const plain = everyBlock();
const about = { ...blankAbout, author: '县农技站' };
const lesson = { ...plain, settings: { ...plain.settings, about } };
const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
const open = (hash: string) => new Blob([blobs.get(hash)!]).stream();
const shipped = schemas();

async function manifestOf(lessonId: string) {
	const files = compile({ ...lesson, lessonId }, []);
	for (const file of files) if ('body' in file) blobs.set(await sha256(file.body), file.body);
	return releaseManifest({ ...lesson, lessonId }, files, () => Promise.reject(new Error('no media')));
}

async function write(name: string, entries: Iterable<ZipEntry>): Promise<string> {
	const path = join(folder, `${name}.zip`);
	writeFileSync(path, new Uint8Array(await new Response(zipStream(entries)).arrayBuffer()));
	return path;
}

const editions = [
	['1.2', 'imscp_rootv1p1p2.xsd'],
	['2004', 'imscp_v1p1.xsd'],
	['2004-3rd', 'imscp_v1p1.xsd']
] as const;

describe.each(editions)('a SCORM %s file', (edition, schema) => {
	const expectListed = (names: string[], xml: string) => {
		const control = new Set(['imsmanifest.xml', ...shipped[edition].map((file) => file.path)]);
		const listed = [...xml.matchAll(/<file href="([^"]*)"/g)].map((m) => m[1]);
		expect(names[0]).toBe('imsmanifest.xml');
		expect(names).toContain(schema);
		const metadata = [...xml.matchAll(/<adlcp:location>([^<]*)</g)].map((m) => m[1]!);
		expect(metadata).not.toEqual([]);
		expect(names).toEqual(expect.arrayContaining(metadata));
		expect(names.filter((name) => !control.has(name) && !metadata.includes(name))).toEqual(listed);
		for (const name of names) expect(name).toMatch(/^[\x21-\x7e]+$/);
	};

	it('opens elsewhere, lists all it holds and brings its schemas', async () => {
		const manifest = await manifestOf('fresh00000000001');
		expectListed(...readElsewhere(await write(edition, packageEntries(manifest, edition, open, shipped))));
	});

	it('is the same to the byte whenever and however often it is made', async () => {
		const manifest = await manifestOf('fresh00000000001');
		const bytes = async (name: string) =>
			readFileSync(await write(name, packageEntries(manifest, edition, open, shipped)));
		const first = await bytes(`one-${edition}`);
		vi.useFakeTimers({ now: Date.UTC(2031, 4, 5), toFake: ['Date'] });
		try {
			expect((await bytes(`two-${edition}`)).equals(first)).toBe(true);
		} finally {
			vi.useRealTimers();
		}
	});

	it('of a course holds each lesson in a folder of its own', async () => {
		const lessons = [await manifestOf('fresh00000000001'), await manifestOf('fresh00000000002')];
		const course = { courseId: 'c0ffee', title: '一门课', lessons };
		const [names, xml] = readElsewhere(
			await write(`course-${edition}`, courseEntries(course, edition, open, shipped))
		);
		expectListed(names, xml);
		for (const { lessonId, launch } of lessons) expect(xml).toContain(`href="${lessonId}/${launch}"`);
		expect(names.filter((name) => name.startsWith('fresh')).length).toBe((lessons[0]!.files.length + 1) * 2);
	});
});
