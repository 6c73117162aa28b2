import { newId, UserError } from '$lib/base';
import type { Database, Databases } from '$lib/store/node';
import { notFoundIsNull, prefix } from './documents';

/** A process that uses databases which others may use, too: a hub, or a command for the administrator, for which hubs must stop. */
interface Present {
	_id: string;
	_rev?: string;
	kind: 'process';
	role: 'hub' | 'care';
	/** When it is gone if it does not say otherwise until then, in ms. */
	until: number;
}

/** How long a process that was killed is still thought to be there, and how often one says that it is, in ms. */
const life = 60_000;
const beat = 15_000;

/**
 * Notes in a CouchDB that a process is at work; gives what ends it. Several hubs may be; a command may not beside a hub, nor a
 * hub beside a command. Throws `UserError('hub_data_in_use')`.
 */
export async function bePresent(
	accounts: Databases['accounts'],
	role: Present['role']
): Promise<() => Promise<void>> {
	const db = accounts as Database<object> as Database<Present>;
	const _id = `process:${newId()}`;
	const say = async () => {
		const before = await notFoundIsNull(db.get(_id));
		await db.put({ ...before, _id, kind: 'process', role, until: Date.now() + life });
	};
	const end = async () => {
		const before = await notFoundIsNull(db.get(_id));
		if (before) await db.remove(before);
	};
	// First said, then looked: of two who begin at once at least one sees the other.
	await say();
	const { rows } = await db.allDocs(prefix('process:'));
	const others = rows.flatMap(({ doc }) => (doc && doc._id !== _id ? [doc] : []));
	if (others.some((other) => other.until > Date.now() && (role === 'care' || other.role === 'care'))) {
		await end();
		throw new UserError('hub_data_in_use');
	}
	for (const gone of others) if (gone.until <= Date.now()) await db.remove(gone).catch(() => undefined);
	let saying = Promise.resolve();
	const timer = setInterval(() => {
		// A database that is away for a moment knows us still.
		saying = say().catch(() => undefined);
	}, beat).unref();
	return async () => {
		clearInterval(timer);
		await saying;
		await end();
	};
}
