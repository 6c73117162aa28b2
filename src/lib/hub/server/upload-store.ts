import { FileStore } from '@tus/file-store';
import { createWriteStream } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How long a piece of a file waits for the rest of it, in milliseconds. */
const patience = 7 * 24 * 3600_000;

/** Files on their way, and notes of who delivered which: `<id>` and `<id>.json` until complete, then `<id>.delivered`. */
export class UploadStore extends FileStore {
	constructor(private readonly dir: string) {
		super({ directory: dir });
	}

	/** Where the bytes of an upload are. */
	path(id: string): string {
		return join(this.dir, id);
	}

	/** Unlike the store it extends, says why writing failed, and has the bytes on the disk before they are acknowledged. */
	override async write(bytes: Readable, id: string, offset: number): Promise<number> {
		const file = createWriteStream(this.path(id), { flags: 'r+', start: offset, flush: true });
		await pipeline(bytes, file);
		return offset + file.bytesWritten;
	}

	/** Notes that an upload is complete and its bytes are somewhere else now. */
	async delivered(id: string): Promise<void> {
		await writeFile(this.path(`${id}.delivered`), '');
		await rm(this.path(`${id}.json`), { force: true });
	}

	async wasDelivered(id: string): Promise<boolean> {
		return stat(this.path(`${id}.delivered`)).then(
			() => true,
			() => false
		);
	}

	/** Forgets an upload. */
	async drop(id: string): Promise<void> {
		await rm(this.path(id), { force: true });
		await rm(this.path(`${id}.json`), { force: true });
	}

	/** Removes what nobody has touched for a week; gives how many files went. */
	async tidy(now: number): Promise<number> {
		let removed = 0;
		for (const name of await readdir(this.dir)) {
			// Who delivered a file may see it for good.
			if (name.endsWith('.delivered')) continue;
			// A description is written once; it is as old as the bytes it describes.
			const described = name.endsWith('.json') ? this.path(name.slice(0, -'.json'.length)) : this.path(name);
			const found = await stat(described).catch(() => null);
			if (found && now - found.mtimeMs < patience) continue;
			await rm(this.path(name), { force: true });
			removed++;
		}
		return removed;
	}
}
