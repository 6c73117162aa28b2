import type { ArchiveFile } from '$lib/archive';
import { lookup } from 'mrmime';

const page = /\.html?$/i;
/** A page larger than this says its encoding itself or is shown as the browser likes. */
const pageBytes = 16e6;
const declared = /<meta\b[^<>]{0,300}charset\s{0,9}=|^\s{0,99}<\?xml\b[^<>]{0,200}encoding\s{0,9}=/i;

/**
 * The type a browser is told for a file of a package. Old pages that do not say how their letters are encoded get the
 * encoding their bytes are in: browsers would otherwise take Chinese for Western letters.
 */
export async function typeOfFile(file: Pick<ArchiveFile, 'path' | 'size' | 'blob'>): Promise<string> {
	const type = lookup(file.path) ?? 'application/octet-stream';
	if (!page.test(file.path) || file.size > pageBytes) return type;
	const encoding = encodingOf(new Uint8Array(await (await file.blob()).arrayBuffer()));
	return encoding ? `${type}; charset=${encoding}` : type;
}

/** Null where the page says it, in its first bytes or by a byte order mark. */
function encodingOf(bytes: Uint8Array): string | null {
	const start = String.fromCharCode(...bytes.subarray(0, 1024));
	if (/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(start) || declared.test(start)) return null;
	return ['utf-8', 'gb18030'].find((encoding) => reads(bytes, encoding)) ?? null;
}

function reads(bytes: Uint8Array, encoding: string): boolean {
	try {
		new TextDecoder(encoding, { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}
