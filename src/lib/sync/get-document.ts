import { requestOf, urlOf, UserError } from '$lib/base';
import { ahead, type Ahead } from './protocol';
import { ask, jsonOf, type Remote } from './remote';

/** A document as the hub gave it. */
export interface Got {
	doc: unknown;
	etag: string;
}

/**
 * Gets one document; null when there is none, `unchanged` when it is still the one with `etag`. Throws
 * `UserError('hub_unreachable')`, and `UserError('not_allowed')` when the hub does not know this device (any more).
 */
export async function getDocument(
	remote: Remote,
	database: 'sites' | 'receipts' | 'catalogue',
	id: string,
	etag?: string
): Promise<Got | 'unchanged' | null> {
	const headers = etag ? { 'if-none-match': etag } : undefined;
	const path = `/db/${database}/${encodeURIComponent(id)}`;
	const { status, text, headers: told } = await ask(remote, path, headers ? { headers } : {});
	if (status === 304) return 'unchanged';
	// A database that is not the caller's business answers as one that is not there: whoever has a credential may ask.
	if (status === 404 && text.includes('no such database')) throw new UserError('not_allowed');
	if (status === 404) return null;
	const doc = jsonOf(text);
	if (status !== 200 || !doc) throw new UserError('hub_unreachable', { status });
	return { doc, etag: told.get('etag') ?? '' };
}

/** Tells the hub what it seems to have lost: documents it signed itself. A hub that cannot hear is told another time. */
export async function tellAhead(remote: Remote, body: Ahead): Promise<void> {
	await ask(remote, urlOf(ahead, { body }), requestOf(ahead, { body }));
}
