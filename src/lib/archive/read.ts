import { UserError } from '$lib/base';
import { BlobReader, ZipReader, type Entry } from '@zip.js/zip.js';
import { refused, type ArchiveRefusal } from './refusal';

/** What a zip from elsewhere may hold. */
export interface ArchiveLimits {
	entries: number;
	/** Bytes of one file, and of all together, as they are unpacked. */
	fileBytes: number;
	totalBytes: number;
	/** How many times larger than packed a file, and all together, may become. */
	ratio: number;
	/** Folders above a file, and characters of its path. */
	depth: number;
	pathLength: number;
}

/** Enough for a lesson with films; a text is seldom packed to less than a hundredth. */
export const packageLimits: ArchiveLimits = {
	entries: 20_000,
	fileBytes: 4 * 1024 ** 3,
	totalBytes: 8 * 1024 ** 3,
	ratio: 200,
	depth: 32,
	pathLength: 1000
};

/** One file of an archive. */
export interface ArchiveFile {
	path: string;
	size: number;
	/** How the letters of its path are known: the archive says so, they are UTF-8 by chance or not, or nobody knows. */
	named: 'said' | 'like_utf8' | 'unknown';
	/** Its bytes; fails with `archive_broken` or `archive_too_large` when they are not what the archive said. */
	blob: (type?: string) => Promise<Blob>;
	text: () => Promise<string>;
	/** Its bytes as they are unpacked; ends as `blob` fails. */
	stream: () => ReadableStream<Uint8Array<ArrayBuffer>>;
	/** Unpacks it, keeps nothing, and fails as `blob` does. `onBytes` hears how many bytes came. */
	check: (onBytes?: (bytes: number) => void) => Promise<void>;
}

/** Below this many bytes a ratio says nothing. */
const small = 1024 * 1024;

/**
 * The files of a zip that anyone may have made, by path; folders are left out. Nothing is unpacked before it is asked for.
 * `names` is the encoding of paths that do not say theirs (default: UTF-8 where the bytes are, else IBM 437).
 * Throws `archive_broken` (no zip, encrypted, damaged, a link, a path that leads out of it, a path twice, files that lie
 * over one another) or `archive_too_large`; `refusalOf` tells which.
 */
export async function readArchive(
	blob: Blob,
	limits: ArchiveLimits = packageLimits,
	names?: string
): Promise<Map<string, ArchiveFile>> {
	const options = { useWebWorkers: false, filenameValidation: 'tolerant' as const };
	const zip = new ZipReader(new BlobReader(blob), {
		...options,
		...(names ? { filenameEncoding: names } : {})
	});
	const files = new Map<string, ArchiveFile>();
	const spans: Span[] = [];
	let total = 0;
	let count = 0;
	try {
		for await (const entry of zip.getEntriesGenerator()) {
			if (++count > limits.entries) throw refused('entries');
			spans.push({ from: entry.offset, to: entry.offset + localHeader + entry.compressedSize });
			if (entry.directory) continue;
			total += entry.uncompressedSize;
			const path = safePath(entry.filename);
			const why = path === null ? 'escapes' : flaw(entry, path, total, limits);
			if (path === null || why) throw refused(why ?? 'escapes', entry.filename);
			if (files.has(path)) throw refused('twice', path);
			files.set(path, fileOf(entry, path));
		}
	} catch (cause) {
		throw cause instanceof UserError ? cause : refused(await whyUnreadable(blob), '', cause);
	}
	if (overlapping(spans, blob.size)) throw refused('overlap');
	// Many files, each too small to be judged, make a bomb, too.
	if (total > small && total > blob.size * limits.ratio) throw refused('ratio');
	return files;
}

type FileEntry = Extract<Entry, { directory: false }>;

function flaw(entry: FileEntry, path: string, total: number, limits: ArchiveLimits): ArchiveRefusal | null {
	const { uncompressedSize: size, compressedSize: packed } = entry;
	if (entry.encrypted) return 'encrypted';
	if (entry.symlink) return 'link';
	if (path.length > limits.pathLength) return 'path_length';
	if (path.split('/').length - 1 > limits.depth) return 'depth';
	if (size > limits.fileBytes) return 'file_bytes';
	if (total > limits.totalBytes) return 'total_bytes';
	return size > small && size > packed * limits.ratio ? 'ratio' : null;
}

interface Span {
	from: number;
	to: number;
}

/** Bytes before an entry's data, its name not counted. */
const localHeader = 30;

/** Whether two entries share bytes, as in an archive that unpacks to far more than it holds, or lie outside of the file. */
function overlapping(spans: Span[], size: number): boolean {
	const inOrder = spans.sort((a, b) => a.from - b.from);
	return inOrder.some(({ to }, i) => to > (inOrder[i + 1]?.from ?? size));
}

/** A zip that begins like one but has no end was not copied to its end. */
async function whyUnreadable(blob: Blob): Promise<ArchiveRefusal> {
	const start = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
	if (String.fromCharCode(...start) !== 'PK\u0003\u0004') return 'not_zip';
	const tail = new Uint8Array(await blob.slice(-66_000).arrayBuffer());
	for (let i = tail.length - 22; i >= 0; i--)
		if (tail[i] === 80 && tail[i + 1] === 75 && tail[i + 2] === 5 && tail[i + 3] === 6) return 'damaged';
	return 'truncated';
}

function fileOf(entry: FileEntry, path: string): ArchiveFile {
	const size = entry.uncompressedSize;
	const pour = async (take: (chunk: Uint8Array<ArrayBuffer>) => unknown) => {
		let seen = 0;
		const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
			async write(chunk) {
				seen += chunk.length;
				// What an archive says of a size may be a lie.
				if (seen > size) throw refused('ratio', path);
				await take(chunk);
			}
		});
		try {
			await entry.getData(sink, { useWebWorkers: false, checkSignature: true });
		} catch (cause) {
			throw cause instanceof UserError ? cause : refused('damaged', path, cause);
		}
		if (seen !== size) throw refused('damaged', path);
	};
	const blob = async (type = '') => {
		const parts: Blob[] = [];
		await pour((chunk) => parts.push(new Blob([chunk])));
		return new Blob(parts, { type });
	};
	return {
		path,
		size,
		named: sureName(entry) ? 'said' : entry.filenameUTF8 ? 'like_utf8' : 'unknown',
		blob,
		text: async () => (await blob()).text(),
		stream: () => {
			const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
			const writer = writable.getWriter();
			pour((chunk) => writer.write(chunk))
				.then(() => writer.close())
				// Who reads is told; who stopped reading has asked for it.
				.catch((error: unknown) => writer.abort(error).catch(() => undefined));
			return readable;
		},
		check: (onBytes = () => undefined) => pour((chunk) => onBytes(chunk.length))
	};
}

const sureName = ({ bitFlag, rawFilename }: FileEntry) =>
	(bitFlag?.languageEncodingFlag ?? false) || rawFilename.every((byte) => byte < 128);

/** A path inside the archive with `/` between its parts; null when it leads elsewhere. */
function safePath(name: string): string | null {
	const path = name.replaceAll('\\', '/');
	if (path.startsWith('/') || path.includes('\0')) return null;
	const parts = path.split('/').filter((part) => part !== '' && part !== '.');
	return !parts[0] || parts.includes('..') || /^[a-z]:/i.test(parts[0]) ? null : parts.join('/');
}
