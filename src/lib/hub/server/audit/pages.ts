import { UserError, type Envelope } from '$lib/base';
import { followChain, pageHash, pageRevision, parsePageId, type Link } from '$lib/ledger';
import { ids, Receipt, type PageSeen } from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import * as v from 'valibot';
import { verifyPage } from '../check-page';
import { seenId } from '../page-seen';
import type { Stations } from '../stations';
import { everyDocument } from './every-document';
import { isKey } from './known-keys';
import { verified, type Audited } from './verified';

/** The pages of one device, as far as they are what it signed. */
interface DevicePages {
	stationId: string;
	deviceId: string;
	links: Link[];
}

type Db = Pick<Databases, 'records' | 'receipts' | 'accounts'>;

/** Verifies every stored page, when it was first seen, the chains they form, and that no receipt promises more. */
export async function auditPages(db: Db, stations: Stations, audited: Audited): Promise<void> {
	const { report } = audited;
	await auditDevices(db.accounts, audited);
	const receipts = await readReceipts(db.receipts, audited);
	const records = db.records as Database<object> as Database<Envelope | PageSeen>;
	const { doc_count: total } = await records.info();
	let done = 0;
	const at: { device: DevicePages | null } = { device: null };
	const finish = () => {
		if (at.device) auditChain(at.device, receipts, audited);
		at.device = null;
	};
	for await (const docs of everyDocument(records)) {
		const pages = docs.filter((doc) => parsePageId(doc._id)) as (Envelope & { _rev: string })[];
		const notes = docs.filter((doc) => doc._id.startsWith('seen:'));
		for (const { _id } of docs)
			if (!parsePageId(_id) && !_id.startsWith('seen:')) report.found('document_odd', _id);
		const claims = pages.flatMap((doc) =>
			[doc._rev, ...((doc as { _conflicts?: string[] })._conflicts ?? [])].map((rev) => ({ doc, rev }))
		);
		const seen = await seenTimes(records, claims, audited);
		for (const { doc, rev } of claims) {
			const { stationId, deviceId } = parsePageId(doc._id)!;
			if (at.device?.deviceId !== deviceId || at.device.stationId !== stationId) finish();
			at.device ??= { stationId, deviceId, links: [] };
			const page = doc._rev === rev ? doc : await db.records.get(doc._id, { rev });
			const link = await auditPage(page, stations, audited);
			const first = seen.get(seenId(doc._id, rev));
			if (link) at.device.links.push({ ...link, ...(first === undefined ? {} : { seen: first }) });
		}
		await auditNotes(db.records, notes, audited);
		report.progress('pages', (done += docs.length), total);
	}
	finish();
	// What is left over promises pages of devices that have none here.
	for (const [deviceId, { page }] of receipts)
		if (page) report.found('receipt_ahead', ids.receipt(deviceId), { page, chain: 0 });
}

async function auditPage(
	doc: Envelope,
	stations: Stations,
	{ report }: Audited
): Promise<Pick<Link, 'page' | 'hash' | 'prev'> | null> {
	try {
		const { page, prev } = await verifyPage(doc, (station, device) => stations.deviceKey(station, device));
		if (doc._rev !== (await pageRevision(doc))) report.found('page_revision', doc._id);
		return { page, prev, hash: await pageHash(doc) };
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const { deviceId } = parsePageId(doc._id)!;
		const strange = error.details.why === 'key' && doc.keyId === deviceId;
		report.found(strange ? 'page_device' : 'page_changed', doc._id);
		return null;
	}
}

/** When pages were first seen, by the ids of the notes. */
async function seenTimes(
	records: Database<Envelope | PageSeen>,
	claims: { doc: Envelope; rev: string }[],
	{ report }: Audited
): Promise<Map<string, string>> {
	const times = new Map<string, string>();
	if (!claims.length) return times;
	const keys = claims.map(({ doc, rev }) => seenId(doc._id, rev));
	const { rows } = await records.allDocs({ keys, include_docs: true });
	rows.forEach((row, i) => {
		const note = 'doc' in row ? (row.doc as PageSeen | null | undefined) : null;
		const { doc } = claims[i]!;
		if (!note) report.found('seen_missing', doc._id);
		else if (typeof note.at !== 'string' || Number.isNaN(Date.parse(note.at)))
			report.found('seen_odd', note._id);
		else times.set(note._id, note.at);
	});
	return times;
}

/** A note without its page: the page was here and is gone. */
async function auditNotes(
	records: Databases['records'],
	notes: { _id: string }[],
	{ report }: Audited
): Promise<void> {
	const asked: Record<string, string[]> = {};
	for (const { _id } of notes) {
		const [, station, device, page, rev = ''] = _id.split(':');
		(asked[`ledger:${station}:${device}:${page}`] ??= []).push(rev);
	}
	if (!notes.length) return;
	const missing = await records.revsDiff(asked);
	const { rows } = await records.allDocs({ keys: Object.keys(asked) });
	const here = new Set(rows.flatMap((row) => ('id' in row && !row.value.deleted ? [row.id] : [])));
	for (const [id, revs] of Object.entries(asked))
		if (!here.has(id) || missing[id]?.missing?.some((rev) => revs.includes(rev)))
			report.found('page_gone', id);
}

function auditChain(
	{ stationId, deviceId, links }: DevicePages,
	receipts: Map<string, Receipt>,
	{ report }: Audited
): void {
	const about = `${stationId}:${deviceId}`;
	const chain = followChain(links);
	if (chain.waitingFor !== null) report.found('chain_gap', about, { page: chain.waitingFor });
	if (chain.forked.length) report.found('chain_fork', about, { pages: chain.forked.slice(0, 20).join(', ') });
	const receipt = receipts.get(deviceId);
	receipts.delete(deviceId);
	if (!receipt?.page) return;
	const held = links.some(({ page, hash }) => page === receipt.page && hash === receipt.head);
	if (receipt.page > chain.page || !held)
		report.found('receipt_ahead', ids.receipt(deviceId), { page: receipt.page, chain: chain.page });
}

async function readReceipts(db: Databases['receipts'], audited: Audited): Promise<Map<string, Receipt>> {
	const receipts = new Map<string, Receipt>();
	for await (const docs of everyDocument(db))
		for (const doc of docs) {
			if (doc._conflicts?.length) audited.report.found('conflict', doc._id);
			const read = await verified(doc, audited.keys.online, audited, 'receipt', Receipt);
			if (read && ids.receipt(read.body.deviceId) !== doc._id)
				audited.report.found('receipt_device', doc._id);
			else if (read) receipts.set(read.body.deviceId, read.body);
		}
	return receipts;
}

const DeviceKey = v.object({ kty: v.string(), crv: v.string(), x: v.string(), y: v.string() });

/** A device is named after its key: another key in its place would make true what somebody else wrote. */
async function auditDevices(db: Databases['accounts'], { report }: Audited): Promise<void> {
	for await (const docs of everyDocument(db, 'device:', 'device:\uffff'))
		for (const doc of docs) {
			const key = v.safeParse(DeviceKey, (doc as { publicKey?: unknown }).publicKey);
			const keyId = doc._id.slice('device:d'.length);
			if (!key.success || !(await isKey(key.output, keyId))) report.found('device_key', doc._id);
		}
}
