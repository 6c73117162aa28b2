import type { Reason } from '$lib/bring';
import * as m from '$messages';

/** A reason in the person's language: what was expected, and what to do. */
export const reasonText = (why: Reason): string => (m[`import_why_${why}`] as () => string)();
