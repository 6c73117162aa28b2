import type { Envelope } from '$lib/base';
import { Release, releaseKind } from '$lib/release';
import { authorityId, catalogueHash, CatalogueHead, ids, Root, rootId } from '$lib/store';
import type { Databases } from '$lib/store/node';
import { ringOf } from '$lib/sync/trust';
import { everyDocument, type Stored } from './every-document';
import { verified, type Audited } from './verified';

/** Verifies the head of the catalogue and everything it speaks of; gives the releases. */
export async function auditCatalogue(db: Databases['catalogue'], audited: Audited): Promise<Release[]> {
	const { report } = audited;
	const lines: string[] = [];
	const releases: Release[] = [];
	const { doc_count: total } = await db.info();
	let head: Envelope | null = null;
	let done = 0;
	for await (const docs of everyDocument(db)) {
		for (const doc of docs) {
			if (doc._conflicts?.length) report.found('conflict', doc._id);
			if (doc._id === ids.catalogueHead) head = doc;
			else lines.push(`${doc._id} ${doc._rev}`);
			if (doc._id.startsWith('release:')) releases.push(...(await auditRelease(doc, audited)));
			else if (doc._id.startsWith('root:')) await auditRoot(doc, audited);
			else if (doc._id === authorityId) auditAuthority(doc, audited);
			else if (doc._id !== ids.catalogueHead) report.found('document_odd', doc._id);
		}
		report.progress('catalogue', (done += docs.length), total);
	}
	await auditHead(head, lines, audited);
	return releases;
}

async function auditRelease(doc: Stored<Envelope>, audited: Audited): Promise<Release[]> {
	const read = await verified(doc, audited.keys.release, audited, releaseKind, Release);
	if (!read) return [];
	const { lessonId, number } = read.body;
	if (ids.release(lessonId, number) !== doc._id) audited.report.found('document_odd', doc._id);
	// Until the hub has started with its new keys, what the old ones signed stands.
	else if (!read.present && !audited.pending) audited.report.found('release_forsaken', doc._id);
	return [read.body];
}

/** The authority sorts before every release: whether new keys wait for a start is known by then. */
function auditAuthority(doc: Envelope, audited: Audited): void {
	const { trust, authority } = audited.keys;
	if (doc.signed === trust.authority.signed && doc.sig === trust.authority.sig) return;
	const counter = (JSON.parse(doc.signed) as { counter?: number }).counter ?? 0;
	if (counter >= authority.counter) audited.report.found('keys_older', doc._id);
	else {
		audited.pending = true;
		audited.report.found('keys_pending', doc._id);
	}
}

/** Each later root is signed by the one before. */
async function auditRoot(doc: Envelope, audited: Audited): Promise<void> {
	const { roots } = audited.keys.trust;
	const at = roots.findIndex(({ _id }) => _id === doc._id);
	const before = roots[at - 1];
	const signer = before && (JSON.parse(before.signed) as Root).key;
	const ring = signer ? await ringOf([signer]) : audited.keys.ever;
	const read = await verified(doc, ring, audited, 'root', Root);
	if (read && (at < 0 || roots[at]?.signed !== doc.signed || rootId(read.body.number) !== doc._id))
		audited.report.found('keys_older', doc._id);
}

async function auditHead(doc: Envelope | null, lines: string[], audited: Audited): Promise<void> {
	const { report, keys } = audited;
	if (!doc) return report.found('head_missing', ids.catalogueHead);
	const read = await verified(doc, keys.online, audited, 'catalogue-head', CatalogueHead);
	if (!read) return;
	const { count, hash } = read.body;
	if (count !== lines.length || hash !== (await catalogueHash(lines)))
		report.found('head_other', doc._id, { count, here: lines.length });
	else if (!read.present && !audited.pending) report.found('key_unknown', doc._id, { key: doc.keyId });
}
