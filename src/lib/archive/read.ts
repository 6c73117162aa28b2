import { UserError } from '$lib/base';
import { BlobReader, ZipReader, type Entry } from '@zip.js/zip.js';

/** What a zip from elsewhere may hold. */
export interface ArchiveLimits {
	entries: number;
	/** Bytes of one file, and of all together, as they are unpacked. */
	fileBytes: number;
	totalBytes: number;
	/** How many times larger than packed a file may become. */
	ratio: number;
}

/** Enough for a lesson with films; a text is seldom packed to less than a hundredth. */
export const packageLimits: ArchiveLimits = {
	entries: 20_000,
	fileBytes: 4 * 1024 ** 3,
	totalBytes: 8 * 1024 ** 3,
	ratio: 200
};

/** One file of an archive. */
export interface ArchiveFile {
	path: string;
	size: number;
	/** Its bytes; fails with `archive_broken` or `archive_too_large` when they are not what the archive said. */
	blob: (type?: string) => Promise<Blob>;
	text: () => Promise<string>;
}

/** Below this many bytes a ratio says nothing. */
const small = 1024 * 1024;

/**
 * The files of a zip that anyone may have made, by path; folders are left out. Nothing is unpacked before it is asked for.
 * Throws `archive_broken` (no zip, encrypted, damaged, a path that leads out of it, a path twice) or `archive_too_large`.
 */
export async function readArchive(
	blob: Blob,
	limits: ArchiveLimits = packageLimits
): Promise<Map<string, ArchiveFile>> {
	const zip = new ZipReader(new BlobReader(blob), { useWebWorkers: false });
	const files = new Map<string, ArchiveFile>();
	let total = 0;
	let count = 0;
	try {
		for await (const entry of zip.getEntriesGenerator()) {
			if (++count > limits.entries) throw new UserError('archive_too_large');
			if (entry.directory) continue;
			const path = safePath(entry.filename);
			if (path === null || entry.encrypted || files.has(path)) throw new UserError('archive_broken');
			total += entry.uncompressedSize;
			const swollen =
				entry.uncompressedSize > small && entry.uncompressedSize > entry.compressedSize * limits.ratio;
			if (entry.uncompressedSize > limits.fileBytes || total > limits.totalBytes || swollen)
				throw new UserError('archive_too_large');
			files.set(path, fileOf(entry, path));
		}
	} catch (cause) {
		throw cause instanceof UserError ? cause : new UserError('archive_broken', {}, { cause });
	}
	return files;
}

function fileOf(entry: Extract<Entry, { directory: false }>, path: string): ArchiveFile {
	const blob = async (type = '') => {
		const parts: Blob[] = [];
		let seen = 0;
		const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
			write(chunk) {
				seen += chunk.length;
				// What an archive says of a size may be a lie.
				if (seen > entry.uncompressedSize) throw new UserError('archive_too_large');
				parts.push(new Blob([chunk]));
			}
		});
		try {
			await entry.getData(sink, { useWebWorkers: false, checkSignature: true });
		} catch (cause) {
			throw cause instanceof UserError ? cause : new UserError('archive_broken', {}, { cause });
		}
		if (seen !== entry.uncompressedSize) throw new UserError('archive_broken');
		return new Blob(parts, { type });
	};
	return { path, size: entry.uncompressedSize, blob, text: async () => (await blob()).text() };
}

/** A path inside the archive with `/` between its parts; null when it leads elsewhere. */
function safePath(name: string): string | null {
	const path = name.replaceAll('\\', '/');
	const bad = path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0');
	return bad || path.split('/').some((part) => part === '..' || part === '') ? null : path;
}
