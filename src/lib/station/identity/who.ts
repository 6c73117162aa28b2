import { UserError } from '$lib/base';
import type { Entry } from '$lib/ledger';
import type { Identity, Journal } from '$lib/store/browser';

/**
 * Who this computer is; null when it is no station yet. May be asked again when it fails; throws
 * `UserError('station_no_storage' | 'station_disk_unread')`.
 */
export async function readIdentity(journal: Pick<Journal<Entry>, 'identity'>): Promise<Identity | null> {
	if (!('indexedDB' in globalThis) || !('storage' in navigator)) throw new UserError('station_no_storage');
	return unreadIsSaid(journal.identity());
}

/** Tells that this computer's disk does not give what it keeps. Throws `UserError('station_disk_unread')`. */
export async function unreadIsSaid<T>(reading: Promise<T>): Promise<T> {
	return reading.catch((cause: unknown) => {
		throw cause instanceof UserError ? cause : new UserError('station_disk_unread', {}, { cause });
	});
}
