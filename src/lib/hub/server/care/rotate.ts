import type { Clock } from '$lib/base';
import { join } from 'node:path';
import { noteDataFolder } from '../data-folder';
import { hubKeys, rotateKeys, type Rotation } from '../keys';
import { holdData } from './hold';

/**
 * Replaces keys of a stopped hub, as {@link rotateKeys}, and notes that those before need not be there any more: they may be lost.
 * Throws also `UserError('hub_data_in_use')`.
 */
export async function rotate(data: string, rotation: Rotation, now: Clock): Promise<void> {
	const letGo = await holdData(data);
	try {
		await rotateKeys(join(data, 'keys'), rotation, now);
		await noteDataFolder(data, (await hubKeys(join(data, 'keys'), now)).files);
	} finally {
		await letGo();
	}
}
