import { sha256 } from '$lib/base';
import { crc32 } from '$lib/archive';
import type { Lesson, MediaRef } from '$lib/lesson';
import { pieceSize, ReleaseItem, type ReleaseFile, type ReleaseManifest } from '$lib/release';
import * as v from 'valibot';
import { launchFile } from './compile';
import type { PackageFile } from './package-file';

/** Opens a media file for reading from its beginning. */
export type OpenMedia = (media: MediaRef) => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;

/** Describes the files that {@link compile} gave: sizes, hashes, pieces. Each media file is read once. */
export async function releaseManifest(
	lesson: Lesson,
	files: PackageFile[],
	openMedia: OpenMedia
): Promise<ReleaseManifest> {
	const described: ReleaseFile[] = [];
	for (const file of files) {
		const stream = 'media' in file ? await openMedia(file.media) : new Blob([file.body]).stream();
		const hash = 'media' in file ? file.media.sha256 : await sha256(file.body);
		const one = await releaseFile({ path: file.path, type: file.type, sha256: hash }, stream);
		if ('media' in file && file.media.size !== one.size)
			throw new Error(`${hash} has ${one.size} bytes, not ${file.media.size}`);
		described.push(one);
	}
	return { formatVersion: 2, ...headOf(lesson, files), files: described, launch: launchFile };
}

/** Describes a file whose hash is known, reading it once. */
export async function releaseFile(
	known: Pick<ReleaseFile, 'path' | 'type' | 'sha256'>,
	stream: ReadableStream<Uint8Array>
): Promise<ReleaseFile> {
	const { size, crc, pieces } = await digest(stream);
	const { path, type, sha256 } = known;
	return { path, size, sha256, type, crc32: crc, ...(size > pieceSize ? { pieces } : {}) };
}

const Asked = v.object({ items: v.array(ReleaseItem) });

/** Title, language, mark and items as the package itself says them. */
function headOf(
	lesson: Lesson,
	files: PackageFile[]
): Pick<ReleaseManifest, 'lessonId' | 'title' | 'lang' | 'passPercent' | 'items' | 'about'> {
	const data = files.find((file) => file.path === 'lesson.json');
	if (!data || !('body' in data)) throw new Error('no lesson.json among the files');
	const { items } = v.parse(Asked, JSON.parse(new TextDecoder().decode(data.body)));
	return {
		lessonId: lesson.lessonId,
		title: lesson.title,
		lang: lesson.lang,
		passPercent: lesson.settings.passPercent,
		items,
		...(lesson.settings.about && { about: lesson.settings.about })
	};
}

async function digest(stream: ReadableStream<Uint8Array>) {
	const pieces: string[] = [];
	let parts: Uint8Array[] = [];
	let [size, crc, filled] = [0, 0, 0];
	for await (const chunk of stream) {
		crc = crc32(chunk, crc);
		size += chunk.length;
		for (let at = 0; at < chunk.length;) {
			const taken = Math.min(pieceSize - filled, chunk.length - at);
			parts.push(chunk.subarray(at, at + taken));
			filled += taken;
			at += taken;
			if (filled < pieceSize) continue;
			pieces.push(await sha256(joined(parts, filled)));
			[parts, filled] = [[], 0];
		}
	}
	// Most files are one piece at most, whose hash they have already.
	if (filled && pieces.length) pieces.push(await sha256(joined(parts, filled)));
	return { size, crc, pieces };
}

function joined(parts: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
	const all = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}
