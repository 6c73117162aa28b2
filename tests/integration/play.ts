import {
	captionsOf,
	compile,
	packageEntries,
	releaseManifest,
	type PackageFile,
	type PackageVersion
} from '$lib/compiler';
import { storyLesson, type FixtureMedia } from '$lib/compiler/every-block.fixture';
import { sha256, type Bytes } from '$lib/base';
import type { Lesson } from '$lib/lesson';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { makeMedia } from './media';
import type { Package } from './serve';

const bytesOf = (path: string): Bytes => new Uint8Array(readFileSync(path));

let built: Promise<PackageFile[]> | null = null;

/** The run-time as packages hold it, built once. */
async function buildRuntime(): Promise<PackageFile[]> {
	const outDir = join(mkdtempSync(join(tmpdir(), 'packages-')), 'sco');
	for (const mode of ['production', 'video'])
		await build({
			configFile: 'src/sco/vite.config.ts',
			mode,
			logLevel: 'error',
			build: { outDir, emptyOutDir: false }
		});
	return readdirSync(outDir).map((name) => ({
		path: `runtime/${name}`,
		type: name.endsWith('.js') ? 'text/javascript' : 'text/css',
		body: bytesOf(join(outDir, name))
	}));
}

/** Builds the run-time and a lesson with a real film in it, as packages of each kind. */
export async function buildPackages(
	lessonOf: (media: FixtureMedia) => Lesson = storyLesson
): Promise<Record<PackageVersion, Package>> {
	const runtime = await (built ??= buildRuntime());
	const { media, blobs } = await makeMedia();
	const open = (hash: string) => new Blob([blobs.get(hash)!]).stream();
	const lesson = lessonOf(media);
	const captions = captionsOf(lesson).map(
		({ sha256: hash }) => [hash, new TextDecoder().decode(blobs.get(hash))] as const
	);
	const files = compile(lesson, runtime, new Map(captions));
	const manifest = await releaseManifest(lesson, files, (ref) => open(ref.sha256));
	for (const file of files) if ('body' in file) blobs.set(await sha256(file.body), file.body);
	const read = async (version: PackageVersion) => {
		const entries = packageEntries(manifest, version, open, { '1.2': [], '2004': [] });
		const read: Package = new Map();
		for (const entry of entries)
			read.set(entry.path, new Uint8Array(await new Response(await entry.open()).arrayBuffer()));
		return read;
	};
	return {
		'1.2': await read('1.2'),
		'2004': await read('2004'),
		'2004-3rd': await read('2004-3rd'),
		web: await read('web')
	};
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
