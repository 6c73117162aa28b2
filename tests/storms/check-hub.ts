import { Drafts } from '$lib/hub/server/drafts';
import { LedgerHub } from '$lib/hub/server/ledger.fixture';
import { lookupOf } from '../../src/lib/hub/server/lookup/lookup.fixture';
import type { Envelope } from '$lib/base';
import type { Figure, PageSeen } from '$lib/store';
import { closeDatabases, type Database, type Databases } from '$lib/store/node';
import { expect } from 'vitest';
import { recount, type Place, type StoredPage } from './recount';
import { author, type Villages } from './villages';

/**
 * Opens a hub's folder and makes sure that all it told anybody is there, and that its figures are what a plain recount of its
 * pages gives.
 */
export async function expectTrue(villages: Villages): Promise<void> {
	const hub = await LedgerHub.open(villages.folder);
	try {
		const pages = await storedPages(hub.db.records);
		const stored = new Set(pages.map(({ id, rev }) => `${id} ${rev}`));
		expect([...villages.told.pages].filter((page) => !stored.has(page))).toEqual([]);

		const places = new Map<string, Place>();
		for (const { device } of villages.senders) {
			const { org, people } = await hub.stations.site(device.stationId);
			const names = new Map(people.map(({ id, name }) => [id, name]));
			places.set(device.stationId, { org, names });
		}
		const counted = await recount(pages, places);
		expect(await hub.all()).toEqual(counted);
		expect(await hub.records.totals([], 7)).toEqual(totalsOf(counted));

		for (const { device, receipt } of villages.senders) {
			const given = await hub.records.receipt(device);
			const page = given ? (JSON.parse(given.signed) as { page: number }).page : 0;
			expect(page).toBeGreaterThanOrEqual(receipt);
			const chain = counted.find(({ _id }) => _id === `chain:${device.stationId}:${device.deviceId}`);
			expect(page).toBe(chain?.kind === 'chain' ? chain.page : 0);
		}

		const nothing = () => Promise.resolve(false);
		const drafts = new Drafts(
			hub.db.lessons,
			lookupOf(hub.db),
			{ mayRead: nothing, holds: nothing },
			hub.now
		);
		const { draft } = await drafts.open(villages.author.draftId, author);
		expect(Number(/\d+/.exec(draft.title))).toBeGreaterThanOrEqual(villages.author.saved);
		expect((await drafts.list(author)).rows).toHaveLength(1);
	} finally {
		await closeDatabases(hub.db);
	}
}

/** Every revision of every page, as it lies there. */
async function storedPages(records: Databases['records']): Promise<StoredPage[]> {
	const db = records as Database<object> as Database<Envelope | PageSeen>;
	const { rows } = await db.allDocs({ include_docs: true, conflicts: true });
	const pages: StoredPage[] = [];
	const seen = new Map<string, string>();
	for (const { id, doc } of rows) if (doc && 'at' in doc) seen.set(id, doc.at);
	for (const { id, doc } of rows) {
		if (!doc || 'at' in doc) continue;
		for (const rev of [doc._rev, ...(doc._conflicts ?? [])]) {
			const { signed } = rev === doc._rev ? doc : ((await db.get(id, { rev })) as Envelope);
			const at = seen.get(`seen:${id.slice('ledger:'.length)}:${rev}`) ?? 'never';
			pages.push({ id, rev, signed, seen: at });
		}
	}
	return pages;
}

function totalsOf(figures: readonly Figure[]) {
	const totals = new Map<string, { attempts: number; completed: number; passed: number }>();
	for (const one of figures) {
		if (one.kind !== 'attempt') continue;
		const key = JSON.stringify([...one.org, one.year, one.month]);
		const total = totals.get(key) ?? { attempts: 0, completed: 0, passed: 0 };
		total.attempts++;
		if (one.completion === 'completed') total.completed++;
		if (one.success === 'passed') total.passed++;
		totals.set(key, total);
	}
	return [...totals]
		.map(([key, total]) => ({ key: JSON.parse(key) as (string | number)[], ...total }))
		.sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
}
