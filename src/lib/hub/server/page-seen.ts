import type { PageSeen } from '$lib/store';

/** Where the hub notes when it first saw a page: `seen:<page id without "ledger:">:<revision>`. */
export const seenId = (pageId: string, rev: string): string =>
	`seen:${pageId.slice('ledger:'.length)}:${rev}`;

/** The note, with a revision of its own making, so that it is written in one step with the page. */
export function seenDocument(pageId: string, rev: string, at: string): PageSeen & { _rev: string } {
	return {
		_id: seenId(pageId, rev),
		_rev: `1-${rev.replace(/^\d+-/, '')}`,
		kind: 'page-seen',
		formatVersion: 1,
		at
	};
}
