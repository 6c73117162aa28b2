import PouchDB from 'pouchdb';
import type { Envelope } from '../../src/lib/base';
import type { Entry } from '../../src/lib/ledger';
import { join } from 'node:path';
import { askDatabase, couchUrl } from './test-databases';

/** The entries of all pages that a stopped hub has kept, station by station in the order of their pages. */
export async function ledgerOf(data: string): Promise<Entry[]> {
	const pages = await (couchUrl(data) ? fromCouch(data) : fromFolder(data));
	return pages.flatMap(({ signed }) => (JSON.parse(signed) as { entries: Entry[] }).entries);
}

async function fromFolder(data: string): Promise<Envelope[]> {
	const records = new PouchDB<Envelope>(join(data, 'db', 'records'));
	try {
		const { rows } = await records.allDocs({
			include_docs: true,
			startkey: 'ledger:',
			endkey: 'ledger:\uffff'
		});
		return rows.map(({ doc }) => doc!);
	} finally {
		await records.close();
	}
}

async function fromCouch(data: string): Promise<Envelope[]> {
	const range = '?include_docs=true&startkey="ledger:"&endkey="ledger:\uffff"';
	const answer = await askDatabase(data, 'records', `_all_docs${range}`);
	const { rows } = (await answer.json()) as { rows: { doc: Envelope }[] };
	return rows.map(({ doc }) => doc);
}
