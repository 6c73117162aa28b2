import { keyIdOf, SerialQueue, UserError, type Envelope, type KeyRing } from '$lib/base';
import { unsealRelease, type Release } from '$lib/release';
import { inBranch, placeOf, type OrgPath, type Placed } from '$lib/store';
import type { Derived, StationDatabases } from '$lib/store/browser';
import { releaseKeys, ringOf, type Trust } from '$lib/sync';
import * as v from 'valibot';

/** The form of what is kept. Raised whenever a release is read or judged otherwise. */
const format = 1;
/** Into how many texts the releases are divided: a new one costs the writing of one of them. */
const buckets = 64;
/** How many changes are verified at once. */
const portion = 500;

/** Up to which change of which database, and under which keys, releases were verified. */
const Stand = v.object({
	format: v.literal(format),
	database: v.string(),
	keys: v.string(),
	since: v.number()
});
type Stand = v.InferOutput<typeof Stand>;

/** A release as it was signed; `newer`: only a newer program can read it; null: nobody believed signed it. */
type Judged = Placed<Release> | 'newer' | null;

/**
 * The releases at this station whose signature holds. Each revision is verified once under the keys that are believed, and what it
 * said is kept; with other keys all are verified anew. What is kept is never taken from the network, and made anew when damaged.
 */
export class TrustedReleases {
	readonly #queue = new SerialQueue();
	#judged = new Map<string, Judged>();
	#stand: Stand | null = null;

	constructor(
		private readonly db: StationDatabases,
		private readonly derived: Derived
	) {}

	/** Whether there are releases that the hub has signed and only a newer program can read. */
	get newer(): boolean {
		for (const judged of this.#judged.values()) if (judged === 'newer') return true;
		return false;
	}

	/** All of them, in no order. */
	*all(): Generator<Placed<Release>> {
		for (const judged of this.#judged.values()) if (judged && judged !== 'newer') yield judged;
	}

	/**
	 * The newest release of each lesson, of those for the station's own branch where there are any: a newer number of somewhere
	 * else takes no lesson away. The last released first.
	 */
	newest(org: OrgPath = []): Release[] {
		const newest = new Map<string, Placed<Release>>();
		for (const release of this.all()) {
			const known = newest.get(release.lessonId);
			if (!known || supersedes(release, known, org)) newest.set(release.lessonId, release);
		}
		return [...newest.values()].sort(lastFirst);
	}

	/** Takes in what came since, and verifies only that, unless other keys are believed than before. */
	renew(trust: Trust): Promise<void> {
		return this.#queue.run(() => this.#renew(trust));
	}

	async #renew(trust: Trust): Promise<void> {
		const { catalogue } = this.db;
		const [database, keys] = await Promise.all([databaseId(catalogue), keysOf(trust)]);
		const { update_seq: last } = await catalogue.info();
		this.#stand ??= await this.#read();
		const before = this.#stand;
		const holds = before?.database === database && before.keys === keys && before.since <= Number(last);
		// What was shown until now is shown until all is verified anew.
		const judged = holds ? this.#judged : new Map<string, Judged>();
		const changed = new Set<string>();
		const ring = await ringOf(releaseKeys(trust));
		let since = holds ? before.since : 0;
		for (let came = portion; came === portion;) {
			const page = await catalogue.changes({ since, limit: portion, include_docs: true, conflicts: true });
			await Promise.all(
				page.results.map(async ({ id, doc, deleted }) => {
					if (!id.startsWith('release:')) return;
					if (deleted || !doc) judged.delete(id);
					else judged.set(id, await judge(this.db, doc, ring));
					changed.add(bucketOf(id));
				})
			);
			since = Number(page.last_seq);
			came = page.results.length;
		}
		this.#judged = judged;
		if (holds && since === before.since) return;
		this.#stand = { format, database, keys, since };
		await this.#keep(holds ? changed : null).catch((error: unknown) => console.warn(error)); // then it is verified again
	}

	/** What was kept; null when there is nothing sound. */
	async #read(): Promise<Stand | null> {
		try {
			const texts = await this.derived.texts();
			const stand = v.safeParse(Stand, JSON.parse(texts?.get('stand') ?? 'null'));
			if (!texts || !stand.success) return null;
			texts.delete('stand');
			// This program wrote each text, whole, in this format.
			const rows = [...texts.values()].flatMap((text) => JSON.parse(text) as [string, Judged][]);
			this.#judged = new Map(rows);
			return stand.output;
		} catch (error) {
			console.warn(error); // all are verified again
			return null;
		}
	}

	/** Keeps what is known, of some buckets or, where the rest no longer holds, of all. */
	async #keep(changed: Set<string> | null): Promise<void> {
		const isKept = changed && (await this.derived.keep(this.#texts(changed)));
		if (!isKept) await this.derived.keepAnew(this.#texts(null));
	}

	#texts(wanted: Set<string> | null): Map<string, string> {
		const rows = new Map<string, [string, Judged][]>([...(wanted ?? [])].map((name) => [name, []]));
		for (const [id, judged] of this.#judged) {
			const name = bucketOf(id);
			if (wanted && !wanted.has(name)) continue;
			const bucket = rows.get(name);
			if (bucket) bucket.push([id, judged]);
			else rows.set(name, [[id, judged]]);
		}
		const texts = new Map([...rows].map(([name, bucket]) => [name, JSON.stringify(bucket)]));
		return texts.set('stand', JSON.stringify(this.#stand));
	}
}

function bucketOf(id: string): string {
	let hash = 0;
	for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) | 0;
	return `releases:${(hash >>> 0) % buckets}`;
}

const lastFirst = (one: Release, other: Release) =>
	one.releasedAt < other.releasedAt ? 1 : one.releasedAt > other.releasedAt ? -1 : 0;

function supersedes(release: Placed<Release>, known: Placed<Release>, org: OrgPath): boolean {
	const [here, before] = [inBranch(org, release.units), inBranch(org, known.units)];
	return here === before ? release.number > known.number : here;
}

/** Which keys may sign releases, in one line. */
const keysOf = async (trust: Trust): Promise<string> =>
	(await Promise.all(releaseKeys(trust).map((key) => keyIdOf(key)))).sort().join(' ');

/** Another one for each database that was ever made: PouchDB gives each its own. */
const databaseId = (db: PouchDB.Database<Envelope>): Promise<string> =>
	(db as typeof db & { id(): Promise<string> }).id();

/** What a document says, if any of its revisions is truly signed: a forged one beside it hides nothing. */
async function judge(
	db: StationDatabases,
	doc: PouchDB.Core.ExistingDocument<Envelope & { _conflicts?: string[] }>,
	ring: KeyRing
): Promise<Judged> {
	let judged = await judgeOne(doc, ring);
	for (const rev of doc._conflicts ?? [])
		if (judged === null || judged === 'newer')
			judged = (await judgeOne(await db.catalogue.get(doc._id, { rev }), ring)) ?? judged;
	return judged;
}

const judgeOne = (doc: unknown, ring: KeyRing): Promise<Judged> =>
	unsealRelease(doc, ring).then(
		async (release) => ({ ...release, units: await placeOf({ ...release, names: release.branch }) }),
		(error: unknown) => (error instanceof UserError && error.code === 'format_newer' ? 'newer' : null)
	);
