import {
	anchorFits,
	newKeyPair,
	publicJwk,
	splitCode,
	UserError,
	userErrorFrom,
	type Clock
} from '$lib/base';
import type { Entry } from '$lib/ledger';
import { PublicKey, type Site } from '$lib/store';
import type { Identity, Journal } from '$lib/store/browser';
import { followAuthority, pinned } from '$lib/sync';
import * as v from 'valibot';
import { readSite } from './hub-link';

const Answer = v.object({
	stationId: v.string(),
	deviceId: v.string(),
	credential: v.string(),
	contentOrigin: v.string(),
	rootKey: PublicKey,
	/** Which keys sign for the hub, signed by that root. */
	authority: v.unknown(),
	site: v.unknown()
});

/**
 * Makes this browser profile a device of a station: makes its key (which never leaves it), shows the code to the hub, pins
 * the hub's root key once the code's anchor says that it is the right one. The key is on the disk before the code is sent, so that a lost answer can be asked for again.
 * Throws `UserError` (`station_insecure`, `wrong_code`, `wrong_anchor`, `code_used`, `hub_unreachable`, `hub_forged`).
 */
export async function enrol(
	journal: Journal<Entry>,
	origin: string,
	code: string,
	now: Clock
): Promise<{ identity: Identity; site: Site }> {
	if (!globalThis.isSecureContext) throw new UserError('station_insecure');
	const typed = splitCode(code);
	if (!typed) throw new UserError('wrong_code');
	const pair = await pairOf(journal);
	const publicKey = await publicJwk(pair.publicKey);
	const response = await fetch(`${origin}/enrol`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code: typed.code, publicKey })
	}).catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	const body: unknown = await response.json().catch(() => null);
	if (!response.ok) throw userErrorFrom(body);
	const answer = v.safeParse(Answer, body);
	if (!answer.success) throw new UserError('hub_unreachable');
	const { rootKey, stationId, deviceId, credential, contentOrigin } = answer.output;
	// Only now is anything believed: the code on paper says which root is the right one.
	if (!(await anchorFits(typed.code, typed.anchor, rootKey))) throw new UserError('wrong_anchor');
	const trust = await followAuthority(pinned(rootKey), [], answer.output.authority);
	const site = await readSite(answer.output.site, trust, stationId);
	const identity: Identity = {
		stationId,
		deviceId,
		credential,
		contentOrigin,
		rootKey,
		privateKey: pair.privateKey,
		enrolledAt: now()
	};
	await journal.keep('trust', trust);
	await journal.keep('site', answer.output.site);
	await journal.keep('identity', identity);
	return { identity, site };
}

async function pairOf(journal: Journal<Entry>): Promise<CryptoKeyPair> {
	const known = (await journal.fact('pair')) as CryptoKeyPair | undefined;
	if (known) return known;
	const pair = await newKeyPair(false);
	await journal.keep('pair', pair);
	return pair;
}
