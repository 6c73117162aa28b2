import { existsSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where a restored folder waits, whole, to take the data folder's place. */
export const restoredBeside = (data: string): string => `${resolve(data)}.restored`;

/**
 * Puts a restored folder in its place when a restore was stopped between the two renames: without it there would be no data
 * folder, and a hub would begin anew. Gives whether it did.
 */
export function finishRestore(data: string): boolean {
	if (existsSync(data) || !existsSync(restoredBeside(data))) return false;
	renameSync(restoredBeside(data), data);
	return true;
}
