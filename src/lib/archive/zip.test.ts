import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { crc32, zipStream, type ZipEntry } from '.';

const folder = mkdtempSync(join(tmpdir(), 'zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = (
	path: string,
	body: Uint8Array<ArrayBuffer>,
	store: boolean,
	more: Partial<ZipEntry> = {}
) => ({
	path,
	store,
	open: () => new Blob([body]).stream(),
	...more
});
const zipped = async (entries: ZipEntry[]) =>
	new Uint8Array(await new Response(zipStream(entries)).arrayBuffer());

const noise = new Uint8Array(3_000_000).map((_, i) => (i * 2654435761) >>> 13);
const text = new TextEncoder().encode('一课一得\n'.repeat(1000));
const files = () => [
	entry('imsmanifest.xml', text, false),
	entry('media/a.mp4', noise, true, { size: noise.length, crc32: crc32(noise) }),
	entry('media/b.mp4', noise, true),
	entry('media/empty.mp4', new Uint8Array(), true),
	entry('empty.txt', new Uint8Array(), false)
];

describe('a zip', () => {
	it('is read by another program, file by file', async () => {
		const path = join(folder, 'a.zip');
		writeFileSync(path, await zipped(files()));
		const python = `import zipfile,sys,json
z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps([[i.filename,i.file_size,i.compress_type,i.flag_bits & 8] for i in z.infolist()]))`;
		expect(JSON.parse(execFileSync('python3', ['-c', python, path], { encoding: 'utf8' }))).toEqual([
			['imsmanifest.xml', text.length, 8, 0],
			['media/a.mp4', noise.length, 0, 0],
			['media/b.mp4', noise.length, 0, 0],
			['media/empty.mp4', 0, 0, 0],
			['empty.txt', 0, expect.any(Number), 0]
		]);
	});
	it('says size and sum of a stored file before its bytes', async () => {
		const bytes = await zipped([entry('m', noise, true)]);
		const view = new DataView(bytes.buffer);
		expect(view.getUint32(0, true)).toBe(0x04034b50);
		expect(view.getUint16(6, true) & 8).toBe(0);
		expect(view.getUint32(14, true)).toBe(zlibCrc32(noise));
		expect(view.getUint32(18, true)).toBe(noise.length);
	});
	it('has the same bytes whenever and wherever it is made', async () => {
		const here = await zipped(files());
		const zone = process.env.TZ;
		process.env.TZ = 'Asia/Shanghai';
		const there = await zipped(files());
		process.env.TZ = zone ?? '';
		expect(Buffer.compare(here, there)).toBe(0);
	});
	it('fails when a stored file is not what it said', async () => {
		const wrong = entry('m', noise, true, { size: noise.length, crc32: 1 });
		await expect(zipped([wrong])).rejects.toThrow('not the file');
		const short = entry('m', noise, true, { size: noise.length + 1, crc32: crc32(noise) });
		await expect(zipped([short])).rejects.toThrow();
	});
	it('fails when a file cannot be opened, instead of never ending', async () => {
		const gone = {
			path: 'm',
			store: true,
			size: 5,
			crc32: 5,
			open: () => Promise.reject(new Error('gone'))
		};
		await expect(zipped([entry('a', text, false), gone])).rejects.toThrow('gone');
	});
	it('holds no more than a little of a large file in memory', async () => {
		const chunk = noise.subarray(0, 1024 * 1024);
		const size = 400 * chunk.length;
		let given = 0;
		let taken = 0;
		const large: ZipEntry = {
			path: 'media/large.mp4',
			store: true,
			open: () => {
				let left = 400;
				given = 0;
				return new ReadableStream({
					pull(to) {
						if (left-- === 0) return to.close();
						given += chunk.length;
						to.enqueue(chunk);
					}
				});
			}
		};
		let ahead = 0;
		for await (const part of zipStream([large])) {
			taken += part.length;
			ahead = Math.max(ahead, given - taken);
		}
		expect(taken).toBeGreaterThan(size);
		expect(ahead).toBeLessThan(16 * chunk.length);
	});
});

it('CRC-32 is the one everyone uses, in any division', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (data, at) => {
			expect(crc32(data)).toBe(zlibCrc32(data));
			expect(crc32(data.subarray(at), crc32(data.subarray(0, at)))).toBe(zlibCrc32(data));
		})
	);
});
