import { seal, sha256, UserError, utf8, type Clock } from '$lib/base';
import {
	captionsOf,
	compile,
	courseEntries,
	packageEntries,
	releaseManifest,
	type PackageFile,
	type PackageVersion,
	type SchemaFiles
} from '$lib/compiler';
import { zipStream } from '$lib/archive';
import { mediaOf, numberLesson, problemsOf, isQuestion, type Lesson } from '$lib/lesson';
import { worstCase } from '$lib/lesson/tracking';
import { suspendLimit, type ScormEdition } from '$lib/scorm';
import {
	readManifest,
	readRelease,
	releaseFormat,
	releaseKind,
	type Release,
	type ReleaseFacts,
	type ReleaseManifest
} from '$lib/release';
import { ids, type OrgPath, type Placed } from '$lib/store';
import type { FileBlobs } from '$lib/store/node';
import type { Person } from './accounts';
import type { Catalogue } from './catalogue';
import { notFoundIsNull, prefix } from './documents';
import type { Units } from './units';
import { soleLease, type Lease } from './lease';

/** How many numbers a lesson's first release after a restore leaves out. */
const skippedAfterRestore = 10;

/** What packages are made of besides lessons: the built run-time and the official XML schemas. */
export interface PackageParts {
	runtime: PackageFile[];
	schemas: SchemaFiles;
}

/** Largest entry of the catalogue, in bytes: every station keeps all of them. */
const entryLimit = 24 * 1024;

/** Lessons as they were let out: immutable, signed, in the catalogue. */
export class Releases {
	constructor(
		private readonly catalogue: Catalogue,
		private readonly blobs: FileBlobs,
		private readonly parts: PackageParts,
		private readonly now: Clock,
		private readonly units: Pick<Units, 'tree' | 'ofNames'>,
		/** One release at a time: numbers are counted. */
		private readonly lease: Lease = soleLease()
	) {}

	/**
	 * Compiles a lesson, stores its files and puts a signed release into the catalogue, under the branch whose lesson it is.
	 * Throws `UserError('not_allowed')` when another branch let this lesson out, the first of its {@link problemsOf}, `UserError('lesson_state_too_large')` or `UserError('lesson_media_missing')`.
	 */
	release(draft: Lesson, branch: OrgPath, by: Person): Promise<Placed<Release>> {
		return this.lease.run(() => this.#release(draft, branch, by));
	}

	async #release(draft: Lesson, branch: OrgPath, by: Person): Promise<Placed<Release>> {
		const lesson = numberLesson(draft);
		const [problem] = problemsOf(lesson);
		if (problem) throw problem.error;
		for (const media of mediaOf(lesson))
			if ((await this.blobs.size(media.sha256)) !== media.size) throw new UserError('lesson_media_missing');
		const captions = new Map<string, string>();
		for (const { sha256: hash } of captionsOf(lesson))
			captions.set(hash, await new Response(await this.blobs.read(hash)).text());
		const files = compile(lesson, this.parts.runtime, captions);
		const manifest = await releaseManifest(lesson, files, (media) => this.blobs.read(media.sha256));
		const size = worstCase(manifest.items);
		const limit = suspendLimit['1.2'];
		if (size > limit) throw new UserError('lesson_state_too_large', { size, limit });
		for (const file of files) if ('body' in file) await this.blobs.put(file.body);
		const { themes, audience, minutes, summary, cover } = lesson.settings;
		return this.#publish(manifest, { themes, audience, minutes, summary, cover }, branch, by);
	}

