import { Lasting, newId, sha256 } from '$lib/base';
import { openDB, type DBSchema } from 'idb';

/** What is remembered of a lesson's files: some are here (`begun`), or all of them were (`here`). */
export type FilesStand = 'begun' | 'here';

interface Text {
	text: string;
	sha256: string;
}

interface Schema extends DBSchema {
	/** `made`: by which making all texts beside it are. */
	texts: { key: string; value: Text };
	/** By the hash of a lesson's manifest; `''` stands for all: what is not here was looked for. */
	files: { key: string; value: FilesStand | 'looked' };
}

const [made, looked] = ['made', ''];

/**
 * What a station worked out from what it holds, so that it need not again at every start. Whatever is lost or damaged here is made
 * anew; nothing that comes over the network is ever written here as it came.
 */
export class Derived {
	readonly #db = new Lasting(() =>
		openDB<Schema>(this.name, 1, {
			terminated: () => this.#db.letGo(),
			upgrade(db) {
				db.createObjectStore('texts');
				db.createObjectStore('files');
			}
		})
	);
	/** The making that this object's texts are of: what another window made meanwhile does not mix with them. */
	#made = '';

	constructor(private readonly name = 'yuanke-derived') {}

	/** All texts by name; null when there are none, or any was damaged. */
	async texts(): Promise<Map<string, string> | null> {
		const tx = (await this.#db.get()).transaction('texts');
		const [names, stored] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
		const sound = await Promise.all(
			stored.map(async ({ text, sha256: hash }) => (await sha256(text)) === hash)
		);
		if (!names.length || sound.includes(false)) return null;
		const texts = new Map(names.map((name, i) => [name, stored[i]!.text]));
		this.#made = texts.get(made) ?? '';
		texts.delete(made);
		return this.#made ? texts : null;
	}

	/** Keeps some texts beside those that are there: all or none of them. False when another window made all of them anew meanwhile. */
	async keep(texts: Map<string, string>): Promise<boolean> {
		const sealed = await sealAll(texts);
		const tx = (await this.#db.get()).transaction('texts', 'readwrite');
		const isOurs = (await tx.store.get(made))?.text === this.#made;
		if (isOurs) for (const [name, text] of sealed) void tx.store.put(text, name);
		await tx.done;
		return isOurs;
	}

	/** Keeps these texts and no others. */
	async keepAnew(texts: Map<string, string>): Promise<void> {
		const making = newId();
		const sealed = await sealAll(new Map([...texts, [made, making]]));
		const tx = (await this.#db.get()).transaction('texts', 'readwrite');
		void tx.store.clear();
		for (const [name, text] of sealed) void tx.store.put(text, name);
		await tx.done;
		this.#made = making;
	}

	/** How lessons' files stand, by the hash of their manifest; null when nobody has looked for all of them. */
	async files(): Promise<Map<string, FilesStand> | null> {
		const tx = (await this.#db.get()).transaction('files');
		const [keys, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
		if (keys[0] !== looked) return null;
		return new Map(keys.flatMap((key, i) => (values[i] === 'looked' ? [] : [[key, values[i]!]])));
	}

	/** Remembers how one lesson's files stand. */
	async stand(manifest: string, files: FilesStand): Promise<void> {
		await (await this.#db.get()).put('files', files, manifest);
	}

	/** Remembers how all lessons' files stand, and that all were looked for. */
	async standAll(files: Map<string, FilesStand>): Promise<void> {
		const tx = (await this.#db.get()).transaction('files', 'readwrite');
		void tx.store.clear();
		for (const [manifest, stand] of files) void tx.store.put(stand, manifest);
		void tx.store.put('looked', looked);
		await tx.done;
	}
}

const sealAll = (texts: Map<string, string>): Promise<[string, Text][]> =>
	Promise.all(
		[...texts].map(async ([name, text]) => [name, { text, sha256: await sha256(text) }] as const)
	).then((all) => all.map(([name, text]) => [name, text]));
