import { get } from '$lib/base';
import * as v from 'valibot';

/** The files every package carries (scripts and styles, all text), so that a draft can be compiled in the browser. */
export const runtime = get(
	'/runtime',
	v.array(v.object({ path: v.string(), type: v.string(), text: v.string() }))
);
