/** A page as the chain sees it. */
export interface Link {
	page: number;
	hash: string;
	prev: string | null;
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

/** Follows the chain. Pages may come in any order and repeatedly; where two fork, the chain stops before them. */
export function followChain(links: Link[]): ChainState {
	const byPage = new Map<number, Map<string, Link>>();
	for (const link of links) {
		const same = byPage.get(link.page) ?? new Map<string, Link>();
		same.set(link.hash, link);
		byPage.set(link.page, same);
	}
	const forked = [...byPage].filter(([, same]) => same.size > 1).map(([page]) => page);
	let page = 0;
	let head: string | null = null;
	for (;;) {
		const next: Link[] = [...(byPage.get(page + 1)?.values() ?? [])].filter((link) => link.prev === head);
		const [only] = next;
		if (!only || next.length > 1) break;
		page = only.page;
		head = only.hash;
	}
	const last = Math.max(0, ...byPage.keys());
	const waitingFor = last > page ? page + 1 : null;
	return { page, head, waitingFor, forked: forked.sort((a, b) => a - b) };
}
