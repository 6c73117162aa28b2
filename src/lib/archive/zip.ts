import { configure, ZipWriter } from '@zip.js/zip.js';
import { crc32 } from './crc32';

configure({ useWebWorkers: false });

/** One file for a zip. `open` may be called twice where size or CRC-32 are not given. */
export interface ZipEntry {
	path: string;
	size?: number;
	crc32?: number;
	/** Whether the bytes go in as they are, because they are compressed already. */
	store: boolean;
	open(): ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;
}

// Zip files carry local time without a zone: midnight here gives the same bytes as midnight anywhere.
const always = () => ({
	lastModDate: new Date(2020, 0, 1),
	extendedTimestamp: false,
	msDosCompatible: true,
	dataDescriptor: false,
	useWebWorkers: false
});

/**
 * A zip file as a stream: the same entries in the same order give the same bytes. Sizes and sums stand before the data
 * (some readers refuse stored entries otherwise). Stored files pass through in constant memory; others are deflated in
 * memory, so only texts should be. Fails with a plain error when a file has other bytes than it said.
 */
export function zipStream(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): ReadableStream<Uint8Array> {
	let fail: (error: unknown) => void = () => undefined;
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
		start: (to) => void (fail = (error) => to.error(error))
	});
	const zip = new ZipWriter(writable, always());
	const write = async () => {
		for await (const entry of entries) await (entry.store ? addStored(zip, entry) : addDeflated(zip, entry));
		await zip.close();
	};
	write().catch(fail);
	return readable;
}

async function addDeflated(zip: ZipWriter<unknown>, entry: ZipEntry): Promise<void> {
	await zip.add(entry.path, await entry.open());
}

async function addStored(zip: ZipWriter<unknown>, entry: ZipEntry): Promise<void> {
	const { size, crc } = await sums(entry);
	if (size === 0) return void (await zip.add(entry.path, undefined, { level: 0 }));
	const stream = (await entry.open()).pipeThrough(checked(entry.path, size, crc));
	await zip.add(
		entry.path,
		{ readable: stream, size },
		{
			passThrough: true,
			level: 0,
			compressionMethod: 0,
			uncompressedSize: size,
			crc32: crc
		}
	);
}

async function sums(entry: ZipEntry): Promise<{ size: number; crc: number }> {
	if (entry.size !== undefined && entry.crc32 !== undefined) return { size: entry.size, crc: entry.crc32 };
	let [size, crc] = [0, 0];
	for await (const chunk of await entry.open()) {
		size += chunk.length;
		crc = crc32(chunk, crc);
	}
	return { size, crc };
}

function checked(path: string, size: number, crc: number): TransformStream<Uint8Array, Uint8Array> {
	let [seen, sum] = [0, 0];
	return new TransformStream({
		transform(chunk, to) {
			seen += chunk.length;
			sum = crc32(chunk, sum);
			to.enqueue(chunk);
		},
		flush(to) {
			if (seen !== size || sum !== crc) to.error(new Error(`${path} is not the file it said it was`));
		}
	});
}
