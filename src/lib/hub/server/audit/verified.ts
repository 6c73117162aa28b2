import { unseal, UserError, type KeyRing } from '$lib/base';
import type * as v from 'valibot';
import type { AuditReport } from './finding';
import type { KnownKeys } from './known-keys';

/** What an audit works with. */
export interface Audited {
	keys: KnownKeys;
	report: AuditReport;
	/** New keys were made and the hub has not started with them yet: what the old ones signed stands until then. */
	pending: boolean;
}

/**
 * A document's body when it is what one of the hub's keys signed, of now or of before, and whether it is of now; null, and a
 * finding, when not.
 */
export async function verified<T>(
	doc: { _id: string; keyId?: string },
	now: KeyRing,
	{ keys, report }: Audited,
	kind: string,
	schema: v.GenericSchema<unknown, T>,
	about = doc._id
): Promise<{ body: T; present: boolean } | null> {
	const present = (await now(doc.keyId ?? '')) !== undefined;
	try {
		return { body: await unseal(doc, present ? now : keys.ever, kind, schema), present };
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		if (error.code === 'format_newer') report.found('newer', about);
		else if (error.details.why === 'key') report.found('key_unknown', about, { key: doc.keyId ?? '?' });
		else report.found('signature', about);
		return null;
	}
}
