/** A page as the chain sees it. `seen` is when the hub first saw it (ISO 8601), where that is known. */
export interface Link {
	page: number;
	hash: string;
	prev: string | null;
	seen?: string;
}

/** How far a device's pages form one unbroken chain from page 1. */
export interface ChainState {
	/** Number and hash of the last page of the unbroken part; 0 and null when page 1 is missing. */
	page: number;
	head: string | null;
	/** The first missing page while later ones are here; null without a gap. */
	waitingFor: number | null;
	/** Page numbers that two different pages claim: two holders of one identity. */
	forked: number[];
}

/**
 * The page that continues a chain after `head`, among those that claim the next number. Where several do, the one that was seen
 * before all others: what came later cannot undo what stood. Null when none continues it, or none was seen first.
 */
export function successor<L extends Link>(links: Iterable<L>, head: string | null): L | null {
	const fitting = [...distinct(links)].filter((link) => link.prev === head).sort((a, b) => compareSeen(a, b));
	const [first, second] = fitting;
	return first && (!second || compareSeen(first, second) < 0) ? first : null;
}

/** The links of a page number by what they say: one text may come with two signatures, and is one page. */
export function distinct<L extends Link>(links: Iterable<L>): L[] {
	const byHash = new Map<string, L>();
	for (const link of links) {
		const known = byHash.get(link.hash);
		if (!known || compareSeen(link, known) < 0) byHash.set(link.hash, link);
	}
	return [...byHash.values()];
}

/** Follows the chain. Pages may come in any order and repeatedly. */
export function followChain(links: Link[]): ChainState {
	const byPage = new Map<number, Link[]>();
	for (const link of links) byPage.set(link.page, [...(byPage.get(link.page) ?? []), link]);
	const forked = [...byPage].filter(([, same]) => distinct(same).length > 1).map(([page]) => page);
	let page = 0;
	let head: string | null = null;
	for (;;) {
		const next: Link | null = successor(byPage.get(page + 1) ?? [], head);
		if (!next) break;
		page = next.page;
		head = next.hash;
	}
	const last = Math.max(0, ...byPage.keys());
	const waitingFor = last > page ? page + 1 : null;
	return { page, head, waitingFor, forked: forked.sort((a, b) => a - b) };
}

function compareSeen(a: Link, b: Link): number {
	const [left, right] = [a.seen ?? '', b.seen ?? ''];
	return left < right ? -1 : left > right ? 1 : 0;
}
