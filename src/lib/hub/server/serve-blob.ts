import type { BlobStore, ByteRange } from '$lib/store';

/** Types a browser may be told; anything else is sent as bytes, so that nothing stored can run on the app's origin. */
const harmless = /^(video\/(mp4|webm)|audio\/(mpeg|mp4|ogg|webm)|image\/(jpeg|png|webp|gif|avif)|text\/vtt)$/;

/**
 * Who may keep an answer: of a file that a release lists a shared cache may keep a copy (RFC 9213), since whoever knows its name
 * may have it; any other file was given to this person only.
 */
export type Sharing = 'released' | 'personal';

/** Answers with a blob, `Range` and `If-Range` honoured (RFC 9110 §14); 404 when it is not here. */
export async function serveBlob(
	blobs: BlobStore,
	sha256: string,
	request: Request,
	type: string | null,
	sharing: Sharing
): Promise<Response> {
	const size = await blobs.size(sha256);
	if (size === null) return new Response(null, { status: 404 });
	const etag = `"${sha256}"`;
	const headers: Record<string, string> = {
		'accept-ranges': 'bytes',
		'content-type': type && harmless.test(type) ? type : 'application/octet-stream',
		etag,
		// A station keeps blobs itself; a second copy in the browser's cache would only fill its disk.
		'cache-control': sharing === 'released' ? 'no-store' : 'private, no-store',
		...(sharing === 'released' && { 'cdn-cache-control': 'public, max-age=31536000, immutable' }),
		'content-security-policy': "sandbox; default-src 'none'",
		'x-content-type-options': 'nosniff'
	};
	const ifRange = request.headers.get('if-range');
	const range = ifRange && ifRange !== etag ? null : readRange(request.headers.get('range'), size);
	if (range === 'unsatisfiable')
		return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
	const part = range ?? { start: 0, end: size };
	return new Response(await blobs.read(sha256, part), {
		status: range ? 206 : 200,
		headers: {
			...headers,
			'content-length': String(part.end - part.start),
			...(range ? { 'content-range': `bytes ${part.start}-${part.end - 1}/${size}` } : {})
		}
	});
}

function readRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
	const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
	if (from === undefined || to === undefined || (!from && !to)) return null;
	const start = from ? Number(from) : Math.max(0, size - Number(to));
	const end = from && to ? Math.min(Number(to) + 1, size) : size;
	return start >= size || end <= start ? 'unsatisfiable' : { start, end };
}
