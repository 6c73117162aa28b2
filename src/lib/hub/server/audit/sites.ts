import type { Envelope } from '$lib/base';
import { ids, Site } from '$lib/store';
import type { Databases } from '$lib/store/node';
import { everyDocument, type Stored } from './every-document';
import { verified, type Audited } from './verified';

/** Verifies what stations are told of themselves, now and before: records are judged by it. */
export async function auditSites(db: Databases['sites'], audited: Audited): Promise<void> {
	const { report } = audited;
	const { doc_count: total } = await db.info();
	let done = 0;
	for await (const docs of everyDocument(db)) {
		for (const doc of docs) {
			if (doc._conflicts?.length) report.found('conflict', doc._id);
			await auditSite(doc, audited);
		}
		report.progress('sites', (done += docs.length), total);
	}
}

async function auditSite(doc: Stored<Envelope>, audited: Audited): Promise<void> {
	const [kind, stationId = ''] = doc._id.split(':');
	if (kind !== 'site' && kind !== 'past-site') return audited.report.found('document_odd', doc._id);
	// A state of before is kept under another name than it was signed under.
	const signedAs = { ...doc, _id: ids.site(stationId) };
	const read = await verified(signedAs, audited.keys.online, audited, 'site', Site, doc._id);
	if (!read) return;
	const { counter } = read.body;
	const named = kind === 'site' ? ids.site(read.body.stationId) : ids.pastSite(read.body.stationId, counter);
	if (named !== doc._id) audited.report.found('signature', doc._id);
}
