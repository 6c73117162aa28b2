import { ids } from '$lib/store';
import type { Databases } from '$lib/store/node';
import { nothingYet, type KnownNews, type News as Told, type Signed } from '$lib/sync/protocol';
import type { Catalogue } from './catalogue';
import { notFoundIsNull } from './documents';
import type { Records } from './records';
import type { Caller } from './stations';

/**
 * What is new for a station, in one answer. Everything is read from the databases by its id when it is asked for: other processes
 * write them, too. Nothing is written for a contact that finds nothing new.
 */
export class News {
	constructor(
		private readonly db: Pick<Databases, 'sites'>,
		private readonly records: Pick<Records, 'receipt'>,
		private readonly catalogue: Pick<Catalogue, 'current'>
	) {}

	/** Of what the caller asks about, what differs from the revisions it named. */
	async since(known: KnownNews, caller: Caller): Promise<Told> {
		const [head, site, receipt] = await Promise.all([
			newer(known.head, () => this.catalogue.current()),
			newer(known.site, () => notFoundIsNull(this.db.sites.get(ids.site(caller.stationId)))),
			newer(known.receipt, () => this.records.receipt(caller))
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
	read: () => Promise<Signed | null>
): Promise<{ doc: Signed | null } | null> {
	if (known === undefined) return null;
	const doc = await read();
	return (doc?._rev ?? nothingYet) === known ? null : { doc };
}
