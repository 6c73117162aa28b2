import type { KnownNews, News as Told, Signed } from '$lib/sync/protocol';
import type { Catalogue } from './catalogue';
import type { Records } from './records';
import type { Since } from './since';
import type { Caller, Stations } from './stations';

/**
 * What is new for a station, in one answer. Nothing is written for a contact that finds nothing new. What is told is read from the
 * databases by its id; only that nothing is new may be known from memory, where each part follows the changes that other processes
 * write: a receipt's to the moment, a head or site within a second.
 */
export class News {
	constructor(
		private readonly stations: Pick<Stations, 'siteSince'>,
		private readonly records: Pick<Records, 'receiptSince'>,
		private readonly catalogue: Pick<Catalogue, 'headSince'>
	) {}

	/** Of what the caller asks about, what differs from the revisions it named. */
	async since(known: KnownNews, caller: Caller): Promise<Told> {
		const [head, site, receipt] = await Promise.all([
			newer(known.head, (rev) => this.catalogue.headSince(rev)),
			newer(known.site, (rev) => this.stations.siteSince(caller.stationId, rev)),
			newer(known.receipt, (rev) => this.records.receiptSince(caller, rev))
		]);
		return {
			...(head && { head: head.doc }),
			...(site && { site: site.doc }),
			...(receipt && { receipt: receipt.doc })
		};
	}
}

/** One part, when it was asked about and is another than the one named. */
async function newer(
	known: string | undefined,
	since: (rev: string) => Promise<Since>
): Promise<{ doc: Signed | null } | null> {
	if (known === undefined) return null;
	const doc = await since(known);
	return doc === 'current' ? null : { doc };
}
