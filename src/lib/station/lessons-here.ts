import { SerialQueue, UserError } from '$lib/base';
import type { Release } from '$lib/release';
import type { OrgPath } from '$lib/store';
import type { Derived, FilesStand, OpfsBlobs, StationDatabases } from '$lib/store/browser';
import type { Trust } from '$lib/sync';
import { missingOf } from './lessons';
import { TrustedReleases } from './trusted-releases';

/** How far a lesson has come to this station. Bytes include the manifest. */
export interface LessonHere {
	release: Release;
	/** `damaged`, `newer`: all that can come is here, and cannot be opened, or only by a newer program. */
	state: 'here' | 'coming' | 'missing' | 'damaged' | 'newer';
	landed: number;
	total: number;
}

/** Of how many lessons the files are looked for one by one, before all names of files are read. */
const fewLooks = 200;

/** Which lessons there are for this station, and how far each has come; remembered, so that no start looks at every file. */
export class LessonsHere {
	readonly #releases: TrustedReleases;
	readonly #queue = new SerialQueue();
	#stands: Map<string, FilesStand> | null = null;
	/** How those stand that could not be brought whole, or not be read, as far as somebody has looked since the start. */
	readonly #looked = new Map<string, LessonHere>();

	constructor(
		db: StationDatabases,
		private readonly blobs: OpfsBlobs,
		private readonly derived: Derived
	) {
		this.#releases = new TrustedReleases(db, derived);
	}

	/** Whether there are releases that the hub has signed and only a newer program can read. */
	get newer(): boolean {
		return this.#releases.newer;
	}

	/** The newest release of each lesson as {@link TrustedReleases.newest} has them. What is known already is not looked at again. */
	renew(trust: Trust, org: OrgPath | undefined): Promise<LessonHere[]> {
		return this.#queue.run(async () => {
			await this.#releases.renew(trust);
			const stands = (this.#stands ??= await this.#read());
			const releases = this.#releases.newest(org);
			const begun = releases.filter(
				({ id, manifest }) => stands.get(manifest.sha256) === 'begun' && !this.#looked.has(id)
			);
			const has = await this.#presence(begun.length);
			for (const release of begun) await this.#look(release, has);
			return releases.map((release) => this.#asKnown(release));
		});
	}

	/** Says that files of a release are about to come: from now on it is looked for. */
	async begin({ manifest }: Release): Promise<void> {
		if (this.#stands?.has(manifest.sha256)) return;
		await this.#stand(manifest.sha256, 'begun');
	}

	/** Looks how far one has come, whatever was remembered: after it was brought, or when a file of it did not open. */
	look(release: Release): Promise<LessonHere> {
		return this.#look(release, (sha256) => this.blobs.has(sha256));
	}

	async #look(release: Release, has: (sha256: string) => Promise<boolean>): Promise<LessonHere> {
		const found = await lookFor(release, this.blobs, has);
		this.#looked.set(release.id, found);
		await this.#stand(release.manifest.sha256, found.state === 'here' ? 'here' : 'begun');
		return found;
	}

	#asKnown(release: Release): LessonHere {
		const total = totalOf(release);
		const stand = this.#stands?.get(release.manifest.sha256);
		if (stand === 'here') return { release, state: 'here', landed: total, total };
		return this.#looked.get(release.id) ?? { release, state: 'missing', landed: 0, total };
	}

	async #stand(manifest: string, stand: FilesStand): Promise<void> {
		if (this.#stands?.get(manifest) === stand) return;
		this.#stands?.set(manifest, stand);
		// What could not be remembered is looked for again.
		await this.derived.stand(manifest, stand).catch((error: unknown) => console.warn(error));
	}

	/** What is remembered; where nothing is, of all lessons what is found. */
	async #read(): Promise<Map<string, FilesStand>> {
		const known = await this.derived.files().catch(() => null);
		if (known) return known;
		const names = await this.blobs.names();
		const stands = new Map<string, FilesStand>();
		const has = (sha256: string) => Promise.resolve(names.has(sha256));
		for (const release of names.size ? this.#releases.all() : []) {
			if (!names.has(release.manifest.sha256)) continue;
			const found = await lookFor(release, this.blobs, has);
			this.#looked.set(release.id, found);
			stands.set(release.manifest.sha256, found.state === 'here' ? 'here' : 'begun');
		}
		await this.derived.standAll(stands).catch((error: unknown) => console.warn(error));
		return stands;
	}

	/** How to ask whether a file is here: each by itself, or out of a list of all. */
	async #presence(lessons: number): Promise<(sha256: string) => Promise<boolean>> {
		if (lessons <= fewLooks) return (sha256) => this.blobs.has(sha256);
		const names = await this.blobs.names();
		return (sha256) => Promise.resolve(names.has(sha256));
	}
}

const totalOf = ({ bytes, manifest }: Release) => bytes + manifest.size;

async function lookFor(
	release: Release,
	blobs: OpfsBlobs,
	has: (sha256: string) => Promise<boolean>
): Promise<LessonHere> {
	try {
		const { jobs, landed, total } = await missingOf(release, blobs, has);
		return { release, state: jobs.length ? 'missing' : 'here', landed, total };
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const [landed, total] = [release.manifest.size, totalOf(release)];
		if (error.code === 'format_newer') return { release, state: 'newer', landed, total };
		if (error.code === 'release_damaged') return { release, state: 'damaged', landed, total };
		throw error;
	}
}
