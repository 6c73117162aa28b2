import {
	anchorFits,
	newKeyPair,
	publicJwk,
	readAnswer,
	requestOf,
	splitCode,
	urlOf,
	UserError,
	type Asking,
	type Clock,
	type Endpoint
} from '$lib/base';
import type { Entry } from '$lib/ledger';
import type { Site } from '$lib/store';
import type { Identity, Journal } from '$lib/store/browser';
import { enrolment, followAuthority, pinned } from '$lib/sync';
import type * as v from 'valibot';
import { readSite } from './read-site';

/**
 * Makes this browser profile a device of a station: makes its key (which never leaves it), shows the code to the hub, pins
 * the hub's root key once the code's anchor says that it is the right one. A code that was mistyped, or is of another hub, is not even
 * sent, and so not used up. The key is on the disk before the code is sent, so that a lost answer can be asked for again.
 * Throws `UserError` (`station_insecure`, `wrong_code`, `wrong_anchor`, `code_used`, `hub_unreachable`, `not_understood`, `hub_forged`).
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
	const { rootKey: shown } = await ask(origin, enrolment.root, {});
	if (!(await anchorFits(typed.code, typed.anchor, shown))) throw new UserError('wrong_anchor');
	const pair = await pairOf(journal);
	const publicKey = await publicJwk(pair.publicKey);
	const answer = await ask(origin, enrolment.enrol, { body: { code: typed.code, publicKey } });
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

async function ask<E extends Endpoint>(
	origin: string,
	endpoint: E,
	what: Asking<E>
): Promise<v.InferOutput<E['answer']>> {
	const address = `${origin}${urlOf(endpoint, what)}`;
	const response = await fetch(address, requestOf(endpoint, what)).catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	return readAnswer(endpoint, response);
}

async function pairOf(journal: Journal<Entry>): Promise<CryptoKeyPair> {
	const known = (await journal.fact('pair')) as CryptoKeyPair | undefined;
	if (known) return known;
	const pair = await newKeyPair(false);
	await journal.keep('pair', pair);
	return pair;
}
