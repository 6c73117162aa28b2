import type { Clock } from '$lib/base';
import type { CouchPlace } from '$lib/store/node';
import { join } from 'node:path';
import { mustBeOf, noteDataFolder } from '../data-folder';
import { hubKeys, rotateKeys, type Rotation } from '../keys';
import { holdData } from './hold';

/**
 * Replaces keys of a stopped hub, as {@link rotateKeys}, and notes that those before need not be there any more: they may be lost.
 * Throws also `UserError('hub_data_in_use')`.
 */
export async function rotate(
	data: string,
	rotation: Rotation,
	now: Clock,
	couch: CouchPlace | null = null
): Promise<void> {
	mustBeOf(data, couch);
	const letGo = await holdData(data, couch);
	try {
		await rotateKeys(join(data, 'keys'), rotation, now);
		await noteDataFolder(data, (await hubKeys(join(data, 'keys'), now)).files);
	} finally {
		await letGo();
	}
}
