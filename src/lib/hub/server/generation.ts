import { iso, newId, type Clock } from '$lib/base';
import type { Database, Databases } from '$lib/store/node';
import { notFoundIsNull } from './documents';

/** One life of the databases: a restore from a backup begins another, and replication with it. */
export interface Generation {
	generation: string;
	/** When it began, ISO 8601. */
	since: string;
	/** How it began: `new` with the hub, `restore` by the command, `noticed` because a station knew more than the hub. */
	by: 'new' | 'restore' | 'noticed';
	/** Highest release numbers that stations know and the catalogue does not, by lesson. */
	used: Record<string, number>;
}

const id = '_local/generation';

/** Reads the present generation, or begins the first. */
export async function readGeneration(catalogue: Databases['catalogue'], now: Clock): Promise<Generation> {
	const known = await notFoundIsNull(local(catalogue).get(id));
	if (!known) return beginGeneration(catalogue, 'new', now);
	// The oldest had a name only.
	const { generation, since = iso(0), by = 'new', used = {} } = known as Partial<Generation>;
	return { generation: generation ?? newId(), since, by, used };
}

/** Begins another life of the databases; what is known of used release numbers goes on. */
export async function beginGeneration(
	catalogue: Databases['catalogue'],
	by: Generation['by'],
	now: Clock
): Promise<Generation> {
	const before = (await notFoundIsNull(local(catalogue).get(id))) as Partial<Generation> | null;
	const next: Generation = { generation: newId(), since: iso(now()), by, used: before?.used ?? {} };
	await keepGeneration(catalogue, next);
	return next;
}

/** Writes a generation down. */
export async function keepGeneration(catalogue: Databases['catalogue'], next: Generation): Promise<void> {
	const before = await notFoundIsNull(local(catalogue).get(id));
	await local(catalogue).put({ ...next, _id: id, ...(before ? { _rev: before._rev } : {}) });
}

/** How long officials are told that the hub was put back, in ms. */
const toldFor = 30 * 24 * 3600_000;

/** How and when the hub was last put back from a backup, while people should know of it; null otherwise. */
export function recentRestore(
	{ by, since }: Pick<Generation, 'by' | 'since'>,
	now: number
): { by: 'restore' | 'noticed'; since: string } | null {
	return by !== 'new' && now - Date.parse(since) < toldFor ? { by, since } : null;
}

const local = (catalogue: Databases['catalogue']) => catalogue as Database<object> as Database<Generation>;
