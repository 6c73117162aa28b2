import { runtime } from '$lib/hub/protocol';
import { serveAnyone } from '$lib/hub/server';

/** The files every package carries (scripts and styles, all text), so that a draft can be compiled in the browser. */
export const GET = serveAnyone(runtime, ({ hub }) =>
	Promise.resolve(
		hub.parts.runtime.flatMap((file) =>
			'body' in file ? [{ path: file.path, type: file.type, text: new TextDecoder().decode(file.body) }] : []
		)
	)
);
