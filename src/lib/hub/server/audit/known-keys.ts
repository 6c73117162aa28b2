import { importKey, keyIdOf, unseal, UserError, type Envelope, type KeyRing } from '$lib/base';
import { Authority, authorityId, PublicKey, Root } from '$lib/store';
import type { Databases } from '$lib/store/node';
import { ringOf } from '$lib/sync/trust';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { notFoundIsNull } from '../documents';
import { readTrust, type Trust } from '../keys';

/** The public keys of a hub: those that sign now, and all that ever did, as far as that is known. */
export interface KnownKeys {
	trust: Trust;
	authority: Authority;
	/** Whose releases stand now. */
	release: KeyRing;
	online: KeyRing;
	/** Every key that the chain of authorities named, and every one whose private half lies in the folder. */
	ever: KeyRing;
}

/**
 * Reads the public keys from the folder of keys and from all revisions of the authority that the catalogue still has. Throws
 * `UserError('key_missing')` when there are no keys.
 */
export async function knownKeys(dir: string, catalogue: Databases['catalogue']): Promise<KnownKeys> {
	const trust = await readTrust(dir);
	if (!trust) throw new UserError('key_missing', { key: 'trust.json' });
	const authority = v.parse(Authority, JSON.parse(trust.authority.signed));
	const roots = [
		...publicHalves(dir),
		trust.root,
		...trust.roots.map(({ signed }) => v.parse(Root, JSON.parse(signed)).key)
	];
	const ring = await ringOf(roots);
	const named: PublicKey[] = [];
	for (const doc of [trust.authority, ...(await revisionsOf(catalogue, authorityId))]) {
		const read = await unseal(doc, ring, 'authority', Authority).catch(() => null);
		if (read) named.push(...read.release, read.online);
	}
	return {
		trust,
		authority,
		release: await ringOf(authority.release),
		online: await ringOf([authority.online]),
		ever: await ringOf([...roots, ...named])
	};
}

/** The id of a public key that a device or a file claims, and whether it is a key at all. */
export async function isKey(jwk: PublicKey, keyId: string): Promise<boolean> {
	return (
		(await keyIdOf(jwk)) === keyId &&
		(await importKey(jwk).then(
			() => true,
			() => false
		))
	);
}

function publicHalves(dir: string): PublicKey[] {
	return readdirSync(dir).flatMap((name) => {
		if (!name.endsWith('.jwk')) return [];
		const read = v.safeParse(PublicKey, JSON.parse(readFileSync(join(dir, name), 'utf8')));
		return read.success ? [read.output] : [];
	});
}

/** What is left of all revisions of a document, last first. */
async function revisionsOf(db: Databases['catalogue'], id: string): Promise<Envelope[]> {
	const last = await notFoundIsNull(db.get(id, { revs_info: true }));
	const known = (last?._revs_info ?? []).filter(({ status }) => status === 'available');
	const docs = await Promise.all(known.map(({ rev }) => notFoundIsNull(db.get(id, { rev }))));
	return docs.flatMap((doc) => (doc ? [doc] : []));
}
