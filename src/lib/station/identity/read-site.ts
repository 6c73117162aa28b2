import { unseal, UserError } from '$lib/base';
import { Site } from '$lib/store';
import { onlineRing, type Trust } from '$lib/sync';

/** Verifies a site document under the keys believed. Throws `UserError('hub_forged' | 'format_newer')`. */
export async function readSite(doc: unknown, trust: Trust, stationId: string): Promise<Site> {
	const site = await onlyTheHubs(unseal(doc, await onlineRing(trust), 'site', Site));
	if (site.stationId !== stationId) throw new UserError('hub_forged');
	return site;
}

/** Reads what the hub signed: whatever is wrong with it, it is not the hub's. A newer program's words stay what they are. */
export async function onlyTheHubs<T>(reading: Promise<T>): Promise<T> {
	return reading.catch((cause: unknown) => {
		if (cause instanceof UserError && cause.code === 'format_newer') throw cause;
		throw new UserError('hub_forged', {}, { cause });
	});
}
