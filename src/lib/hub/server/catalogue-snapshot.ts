import { newId, type Envelope } from '$lib/base';
import type { Database } from '$lib/store/node';
import { snapshotBatch, toBatch, type SnapshotDocument, type SnapshotHead } from '$lib/sync/protocol';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Catalogue } from './catalogue';

/** After how long a file that nobody made anew is taken for left behind, in ms. */
const leftAfter = 24 * 3600_000;

/** A snapshot file that can be given out. */
interface Made {
	generation: string;
	/** Documents in the catalogue when it was made. */
	count: number;
}

/**
 * The catalogue as one compressed file, for stations that have nothing of it yet. It is made when somebody asks and it has become
 * old, not for each who asks: what came since is pulled as changes. Each process keeps its own; whatever it holds, a station ends
 * with what the signed head speaks of.
 */
export class CatalogueSnapshot {
	readonly #path: string;
	#made: Made | null = null;
	#making: Promise<Made> | null = null;

	constructor(
		private readonly folder: string,
		private readonly catalogue: Pick<Catalogue, 'db' | 'head' | 'generation' | 'follow'>
	) {
		// Not its number: processes on several computers, or in containers, may have the same.
		this.#path = join(folder, `catalogue-${newId()}.gz`);
	}

	/** Its bytes. One that was made before another life of the databases, or is far behind, is made anew. */
	async read(): Promise<{ body: ReadableStream<Uint8Array>; size: number }> {
		await this.catalogue.follow();
		const count = (await this.catalogue.head())?.count ?? 0;
		const fits = (made: Made | null) =>
			made?.generation === this.catalogue.generation.generation && count <= made.count * 1.1 + 200;
		let file = fits(this.#made) ? await open(this.#path).catch(() => null) : null;
		if (!file) {
			this.#made = await this.#make(count);
			file = await open(this.#path);
		}
		// Of the file that is open: another may take its name while this one is on its way.
		const { size } = await file.stat();
		return { body: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>, size };
	}

	/** Takes the file away: another start makes its own. */
	async close(): Promise<void> {
		await this.#making?.catch(() => undefined);
		await rm(this.#path, { force: true });
	}

	#make(count: number): Promise<Made> {
		this.#making ??= this.#write(count).finally(() => (this.#making = null));
		return this.#making;
	}

	/** Takes away what processes left that were killed; one that lives makes its own again. */
	async #tidy(): Promise<void> {
		for (const name of await readdir(this.folder)) {
			const path = join(this.folder, name);
			const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
			if (mtimeMs < Date.now() - leftAfter) await rm(path, { force: true });
		}
	}

	async #write(count: number): Promise<Made> {
		const { generation } = this.catalogue.generation;
		const coming = `${this.#path}.new`;
		await mkdir(this.folder, { recursive: true });
		await this.#tidy();
		try {
			const lines = snapshotLines(this.catalogue.db, generation);
			await pipeline(Readable.from(lines), createGzip({ level: 9 }), createWriteStream(coming));
			await rename(coming, this.#path);
		} catch (error) {
			await rm(coming, { force: true });
			throw error;
		}
		return { generation, count };
	}
}

async function* snapshotLines(db: Database<Envelope>, generation: string): AsyncGenerator<string> {
	// The last change but one: what comes after is never nothing, so that whoever goes on notes how far it is.
	const { results } = await db.changes({ descending: true, limit: 2 });
	const head: SnapshotHead = { generation, since: results[1]?.seq ?? 0 };
	yield `${JSON.stringify(head)}\n`;
	let waiting: SnapshotDocument[] = [];
	let characters = 0;
	const line = () => {
		const text = `${JSON.stringify(toBatch(waiting))}\n`;
		waiting = [];
		characters = 0;
		return text;
	};
	for (let after = ''; ;) {
		const { rows } = await db.allDocs({ include_docs: true, limit: 500, startkey: after });
		for (const { doc } of rows) {
			if (!doc || doc._id.startsWith('_')) continue;
			const more = JSON.stringify(doc).length;
			const isFull =
				waiting.length === snapshotBatch.documents || characters + more > snapshotBatch.characters;
			if (isFull && waiting.length) yield line();
			waiting.push(doc);
			characters += more;
		}
		if (rows.length < 500) break;
		after = `${rows.at(-1)?.id ?? ''}\u0000`;
	}
	if (waiting.length) yield line();
}
