import { importKey, keyIdOf, newKeyPair, publicJwk, signer, type KeyRing, type Signer } from '$lib/base';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The hub's root key: signs everything a station trusts. */
export interface RootKey {
	signer: Signer;
	publicJwk: JsonWebKey;
	ring: KeyRing;
}

/** Reads `root.jwk` from a folder or makes it (mode 0600, on disk before it is used). It is in no database and no ordinary backup. */
export async function rootKey(dir: string): Promise<RootKey> {
	await mkdir(dir, { recursive: true, mode: 0o700 });
	const path = join(dir, 'root.jwk');
	if (!existsSync(path)) await writeNewKey(path);
	const jwk = JSON.parse(await readFile(path, 'utf8')) as JsonWebKey;
	const { kty, crv, x, y } = jwk;
	const open = { kty, crv, x, y };
	const keyId = await keyIdOf(open);
	const publicKey = await importKey(open);
	return {
		signer: signer(keyId, await importKey(jwk)),
		publicJwk: open,
		ring: (id) => (id === keyId ? publicKey : undefined)
	};
}

async function writeNewKey(path: string): Promise<void> {
	const pair = await newKeyPair(true);
	const jwk = {
		...(await crypto.subtle.exportKey('jwk', pair.privateKey)),
		...(await publicJwk(pair.publicKey))
	};
	const file = await open(`${path}.new`, 'w', 0o600);
	await file.writeFile(JSON.stringify(jwk));
	await file.sync();
	await file.close();
	await rename(`${path}.new`, path);
}
