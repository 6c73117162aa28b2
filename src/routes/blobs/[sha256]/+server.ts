import { isReleased, mayReadBlob, serveBlob } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** A blob that some release lists, for stations; a draft's, for who may open the draft. Anything else is not here. */
export const GET: RequestHandler = async ({ request, params, url, locals }) => {
	const { hub, caller, person } = locals;
	if (!(await mayReadBlob(hub, params.sha256, caller, person))) return new Response(null, { status: 404 });
	const released = await isReleased(hub.lookup, params.sha256);
	const type = url.searchParams.get('type');
	return serveBlob(hub.blobs, params.sha256, request, type, released ? 'released' : 'personal');
};
