import {
	Envelope,
	importKey,
	iso,
	keyIdOf,
	newKeyPair,
	publicJwk,
	seal,
	signer,
	UserError,
	type Clock,
	type KeyRing,
	type Signer
} from '$lib/base';
import { Authority, authorityId, PublicKey, Root, rootId } from '$lib/store';
import { ringOf } from '$lib/sync/trust';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { writeFile } from './care/write-file';

/** The keys a hub signs with, and what tells stations to trust them. */
export interface HubKeys {
	/** The public half of the root key, which a station pins when it is enrolled. */
	root: PublicKey;
	rootNumber: number;
	/** Signs releases. */
	release: Signer;
	/** The ids of all keys whose releases stand. */
	releaseKeyIds: string[];
	/** Signs what changes by itself: the catalogue's head, sites, receipts. */
	online: Signer;
	/** The public halves of release and online keys, to know what this hub signed itself. */
	believes: KeyRing;
	/** Says which keys are the hub's; one of {@link documents}. */
	authority: Envelope;
	authorityCounter: number;
	/** The files in the folder without which the hub cannot go on; the root's private half is none of them. */
	files: string[];
	/** Documents for the catalogue: later roots, each signed by the one before, and the authority signed by the last. */
	documents: Envelope[];
}

/** What `trust.json` holds; written anew as a whole, so that keys change in one step. */
export const Trust = v.object({
	root: PublicKey,
	number: v.number(),
	/** `root:<number>` of the second and later roots. */
	roots: v.array(Envelope),
	authority: Envelope
});
export type Trust = v.InferOutput<typeof Trust>;

/** Which keys to replace. A stolen release key no longer stands for what it signed: releases are signed anew. */
export interface Rotation {
	root?: boolean;
	release?: boolean | 'stolen';
	online?: boolean;
}

/**
 * Reads the hub's keys from a folder, or makes them (mode 0600, on disk before they are used). They are in no database and no
 * ordinary backup. The root's private half may be taken out of the folder: only {@link rotateKeys} needs it.
 */
export async function hubKeys(dir: string, now: Clock = Date.now): Promise<HubKeys> {
	await mkdir(dir, { recursive: true, mode: 0o700 });
	const trust = (await readTrust(dir)) ?? (await firstTrust(dir, now));
	const authority = v.parse(Authority, JSON.parse(trust.authority.signed));
	const release = await signerOf(dir, authority.release[0]);
	const online = await signerOf(dir, authority.online);
	return {
		root: trust.root,
		rootNumber: trust.number,
		release,
		releaseKeyIds: await Promise.all(authority.release.map(keyIdOf)),
		online,
		believes: await ringOf([...authority.release, authority.online]),
		authority: trust.authority,
		authorityCounter: authority.counter,
		files: ['trust.json', ...new Set([release.keyId, online.keyId].map((keyId) => `${keyId}.jwk`))],
		documents: [...trust.roots, trust.authority]
	};
}

/**
 * Makes new keys and has the root say so; stations follow by themselves. Killed at any moment the old keys hold, or the new
 * ones. Throws `UserError('key_missing')` when the root's private half is not in the folder.
 */
export async function rotateKeys(dir: string, rotation: Rotation, now: Clock = Date.now): Promise<void> {
	const trust = await readTrust(dir);
	if (!trust) throw new UserError('key_missing', { key: 'trust.json' });
	const before = v.parse(Authority, JSON.parse(trust.authority.signed));
	const old = await signerOf(dir, trust.root);
	const root = rotation.root ? await newKey(dir) : trust.root;
	const number = rotation.root ? trust.number + 1 : trust.number;
	const kept = rotation.release === 'stolen' ? [] : before.release;
	const release = rotation.release ? [await newKey(dir), ...kept] : before.release;
	const online = rotation.online ? await newKey(dir) : before.online;
	const roots = rotation.root
		? [...trust.roots, await sealRoot(old, { number, key: root, at: iso(now()) })]
		: trust.roots;
	const counter = Math.max(before.counter + 1, now());
	const authority = await sealAuthority(await signerOf(dir, root), {
		...{ number, counter, at: iso(now()), release: release.slice(0, 50), online }
	});
	await writeTrust(dir, { root, number, roots, authority });
}

async function firstTrust(dir: string, now: Clock): Promise<Trust> {
	const root = await firstRoot(dir);
	const [release, online] = [await newKey(dir), await newKey(dir)];
	const authority = await sealAuthority(await signerOf(dir, root), {
		...{ number: 1, counter: now(), at: iso(now()), release: [release], online }
	});
	const trust = { root, number: 1, roots: [], authority };
	await writeTrust(dir, trust);
	return trust;
}

/** The root of a hub that had only one key for everything, or a new one. */
async function firstRoot(dir: string): Promise<PublicKey> {
	const path = join(dir, 'root.jwk');
	if (!existsSync(path)) return newKey(dir, 'root.jwk');
	return v.parse(PublicKey, JSON.parse(await readFile(path, 'utf8')));
}

const sealRoot = (by: Signer, body: Omit<Root, 'id'>) =>
	seal(by, { id: rootId(body.number), kind: 'root', formatVersion: 1 }, body);

const sealAuthority = (by: Signer, body: Omit<Authority, 'id'>) =>
	seal(by, { id: authorityId, kind: 'authority', formatVersion: 1 }, body);

/** What a folder of keys says of the hub's keys; null when there is nothing yet. */
export async function readTrust(dir: string): Promise<Trust | null> {
	const path = join(dir, 'trust.json');
	return existsSync(path) ? v.parse(Trust, JSON.parse(await readFile(path, 'utf8'))) : null;
}

const writeTrust = (dir: string, trust: Trust) => writeFile(join(dir, 'trust.json'), JSON.stringify(trust));

/** Makes a key pair, keeps it in the folder and gives its public half. */
async function newKey(dir: string, name?: string): Promise<PublicKey> {
	const pair = await newKeyPair(true);
	const open = v.parse(PublicKey, await publicJwk(pair.publicKey));
	const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.privateKey)), ...open };
	await writeFile(join(dir, name ?? `${await keyIdOf(open)}.jwk`), JSON.stringify(jwk));
	return open;
}

/** Throws `UserError('key_missing')` when the private half of a key is not in the folder. */
async function signerOf(dir: string, key: PublicKey | undefined): Promise<Signer> {
	const keyId = key ? await keyIdOf(key) : '?';
	for (const name of [`${keyId}.jwk`, 'root.jwk']) {
		const path = join(dir, name);
		if (!existsSync(path)) continue;
		const jwk = JSON.parse(await readFile(path, 'utf8')) as JsonWebKey;
		if ((await keyIdOf(jwk)) === keyId) return signer(keyId, await importKey(jwk));
	}
	throw new UserError('key_missing', { key: keyId });
}
