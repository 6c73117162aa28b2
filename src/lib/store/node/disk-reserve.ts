import { UserError } from '$lib/base';
import fs from 'node:fs/promises';

const most = 200 * 1024 ** 2;

/** Keeps a last part of a disk free of files, so that texts and records still fit: 200 MB, or 2 % of a small disk. */
export class DiskReserve {
	constructor(private readonly folder: string) {}

	/** Makes sure that so many more bytes of files would fit. Throws `UserError('hub_disk_reserve')`. */
	async mustHold(bytes: number): Promise<void> {
		const { bavail, blocks, bsize } = await fs.statfs(this.folder);
		if (bavail * bsize - bytes < Math.min(most, (blocks * bsize) / 50))
			throw new UserError('hub_disk_reserve');
	}
}