	/** Puts a package made elsewhere into the catalogue; its files are here already. */
	releasePackage(
		manifest: ReleaseManifest,
		facts: ReleaseFacts,
		branch: OrgPath,
		by: Person
	): Promise<Placed<Release>> {
		return this.lease.run(() => this.#publish(manifest, facts, branch, by));
	}

	async #publish(
		manifest: ReleaseManifest,
		facts: ReleaseFacts,
		branch: OrgPath,
		by: Person
	): Promise<Placed<Release>> {
		const { lessonId, title, lang } = manifest;
		const before = await this.of(lessonId);
		// A lesson belongs to whoever let it out first: nobody's release stands before another branch's.
		if (before.some((release) => release.units.at(-1) !== branch.at(-1))) throw new UserError('not_allowed');
		const stored = await this.blobs.put(utf8(JSON.stringify(manifest)));
		const number = this.#nextNumber(lessonId, before.at(-1));
		const at = new Date(this.now()).toISOString();
		const release: Placed<Release> = {
			id: ids.release(lessonId, number),
			...{ lessonId, number, title, lang, ...facts },
			...{ branch: (await this.units.tree()).names(branch), units: branch },
			questions: manifest.items.filter(isQuestion).length,
			prompts: manifest.items.filter((item) => item.kind === 'discussion').length,
			bytes: manifest.files.reduce((sum, file) => sum + file.size, 0),
			manifest: stored,
			gates: [{ gate: 'release', by: by.name, at }],
			releasedAt: at
		};
		const head = { id: release.id, kind: releaseKind, formatVersion: releaseFormat };
		if (utf8(JSON.stringify(release)).byteLength > entryLimit)
			throw new UserError('lesson_invalid', { where: 'catalogue' });
		await this.catalogue.add(await seal(this.catalogue.keys.release, head, { ...release }));
		return release;
	}

	/** All releases of a lesson, first to last. */
	async of(lessonId: string): Promise<Placed<Release>[]> {
		const { rows } = await this.catalogue.db.allDocs(prefix(`release:${lessonId}:`));
		return Promise.all(rows.flatMap(({ doc }) => (doc ? [this.#read(doc)] : [])));
	}

	/** The numbers of a lesson's releases, first to last. */
	async numbersOf(lessonId: string): Promise<number[]> {
		const { startkey, endkey } = prefix(`release:${lessonId}:`);
		const { rows } = await this.catalogue.db.allDocs({ startkey, endkey });
		return rows.map(({ id }) => Number(id.slice(startkey.length)));
	}

	/** One release. Throws `UserError('not_found')`. */
	async get(lessonId: string, number: number): Promise<Placed<Release>> {
		const doc = await notFoundIsNull(this.catalogue.db.get(ids.release(lessonId, number)));
		if (!doc) throw new UserError('not_found');
		return this.#read(doc);
	}

	/** Everything a release consists of. Throws as {@link readManifest}. */
	async manifest(release: Release): Promise<ReleaseManifest> {
		return readManifest(await new Response(await this.blobs.read(release.manifest.sha256)).text());
	}

	/**
	 * A release as a zip file, streamed: SCORM 1.2, SCORM 2004 (4th or 3rd edition) or a plain web site; a package made elsewhere
	 * only as it came (`original`). Throws `UserError('not_found')`.
	 */
	async package(release: Release, version: PackageVersion | 'original'): Promise<ReadableStream<Uint8Array>> {
		const manifest = await this.manifest(release);
		if ((version === 'original') !== (manifest.course !== undefined)) throw new UserError('not_found');
		return zipStream(packageEntries(manifest, version, (sha) => this.blobs.read(sha), this.parts.schemas));
	}

	/**
	 * Several releases as one package, streamed, in the order given. Its identifiers follow from which lessons they are, so a
	 * newer release of one, or another order, is the same course to an LMS. Only of our own lessons: throws `UserError('not_found')`.
	 */
	async course(
		title: string,
		releases: Release[],
		edition: ScormEdition
	): Promise<ReadableStream<Uint8Array>> {
		const lessonIds = releases.map(({ lessonId }) => lessonId).sort();
		const courseId = (await sha256(utf8(lessonIds.join(' ')))).slice(0, 16);
		const lessons = await Promise.all(releases.map((release) => this.manifest(release)));
		if (lessons.some((lesson) => lesson.course)) throw new UserError('not_found');
		const open = (sha: string) => this.blobs.read(sha);
		return zipStream(courseEntries({ courseId, title, lessons }, edition, open, this.parts.schemas));
	}

	/** A release this hub signed itself. */
	async #read(doc: { signed: string }): Promise<Placed<Release>> {
		const release = readRelease(doc);
		return { ...release, units: release.units ?? (await this.units.ofNames(release.branch)) };
	}

	/**
	 * The next release number of a lesson. After a restore from a backup some are skipped: stations may hold releases that the
	 * backup did not, and a number never stands for two contents.
	 */
	#nextNumber(lessonId: string, last: Release | undefined): number {
		const { by, since, used } = this.catalogue.generation;
		const known = Math.max(last?.number ?? 0, used[lessonId] ?? 0);
		const restored = by !== 'new' && last && last.releasedAt < since && known === last.number;
		return known + 1 + (restored ? skippedAfterRestore : 0);
	}
}
