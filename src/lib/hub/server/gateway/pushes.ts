import type { Envelope } from '$lib/base';
import type { Database } from '$lib/store/node';
import type { CheckedPage } from '../check-page';
import type { Records } from '../records';
import type { Caller } from '../stations';
import { json } from './answers';
import { BulkDocs, reading, RevsDiff } from './asked';

/** Which revisions the hub lacks. What is not the caller's is called missing; sending it is then refused by name. */
export async function revsDiff(asked: unknown, db: Database<Envelope>, caller: Caller): Promise<Response> {
	const revs = Object.entries(reading(RevsDiff, asked));
	const isOwn = ([id]: [string, string[]]) => id.startsWith(`ledger:${caller.stationId}:`);
	const own = revs.filter(isOwn);
	const foreign = revs.filter((entry) => !isOwn(entry)).map(([id, missing]) => [id, { missing }] as const);
	// PouchDB never answers when it is asked about nothing.
	const diff = own.length ? await db.revsDiff(Object.fromEntries(own)) : {};
	return json(200, { ...diff, ...Object.fromEntries(foreign) });
}

/** Takes pages; what can never be taken is answered by name. */
export async function bulkDocs(asked: unknown, records: Records, caller: Caller): Promise<Response> {
	const { docs } = reading(BulkDocs, asked);
	const refusals = [];
	const good: CheckedPage[] = [];
	for (const doc of docs) {
		const answer = await records.check(doc, caller);
		if ('checked' in answer) good.push(answer.checked);
		else refusals.push({ ...answer.refusal, error: 'forbidden', status: 403 });
	}
	if (good.length) await records.accept(good);
	return json(201, refusals);
}
