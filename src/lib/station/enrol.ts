import {
	importKey,
	keyIdOf,
	newKeyPair,
	publicJwk,
	unseal,
	UserError,
	userErrorFrom,
	type Clock
} from '$lib/base';
import type { Entry } from '$lib/ledger';
import { Site } from '$lib/store';
import type { Identity, Journal } from '$lib/store/browser';
import * as v from 'valibot';

const Answer = v.object({
	stationId: v.string(),
	deviceId: v.string(),
	credential: v.string(),
	contentOrigin: v.string(),
	rootKey: v.object({ kty: v.string(), crv: v.string(), x: v.string(), y: v.string() }),
	site: v.unknown()
});

/**
 * Makes this browser profile a device of a station: makes its key (which never leaves it), shows the code to the hub, pins
 * the hub's root key. The key is on the disk before the code is sent, so that a lost answer can be asked for again.
 * Throws `UserError` (`station_insecure`, `wrong_code`, `code_used`, `hub_unreachable`, `hub_forged`).
 */
export async function enrol(
	journal: Journal<Entry>,
	origin: string,
	code: string,
	now: Clock
): Promise<{ identity: Identity; site: Site }> {
	if (!globalThis.isSecureContext) throw new UserError('station_insecure');
	const pair = await pairOf(journal);
	const publicKey = await publicJwk(pair.publicKey);
	const response = await fetch(`${origin}/enrol`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code, publicKey })
	}).catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	const body: unknown = await response.json().catch(() => null);
	if (!response.ok) throw userErrorFrom(body);
	const answer = v.safeParse(Answer, body);
	if (!answer.success) throw new UserError('hub_unreachable');
	const { rootKey, stationId, deviceId, credential, contentOrigin } = answer.output;
	const site = await readSite(answer.output.site, rootKey, stationId);
	const identity: Identity = {
		stationId,
		deviceId,
		credential,
		contentOrigin,
		rootKey,
		privateKey: pair.privateKey,
		enrolledAt: now()
	};
	await journal.keep('site', answer.output.site);
	await journal.keep('identity', identity);
	return { identity, site };
}

/** Verifies a site document against the pinned root key. Throws `UserError('hub_forged')`. */
export async function readSite(doc: unknown, rootKey: JsonWebKey, stationId: string): Promise<Site> {
	const keyId = await keyIdOf(rootKey);
	const key = await importKey(rootKey);
	const site = await unseal(doc, (id) => (id === keyId ? key : undefined), 'site', Site).catch(
		(cause: unknown) => {
			throw new UserError('hub_forged', {}, { cause });
		}
	);
	if (site.stationId !== stationId) throw new UserError('hub_forged');
	return site;
}

async function pairOf(journal: Journal<Entry>): Promise<CryptoKeyPair> {
	const known = (await journal.fact('pair')) as CryptoKeyPair | undefined;
	if (known) return known;
	const pair = await newKeyPair(false);
	await journal.keep('pair', pair);
	return pair;
}
