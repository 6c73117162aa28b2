import PouchDB from 'pouchdb';
import type { Envelope } from '../../src/lib/base';
import type { Entry } from '../../src/lib/ledger';
import { join } from 'node:path';

/** The entries of all pages that lie in a stopped hub's data folder, station by station in the order of their pages. */
export async function ledgerOf(data: string): Promise<Entry[]> {
	const records = new PouchDB<Envelope>(join(data, 'db', 'records'));
	try {
		const { rows } = await records.allDocs({
			include_docs: true,
			startkey: 'ledger:',
			endkey: 'ledger:\uffff'
		});
		return rows.flatMap(({ doc }) => (JSON.parse(doc!.signed) as { entries: Entry[] }).entries);
	} finally {
		await records.close();
	}
}
