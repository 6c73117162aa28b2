import { mayReadBlob, serveBlob } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** A blob that some release lists, for stations; a draft's, for who may open the draft. Anything else is not here. */
export const GET: RequestHandler = async ({ request, params, url, locals }) => {
	const { hub, caller, person } = locals;
	if (!(await mayReadBlob(hub, params.sha256, caller, person))) return new Response(null, { status: 404 });
	return serveBlob(hub.blobs, params.sha256, request, url.searchParams.get('type'));
};
