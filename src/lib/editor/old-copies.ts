import type { LocalDraft } from './draft-session.svelte';

const day = 24 * 60 * 60 * 1000;
const keptFor = 60 * day;
const keptAtMost = 200;

/**
 * The drafts of which this computer need keep no copy any more: the hub has all of them, and they were neither written nor
 * opened here for 60 days, or 200 others were later. What the hub may lack stays, whatever its age.
 */
export const oldCopies = (drafts: readonly LocalDraft[], now: number): string[] =>
	drafts
		.filter(({ saved, versions }) => saved && !versions?.length)
		.map(({ draftId, at, opened = at }) => ({ draftId, last: Math.max(at, opened) }))
		.sort((a, b) => b.last - a.last)
		.filter(({ last }, index) => index >= keptAtMost || now - last > keptFor)
		.map(({ draftId }) => draftId);
