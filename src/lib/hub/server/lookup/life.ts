import { newId } from '$lib/base';
import type { Database } from '$lib/store/node';
import { notFoundIsNull, statusOf } from '../documents';

const id = '_local/life';

/**
 * The name of a database's life: another one where it was begun anew, as a derived one is when it was damaged, so that nobody
 * goes on from a change of the one before.
 */
export async function lifeOf(database: Database<object>): Promise<string> {
	const db = database as Database<{ life: string }>;
	for (;;) {
		const known = await notFoundIsNull(db.get(id));
		if (known) return known.life;
		await db.put({ _id: id, life: newId() }).catch((error: unknown) => {
			if (statusOf(error) !== 409) throw error;
		});
	}
}
