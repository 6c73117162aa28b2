import { keyIdOf, UserError } from '$lib/base';
import { Authority } from '$lib/store';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { readTrust } from '../keys';

/** A key that counts now: what it is for, and the file of its private half; null when that is not in the folder. */
export interface KeyRole {
	role: 'root' | 'release' | 'online';
	keyId: string;
	file: string | null;
}

/** Which file holds what. Throws `UserError('key_missing')` when there are no keys. */
export async function keyRoles(dir: string): Promise<KeyRole[]> {
	const trust = await readTrust(dir);
	if (!trust) throw new UserError('key_missing', { key: 'trust.json' });
	const { release, online } = v.parse(Authority, JSON.parse(trust.authority.signed));
	const roles = [
		['root', trust.root],
		['release', release[0]!],
		['online', online]
	] as const;
	return Promise.all(
		roles.map(async ([role, key]) => {
			const keyId = await keyIdOf(key);
			return { role, keyId, file: await fileOf(dir, keyId) };
		})
	);
}

async function fileOf(dir: string, keyId: string): Promise<string | null> {
	for (const name of [`${keyId}.jwk`, 'root.jwk']) {
		if (!existsSync(join(dir, name))) continue;
		const jwk = JSON.parse(await readFile(join(dir, name), 'utf8')) as JsonWebKey;
		if ((await keyIdOf(jwk)) === keyId) return name;
	}
	return null;
}
