import { crc32, zipStream, type ZipEntry } from '$lib/archive';
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { ratioLine } from './ratio';

const megabytes = 1024;
const films = 4;

/** Goal: a large lesson is exported at 0.7 times the speed of `zip -0` of the same files or more, in little memory. */
export async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'yuanke-bench-'));
	try {
		const paths = Array.from({ length: films }, (_, i) => join(folder, `film${i}.mp4`));
		const sums = paths.map((path) => fill(path, megabytes / films));
		const size = (megabytes / films) * 1024 * 1024;
		const entries = (): ZipEntry[] =>
			paths.map((path, i) => ({
				path: `media/film${i}.mp4`,
				size,
				crc32: sums[i],
				store: true,
				open: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
			}));
		let rss = 0;
		const before = process.memoryUsage().rss;
		const watch = setInterval(() => (rss = Math.max(rss, process.memoryUsage().rss - before)), 20);
		const ours: number[] = [];
		const peer: number[] = [];
		for (let round = 0; round < 3; round++) {
			ours.push(
				await timed(() =>
					zipStream(entries()).pipeTo(Writable.toWeb(createWriteStream(join(folder, 'ours.zip'))))
				)
			);
			peer.push(
				await timed(() => {
					rmSync(join(folder, 'peer.zip'), { force: true });
					execFileSync('zip', ['-0', '-q', join(folder, 'peer.zip'), ...paths]);
					return Promise.resolve();
				})
			);
		}
		clearInterval(watch);
		ratioLine(`export of ${megabytes} MB, speed against zip -0`, peer, ours, 0.7);
		console.log(`  memory above the start, at most: ${Math.round(rss / 1024 / 1024)} MB (goal: 150)`);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Writes random megabytes; gives their CRC-32. */
function fill(path: string, count: number): number {
	const file = openSync(path, 'w');
	let sum = 0;
	for (let i = 0; i < count; i++) {
		const piece = Uint8Array.from(randomBytes(1024 * 1024));
		sum = crc32(piece, sum);
		writeSync(file, piece);
	}
	return sum;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}
