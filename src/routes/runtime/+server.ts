import type { RequestHandler } from './$types';

/** The files every package carries (scripts and styles, all text), so that a draft can be compiled in the browser. */
export const GET: RequestHandler = ({ locals }) =>
	Response.json(
		locals.hub.parts.runtime.flatMap((file) =>
			'body' in file ? [{ path: file.path, type: file.type, text: new TextDecoder().decode(file.body) }] : []
		)
	);
