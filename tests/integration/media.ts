import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256, utf8, type Bytes } from '../../src/lib/base';
import type { FixtureMedia } from '../../src/lib/compiler/every-block.fixture';
import type { MediaRef } from '../../src/lib/lesson';

const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

/** Real files of every kind a lesson can hold, the film six seconds long; `blobs` by their SHA-256. */
export async function makeMedia(): Promise<{ media: Required<FixtureMedia>; blobs: Map<string, Bytes> }> {
	const folder = mkdtempSync(join(tmpdir(), 'media-'));
	const path = (name: string) => join(folder, name);
	ffmpeg(
		...['-f', 'lavfi', '-i', 'testsrc=s=640x360:r=15:d=6', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'],
		path('film.mp4')
	);
	ffmpeg('-i', path('film.mp4'), '-frames:v', '1', path('still.jpg'));
	ffmpeg('-i', path('still.jpg'), '-vf', 'negate', path('negative.jpg'));
	ffmpeg('-f', 'lavfi', '-i', 'sine=d=2', path('sound.mp3'));
	const blobs = new Map<string, Bytes>();
	const file = async (name: string, type: string, body: Bytes, more: Partial<MediaRef> = {}) => {
		const ref: MediaRef = { sha256: await sha256(body), size: body.length, type, name, ...more };
		blobs.set(ref.sha256, body);
		return ref;
	};
	const made = (name: string): Bytes => new Uint8Array(readFileSync(path(name)));
	const captions = utf8(
		'WEBVTT\n\n00:00.000 --> 00:05.000\n剪口要平滑，不要留桩，也不要撕破树皮，剪完马上涂药\n'
	);
	const size = { width: 640, height: 360 };
	const media = {
		video: await file('下剪.mp4', 'video/mp4', made('film.mp4'), { seconds: 6, ...size }),
		poster: await file('封面.jpg', 'image/jpeg', made('negative.jpg')),
		captions: await file('字幕.vtt', 'text/vtt', captions),
		image: await file('对比.jpg', 'image/jpeg', made('still.jpg'), size),
		audio: await file('口诀.mp3', 'audio/mpeg', made('sound.mp3'), { seconds: 2 }),
		file: await file('修剪记录表.pdf', 'application/pdf', utf8('%PDF-1.4 修剪'))
	};
	return { media, blobs };
}
