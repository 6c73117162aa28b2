import { rangeCap, type FileAnswer, type FileRequest } from '$lib/player/protocol';
import { documentPage } from './document-page';
import { bareHeaders, packageHeaders } from './headers';
import { withPageStart } from './page-start';

type Ask = (request: Omit<FileRequest, 'id'>) => Promise<FileAnswer['file']>;

/** Answers a request for a package's file, with `Range` as RFC 9110 §14 has it (one range; several are answered whole). */
export async function packageResponse(request: Request, path: string, ask: Ask): Promise<Response> {
	const wanted = readRange(request.headers.get('range'));
	const file = await ask({ path, range: wanted });
	if (!file) return new Response('not found', { status: 404, headers: bareHeaders('text/plain') });
	if (request.mode === 'navigate' && !wanted) return page(file);
	const headers = { ...packageHeaders(file.type), 'accept-ranges': 'bytes' };
	if (!wanted)
		return new Response(file.blob, { headers: { ...headers, 'content-length': String(file.size) } });
	if (file.start >= file.size)
		return new Response(null, {
			status: 416,
			headers: { ...headers, 'content-range': `bytes */${file.size}` }
		});
	const last = file.start + file.blob.size - 1;
	return new Response(file.blob, {
		status: 206,
		headers: {
			...headers,
			'content-range': `bytes ${file.start}-${last}/${file.size}`,
			'content-length': String(file.blob.size)
		}
	});
}

/** What a frame shows. What a script merely reads it gets as it is. */
async function page({ type, blob }: NonNullable<FileAnswer['file']>): Promise<Response> {
	// The browser's own viewer does not run in a sandbox, and what it cannot show it may not save.
	const kind = /^application\/pdf\b/i.test(type) ? 'document' : isShown(type) ? null : 'file';
	const shown = kind ? 'text/html; charset=utf-8' : type;
	const body = await withPageStart(kind ? new Blob([documentPage(kind)]) : blob, shown);
	return new Response(body, { headers: { ...packageHeaders(shown), 'content-length': String(body.size) } });
}

/** Whether a browser shows a type: what it does not it would save. */
const isShown = (type: string) =>
	/^(text\/(?!csv|rtf|calendar|vcard)|image\/(?!tiff|vnd)|audio\/|video\/|application\/(xml|json|(x-)?javascript)\b|[^;]+\+xml)/i.test(
		type
	);

/** `bytes=a-b` and `bytes=a-`; an open end is capped, `bytes=-n` and lists are answered with the whole file. */
function readRange(header: string | null): FileRequest['range'] {
	const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
	if (from === undefined) return null;
	const start = Number(from);
	return { start, end: to ? Number(to) + 1 : start + rangeCap };
}
