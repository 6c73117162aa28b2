import { SerialQueue, type Envelope } from '$lib/base';
import { inBranch, type OrgPath, type Site } from '$lib/store';
import type { Database } from '$lib/store/node';
import type { Units } from './units';

const siteId = 'site:';
const portion = 1000;

/** Where each station is, followed by the changes of `sites`: each document is read once, whoever wrote it. */
export class StationPlaces {
	readonly #places = new Map<string, OrgPath>();
	readonly #queue = new SerialQueue();
	#since: string | number = 0;

	constructor(
		private readonly sites: Database<Envelope>,
		private readonly units: Pick<Units, 'ofNames'>
	) {}

	/** How many stations there are in a branch and below it. */
	async count(branch: OrgPath): Promise<number> {
		await this.#queue.run(() => this.#follow());
		let count = 0;
		for (const place of this.#places.values()) if (inBranch(place, branch)) count++;
		return count;
	}

	async #follow(): Promise<void> {
		for (;;) {
			const { results, last_seq: seq } = await this.sites.changes({
				since: this.#since,
				limit: portion,
				include_docs: true
			});
			for (const { id, doc } of results)
				if (id.startsWith(siteId) && doc) {
					const { units, org } = JSON.parse(doc.signed) as Site;
					this.#places.set(id, units ?? (await this.units.ofNames(org)));
				}
			this.#since = seq;
			if (results.length < portion) return;
		}
	}
}
