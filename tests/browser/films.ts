import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readFile, truncate, writeFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const picture = (size: string, seconds = 4) => [
	'-f',
	'lavfi',
	'-i',
	`testsrc2=size=${size}:rate=25:duration=${seconds}`
];
const tone = (volume = 1, seconds = 4) => [
	'-f',
	'lavfi',
	'-i',
	`sine=frequency=440:duration=${seconds},volume=${volume}`
];
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
const aac = ['-c:a', 'aac', '-b:a', '64k'];

/** Films by name, as `ffmpeg` is asked for them. The sine has −21 dBFS RMS at volume 1. */
const recipes: Record<string, string[]> = {
	'small.mp4': [
		...picture('640x360'),
		...tone(),
		...h264,
		'-b:v',
		'400k',
		...aac,
		'-metadata',
		'location=+30.5728+104.0668/'
	],
	'heavy.mp4': [
		...picture('640x360'),
		...tone(),
		...h264,
		'-b:v',
		'4M',
		'-minrate',
		'4M',
		'-bufsize',
		'1M',
		...aac
	],
	'hd.mp4': [...picture('1920x1080'), ...tone(), ...h264, '-b:v', '6M', ...aac],
	'web.webm': [
		...picture('640x360'),
		...tone(),
		'-c:v',
		'libvpx-vp9',
		'-deadline',
		'realtime',
		'-b:v',
		'500k',
		'-c:a',
		'libopus'
	],
	'film.mkv': [...picture('1280x720'), ...tone(), ...h264, '-b:v', '3M', '-c:a', 'libmp3lame'],
	'fast.mp4': ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=60:duration=3', ...h264, '-b:v', '3M'],
	'silent.mp4': [...picture('640x360'), ...h264, '-b:v', '400k'],
	'quiet.mp4': [...picture('640x360'), ...tone(0.05), ...h264, '-b:v', '400k', ...aac],
	'dark.mp4': [
		'-f',
		'lavfi',
		'-i',
		'testsrc2=size=640x360:rate=25:duration=4,fade=in:st=0.6:d=0.4',
		...h264,
		'-b:v',
		'400k'
	],
	'hevc.mp4': [
		...picture('640x360', 1),
		'-c:v',
		'libx265',
		'-x265-params',
		'log-level=error',
		'-tag:v',
		'hvc1'
	],
	'dvd.mkv': [...picture('640x360', 1), '-c:v', 'mpeg2video'],
	'dvd.mpg': [...picture('640x360', 1), '-c:v', 'mpeg2video', '-f', 'vob'],
	'old.avi': [...picture('640x360', 1), '-c:v', 'mpeg4'],
	'old.wmv': [...picture('640x360', 1), '-c:v', 'wmv2'],
	'sound.m4a': [...tone(), ...aac],
	'sound.mp3': [...tone(), '-c:a', 'libmp3lame'],
	'sound.wav': tone()
};

/** Makes films when they are first asked for. */
export class Films {
	readonly #made = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

	constructor(private readonly dir: string) {
		mkdirSync(dir, { recursive: true });
	}

	get(name: string): Promise<Uint8Array<ArrayBuffer>> {
		const known = this.#made.get(name) ?? this.#make(name).then(() => this.#read(name));
		this.#made.set(name, known);
		return known;
	}

	async #read(name: string): Promise<Uint8Array<ArrayBuffer>> {
		return Uint8Array.from(await readFile(join(this.dir, name)));
	}

	async #make(name: string): Promise<void> {
		const path = join(this.dir, name);
		const recipe = recipes[name];
		if (recipe) return void (await run('ffmpeg', ['-loglevel', 'error', '-y', ...recipe, path]));
		const whole = await this.get('heavy.mp4');
		if (name === 'turned.mov') return writeFile(path, turned(whole));
		// Cut before its index, which stands at the end; and one whose index is there but whose data is not.
		if (name === 'empty.mp4') return writeFile(path, '');
		if (name === 'cut.mp4') return writeFile(path, whole.subarray(0, whole.length / 2));
		const start = ['-i', join(this.dir, 'heavy.mp4'), '-c', 'copy', '-movflags', '+faststart'];
		await run('ffmpeg', ['-loglevel', 'error', '-y', ...start, path]);
		await truncate(path, Math.floor((await stat(path)).size / 2));
	}
}

/** The same film held upright: the matrix in its first track header turns it by 90° (ISO 14496-12 §8.3.2). */
function turned(film: Uint8Array): Uint8Array<ArrayBuffer> {
	const copy = Uint8Array.from(film);
	const matrix = Buffer.from(copy.buffer).indexOf('tkhd') + 44;
	const one = 0x10000;
	const view = new DataView(copy.buffer);
	for (const [i, value] of [0, one, 0, -one, 0, 0, 360 * one, 0].entries())
		view.setInt32(matrix + i * 4, value);
	return copy;
}
