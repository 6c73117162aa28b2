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
import { readSite } from './read-site';

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

const Root = v.object({ rootKey: PublicKey });

/**
 * Makes this browser profile a device of a station: makes its key (which never leaves it), shows the code to the hub, pins
 * the hub's root key once the code's anchor says that it is the right one. A code that was mistyped, or is of another hub, is not even
 * sent, and so not used up. The key is on the disk before the code is sent, so that a lost answer can be asked for again.
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
	const { rootKey: shown } = await ask(origin, Root);
	if (!(await anchorFits(typed.code, typed.anchor, shown))) throw new UserError('wrong_anchor');
	const pair = await pairOf(journal);
	const publicKey = await publicJwk(pair.publicKey);
	const answer = await ask(origin, Answer, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code: typed.code, publicKey })
	});
	const { rootKey, stationId, deviceId, credential, contentOrigin } = answer;
	// Only now is anything believed: the code on paper says which root is the right one, and this answer came later.
	if (!(await anchorFits(typed.code, typed.anchor, rootKey))) throw new UserError('wrong_anchor');
	const trust = await followAuthority(pinned(rootKey), [], answer.authority);
	const site = await readSite(answer.site, trust, stationId);
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
	await journal.keep('site', answer.site);
	await journal.keep('identity', identity);
	return { identity, site };
}

async function ask<T>(origin: string, shape: v.GenericSchema<unknown, T>, init?: RequestInit): Promise<T> {
	const response = await fetch(`${origin}/enrol`, init).catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	const body: unknown = await response.json().catch(() => null);
	if (!response.ok) throw userErrorFrom(body);
	const answer = v.safeParse(shape, body);
	if (!answer.success) throw new UserError('hub_unreachable');
	return answer.output;
}

async function pairOf(journal: Journal<Entry>): Promise<CryptoKeyPair> {
	const known = (await journal.fact('pair')) as CryptoKeyPair | undefined;
	if (known) return known;
	const pair = await newKeyPair(false);
	await journal.keep('pair', pair);
	return pair;
}
