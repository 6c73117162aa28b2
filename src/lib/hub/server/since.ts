import { nothingYet, type Signed } from '$lib/sync/protocol';

/** A signed document that somebody knows a revision of: `current` when it is that one, null when there is none. */
export type Since = Signed | null | 'current';

/** The revision of what may not be there, as a station names it. */
export const revOf = (doc: Signed | null): string => doc?._rev ?? nothingYet;

/** A document, unless it is the revision that is known. */
export const unlessSame = (doc: Signed | null, rev: string): Since => (revOf(doc) === rev ? 'current' : doc);
