import type { PageSeen } from '$lib/store';
import type { Database } from '$lib/store/node';
import { statusOf } from './documents';

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

/**
 * Writes notes where several processes may write the same one: the first stays. They are written before their pages, because
 * no CouchDB writes two documents in one step: a note without a page says when one came that will come again.
 */
export async function writeSeen(
	records: Database<PageSeen>,
	notes: (PageSeen & { _rev: string })[]
): Promise<void> {
	const answers = await records.bulkDocs(notes.map(({ _rev, ...note }) => note));
	for (const answer of answers)
		if ('error' in answer && answer.error && statusOf(answer) !== 409)
			throw Object.assign(new Error('a page was not noted as seen'), answer);
}

/** When a page was last seen, of those stored last, in ms; 0 when there are none. */
export async function lastSeen(records: Database<object>): Promise<number> {
	const { results } = await records.changes({ descending: true, limit: 20, include_docs: true });
	return Math.max(0, ...results.map(({ doc }) => (doc && isSeen(doc) ? Date.parse(doc.at) : 0)));
}

const isSeen = (doc: object): doc is PageSeen => 'kind' in doc && doc.kind === 'page-seen';

/** How far the hub's clock may be put back and still count on from the last moment, in ms; beyond that the last one was wrong. */
const putBack = 24 * 3600_000;

/** Now, but after the last moment: of two things the one that came later is dated later. */
export function later(now: number, last: number): number {
	return last - now < putBack ? Math.max(now, last + 1) : now;
}
