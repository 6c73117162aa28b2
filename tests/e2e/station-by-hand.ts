import { expect } from '@playwright/test';
import { newKeyPair, publicJwk, signer, splitCode } from '$lib/base';
import { closePage, type Entry } from '$lib/ledger';
import type { HubProcess } from './hub-process';

/** A station without a screen: enrolled with a code, it sends what it is told to, signed with its own key. */
export async function stationByHand(hub: HubProcess, code: string) {
	const typed = splitCode(code);
	const pair = await newKeyPair(false);
	const json = { 'content-type': 'application/json' };
	const enrolled = await fetch(`${hub.origin}/enrol`, {
		method: 'POST',
		headers: { ...json, origin: hub.origin },
		body: JSON.stringify({ code: typed?.code, publicKey: await publicJwk(pair.publicKey) })
	});
	const { stationId, deviceId, credential, site } = (await enrolled.json()) as Record<string, string> & {
		site: { signed: string };
	};
	const asStation = { ...json, authorization: `Bearer ${credential}` };
	const { people } = JSON.parse(site.signed) as { people: { id: string; name: string }[] };
	const releases = (await (
		await fetch(`${hub.origin}/db/catalogue/_changes`, { headers: asStation })
	).json()) as { results: { id: string }[] };
	const lessonIds = releases.results.flatMap(({ id }) => /^release:([^:]+)/.exec(id)?.[1] ?? []);
	return {
		people,
		/** The lessons that are released. */
		lessonIds,
		page: (number: number, prev: string | null, entries: Entry[]) =>
			closePage(signer(deviceId ?? '', pair.privateKey), {
				...{ stationId: stationId ?? '', deviceId: deviceId ?? '', page: number, prev, entries }
			}),
		push: async (...docs: object[]) => {
			const answer = await fetch(`${hub.origin}/db/records/_bulk_docs`, {
				method: 'POST',
				headers: asStation,
				body: JSON.stringify({ docs, new_edits: false })
			});
			expect(await answer.json()).toEqual([]);
		}
	};
}
