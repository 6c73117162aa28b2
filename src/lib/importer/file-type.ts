import type { ArchiveFile } from '$lib/archive';
import { encodingOf } from '$lib/base';
import { lookup } from 'mrmime';

const page = /\.html?$/i;
/** A page larger than this says its encoding itself or is shown as the browser likes. */
const pageBytes = 16e6;
const marks: [RegExp, string][] = [
	[/^\xef\xbb\xbf/, 'utf-8'],
	[/^\xff\xfe/, 'utf-16le'],
	[/^\xfe\xff/, 'utf-16be']
];
const declared =
	/<meta\b[^<>]{0,300}charset\s{0,9}=\s{0,9}["']?([\w.:-]{0,40})|^\s{0,99}<\?xml\b[^<>]{0,200}encoding\s{0,9}=\s{0,9}["']?([\w.:-]{0,40})/i;

/**
 * The type a browser is told for a file of a package. Old pages that do not say how their letters are encoded get the
 * encoding their bytes are in: browsers would otherwise take Chinese for Western letters.
 */
export async function typeOfFile(file: Pick<ArchiveFile, 'path' | 'size' | 'blob'>): Promise<string> {
	const type = lookup(file.path) ?? 'application/octet-stream';
	if (!page.test(file.path) || file.size > pageBytes) return type;
	const bytes = await bytesOf(file);
	const encoding = saidIn(bytes) === null ? encodingOf(bytes) : null;
	return encoding ? `${type}; charset=${encoding}` : type;
}

/** The letters of a page, as a browser will read them. */
export async function textOfPage(file: Pick<ArchiveFile, 'blob'>): Promise<string> {
	const bytes = await bytesOf(file);
	const encoding = saidIn(bytes) ?? encodingOf(bytes) ?? 'utf-8';
	try {
		return new TextDecoder(encoding).decode(bytes);
	} catch {
		return new TextDecoder().decode(bytes); // an encoding nobody knows
	}
}

const bytesOf = async ({ blob }: Pick<ArchiveFile, 'blob'>) =>
	new Uint8Array(await (await blob()).arrayBuffer());

/** What a page says of its encoding, in its first bytes or by a byte order mark; null when it says nothing. */
function saidIn(bytes: Uint8Array): string | null {
	const start = String.fromCharCode(...bytes.subarray(0, 1024));
	const marked = marks.find(([mark]) => mark.test(start))?.[1];
	const [found, inTag, inXml] = declared.exec(start) ?? [];
	return marked ?? (found === undefined ? null : (inTag ?? inXml ?? ''));
}
