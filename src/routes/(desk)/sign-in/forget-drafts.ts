import type { LocalDraft } from '$lib/editor';
import { StoredDrafts } from '$lib/store/browser/local-drafts';

/**
 * Whoever signs in next finds nothing of the author before: drafts that the hub has leave this browser. What the hub may lack
 * stays until its author comes back to send it.
 */
export async function forgetDrafts(drafts = new StoredDrafts<LocalDraft>()): Promise<void> {
	await drafts.forget((all) => sentDrafts(all)).catch(() => undefined);
}

/** The drafts of which the hub has everything, versions too. */
export const sentDrafts = (drafts: readonly Pick<LocalDraft, 'draftId' | 'saved' | 'versions'>[]): string[] =>
	drafts.filter(({ saved, versions }) => saved && !versions?.length).map(({ draftId }) => draftId);
