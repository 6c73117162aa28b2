import { FileStore } from '@tus/file-store';
import { createWriteStream, readdirSync, rmSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';

/** How long a piece of a file waits for the rest of it, in milliseconds. */
const patience = 7 * 24 * 3600_000;

/** What is noted of a delivered file; notes of an earlier time are empty. */
const Delivery = v.object({
	unit: v.fallback(v.nullable(v.string()), null),
	size: v.fallback(v.nullable(v.number()), null)
});
type Delivery = v.InferOutput<typeof Delivery>;

const Begun = v.object({
	size: v.fallback(v.nullable(v.number()), null),
	metadata: v.fallback(v.nullable(v.object({ unit: v.optional(v.string()) })), null)
});

function noteIn<S extends typeof Delivery | typeof Begun>(text: string, schema: S): v.InferOutput<S> {
	try {
		return v.parse(schema, JSON.parse(text));
	} catch {
		return v.parse(schema, {});
	}
}

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

	/** Notes that an upload is complete and its bytes are somewhere else now; counted for a unit with so many bytes. */
	async delivered(id: string, note: Delivery): Promise<void> {
		await writeFile(this.path(`${id}.delivered`), JSON.stringify(note));
		await rm(this.path(`${id}.json`), { force: true });
	}

	async wasDelivered(id: string): Promise<boolean> {
		return stat(this.path(`${id}.delivered`)).then(
			() => true,
			() => false
		);
	}

	/** Forgets, at one go, who delivered a file that is gone. */
	forget(sha256: string): void {
		for (const name of readdirSync(this.dir))
			if (name.startsWith(sha256) && name.endsWith('.delivered')) rmSync(this.path(name), { force: true });
	}

	/** The ids of everything that was begun or delivered, and the name of its note. */
	async notes(): Promise<Map<string, string>> {
		const names = await readdir(this.dir);
		return new Map(
			names.flatMap((name) => {
				const [, id] = /^([0-9a-f]{64}-[0-9a-f]{16})\.(?:json|delivered)$/.exec(name) ?? [];
				return id ? [[id, name]] : [];
			})
		);
	}

	/** What was noted of some that were begun or delivered, given as by {@link notes}. */
	async *shares(
		notes: Map<string, string>
	): AsyncGenerator<[id: string, state: 'begun' | 'delivered', note: Delivery]> {
		for (const [id, name] of notes) {
			const text = await readFile(this.path(name), 'utf8').catch(() => '');
			if (name.endsWith('.delivered')) yield [id, 'delivered', noteIn(text, Delivery)];
			else {
				const { size, metadata } = noteIn(text, Begun);
				yield [id, 'begun', { size, unit: metadata?.unit ?? null }];
			}
		}
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
