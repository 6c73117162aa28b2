import { unseal, UserError, type Envelope, type KeyRing } from '$lib/base';
import { authorityId, catalogueHash, CatalogueHead, ids, rootId } from '$lib/store';
import { getDocument } from './get-document';
import { nothingYet, type Signed } from './protocol';
import type { LocalDatabases, Remote } from './remote';
import { pullCatalogue } from './replicate';
import { takeSnapshot } from './snapshot';
import { followAuthority, judgeHead, onlineRing, releaseRing, type Trust } from './trust';
import * as v from 'valibot';

/** What is remembered between two looks at a hub's catalogue. */
export interface CatalogueMemory {
	trust: Trust;
	head: KeptHead | null;
}

/** A head that was believed. */
interface KeptHead {
	body: CatalogueHead;
	doc: Envelope;
	etag: string;
	/** Whether all it speaks of was here. */
	complete: boolean;
	/** When everything was last asked for from the beginning because something was missing, in ms. */
	searched?: number;
}

/** How long between two searches for what is missing, in ms: each asks for everything. */
const searchPause = 3600_000;

/** From how many documents on a catalogue is first taken from a snapshot; fewer come in one batch of changes. */
const worthSnapshot = 200;

/** What came of a look. */
export interface CatalogueNews {
	memory: CatalogueMemory;
	/** Whether documents came. */
	changed: boolean;
	/** Whether the hub was put back from a backup since the last look. */
	restored: boolean;
}

/** The revision of the head to ask by: one that speaks of what never came is asked for again. */
export const knownHead = ({ head }: CatalogueMemory): string =>
	head?.complete ? head.etag.replace(/^W\/|"/g, '') : nothingYet;

/**
 * Follows the hub's catalogue to a head that came with the news: verifies it, then brings the documents. Throws
 * `UserError('hub_unreachable')` when the hub cannot be reached, `UserError('hub_forged')` when what it shows is not signed by it, `UserError('hub_older')` when it is
 * older than what was seen before. Then nothing changes here. `complete` in the memory given back says whether all that the
 * head speaks of came: what is withheld is noticed.
 */
export async function followCatalogue(
	local: Pick<LocalDatabases, 'catalogue'>,
	remote: Remote,
	memory: CatalogueMemory,
	shown: Signed,
	now: number
): Promise<CatalogueNews> {
	let trust = await trustFor(shown, remote, memory.trust);
	const body = await readHead(shown, trust);
	if (body.authority > trust.counter) trust = await newerTrust(remote, trust);
	const stands = judgeHead(memory.head?.body ?? null, body);
	if (stands === 'older') throw new UserError('hub_older');
	if (stands === 'forked') throw new UserError('hub_forged');
	const most = body.count * 2 + 1000;
	const first = memory.head === null && body.count >= worthSnapshot;
	const since = first ? await takeSnapshot(local, remote, trust, body.generation, most) : null;
	let came = await pullCatalogue(local, remote, most, since === null ? 'where it got to' : { since });
	if (since !== null) came++;
	let complete = await isComplete(local, body);
	let searched = memory.head?.searched;
	if (!complete && (searched === undefined || now - searched >= searchPause)) {
		// Somebody forged, held back or skipped something: what nobody signed goes, and everything is asked for again.
		await dropForged(local, trust);
		came += await pullCatalogue(local, remote, most, 'the start');
		complete = await isComplete(local, body);
		searched = now;
	}
	const head: KeptHead = { body, doc: shown, etag: `"${shown._rev}"`, complete };
	if (!complete && searched !== undefined) head.searched = searched;
	return {
		memory: { trust, head },
		changed: came > 0 || complete !== memory.head?.complete,
		restored: stands === 'restored'
	};
}

/** Reads a head under the keys believed now. */
async function readHead(doc: unknown, trust: Trust): Promise<CatalogueHead> {
	return unseal(doc, await onlineRing(trust), 'catalogue-head', CatalogueHead).catch((cause: unknown) => {
		if (cause instanceof UserError && cause.code === 'format_newer') throw cause;
		throw new UserError('hub_forged', {}, { cause });
	});
}

/** The keys to believe for a head: those known, or newer ones when another key signed it. */
async function trustFor(head: Signed, remote: Remote, trust: Trust): Promise<Trust> {
	return trust.online && (await onlineRing(trust))(head.keyId) ? trust : newerTrust(remote, trust);
}

/** Follows the hub's newest statement of its keys. */
async function newerTrust(remote: Remote, trust: Trust): Promise<Trust> {
	const roots: unknown[] = [];
	for (let number = trust.number + 1; trust.number && roots.length < 100; number++) {
		const root = await getDocument(remote, 'catalogue', rootId(number));
		if (!root || root === 'unchanged') break;
		roots.push(root.doc);
	}
	const authority = await getDocument(remote, 'catalogue', authorityId);
	// A hub of before there were authorities: its root signs everything.
	if (!authority && trust.counter === 0) return trust;
	if (!authority || authority === 'unchanged') throw new UserError('hub_forged');
	return followAuthority(trust, roots, authority.doc);
}

async function isComplete(
	{ catalogue }: Pick<LocalDatabases, 'catalogue'>,
	head: CatalogueHead
): Promise<boolean> {
	const { rows } = await catalogue.allDocs();
	const others = rows.filter(({ id }) => id !== ids.catalogueHead && !id.startsWith('_'));
	if (others.length !== head.count) return false;
	return (await catalogueHash(others.map(({ id, value }) => `${id} ${value.rev}`))) === head.hash;
}

/** Takes away what no key believed has signed. Of a kind or form that is not known here it may be: a newer hub has more to say. */
async function dropForged({ catalogue }: Pick<LocalDatabases, 'catalogue'>, trust: Trust): Promise<void> {
	const rings = [await releaseRing(trust), await onlineRing(trust)];
	const ring: KeyRing = async (keyId) => (await rings[0]?.(keyId)) ?? (await rings[1]?.(keyId));
	const { rows } = await catalogue.allDocs({ include_docs: true, conflicts: true });
	for (const { id, doc } of rows) {
		if (!doc || id === ids.catalogueHead || id === authorityId || id.startsWith('root:')) continue;
		for (const rev of [doc._rev, ...(doc._conflicts ?? [])]) {
			const stored = rev === doc._rev ? doc : await catalogue.get(id, { rev });
			const holds = await unseal(stored, ring, String(stored.kind), v.unknown()).then(
				() => true,
				(error: unknown) => error instanceof UserError && error.code === 'format_newer'
			);
			if (!holds) await catalogue.remove(id, rev);
		}
	}
}
