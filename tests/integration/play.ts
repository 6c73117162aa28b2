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
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import type { Package } from './serve';

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

/** Writes a package into a folder. */
export function unpack(files: Package): string {
	const folder = mkdtempSync(join(tmpdir(), 'unpacked-'));
	for (const [path, body] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), body);
	}
	return folder;
}
