import { newId, SerialQueue, UserError, type Clock } from '$lib/base';
import { checkRules, importPackage, type ImportRefusal, type ImportReport } from '$lib/importer';
import { readContents, type PackageContents, type Release, type ReleaseManifest } from '$lib/release';
import {
	ids,
	packageKind,
	type PackageFacts,
	unitsOfNames,
	type LibraryPackage,
	type ShownPackage,
	type UnitsOf
} from '$lib/store';
import type { Databases, FileBlobs } from '$lib/store/node';
import { allows } from '../may';
import type { PackageChange, PackageTaken, TakeRequest, Unpacking } from '../protocol';
import type { Person } from './accounts';
import { mustMay } from './must-may';
import { hubFull } from './documents';
import type { FileRights } from './draft-files';
import { fileIds, idInRow, rowIds, type Lookup, type Beginning } from './lookup';
import type { Releases } from './releases';
import { Repository } from './repository';
import { unpackPackage } from './unpack-package';
import type { Uploads } from './uploads';

/** How many packages a list shows that was not asked for more. */
const listed = 50;

/** A row of the list. */
export type PackageRow = Pick<ShownPackage, 'lessonId' | 'title' | 'savedAt' | 'savedBy' | 'verdict'> & {
	releases: number[];
};

/** A package in full, for its own page. */
export interface PackageInLibrary extends PackageRow {
	facts: PackageFacts;
	report: ImportReport;
	zip: LibraryPackage['zip'];
	course: number;
	/** The titles of its courses. */
	courses: string[];
	mayEdit: boolean;
}

/** Packages made elsewhere: checked, unpacked, and released to stations like our own lessons. */
export class Library {
	readonly #packages: Repository<LibraryPackage>;
	/** One zip at a time: unpacking takes all the hub has. */
	readonly #queue = new SerialQueue();

	constructor(
		db: Databases['lessons'],
		private readonly lookup: Lookup,
		private readonly blobs: FileBlobs,
		private readonly releases: Releases,
		private readonly rights: FileRights,
		private readonly space: Pick<Uploads, 'mustFit' | 'charge'>,
		private readonly now: Clock,
		unitsOf: UnitsOf = unitsOfNames
	) {
		this.#packages = new Repository(db, packageKind, unitsOf);
	}

	/**
	 * Takes in a zip the person has sent; the same one once however often it is asked for. `hear` is told how it goes.
	 * Throws `UserError('not_allowed' | 'not_found' | 'package_unplayable' | 'quota_person' | 'quota_unit' | 'hub_disk_reserve' | 'hub_disk_full')`.
	 */
	async take(request: TakeRequest, by: Person, hear: (progress: Unpacking) => void): Promise<PackageTaken> {
		mustMay(by, 'take in package');
		if (!(await this.rights.mayRead(request.sha256, by))) throw new UserError('not_found');
		return this.#queue.run(() => this.#take(request, by, hear));
	}

	async #take(request: TakeRequest, by: Person, hear: (progress: Unpacking) => void): Promise<PackageTaken> {
		const { sha256, name, replaces } = request;
		const before = replaces === undefined ? null : await this.#get(replaces, by, 'write package');
		const same = before ?? (await this.#made(sha256, by));
		if (same?.zip.sha256 === sha256) return { state: 'kept', lessonId: same.lessonId };
		const zip = await this.blobs.open(sha256);
		await this.blobs.keep(sha256);
		const mustFit = (bytes: number) => this.space.mustFit(bytes, by);
		const unpacked = await unpackPackage(zip, this.blobs, mustFit, hear);
		if (unpacked.state === 'refused') return unpacked;
		if (unpacked.state === 'unplayable') throw new UserError('package_unplayable');
		const lessonId = before?.lessonId ?? newId();
		const kept: LibraryPackage = {
			...(before ?? { _id: ids.package(lessonId), owner: by.name, branch: by.branch }),
			...{ kind: 'package', formatVersion: 2, lessonId, removedAt: null },
			...{ savedAt: this.now(), savedBy: by.name },
			zip: { sha256, size: zip.size, name },
			contents: unpacked.contents,
			report: { ...unpacked.report },
			course: await this.#courseIn(unpacked.contents.sha256, request.course ?? unpacked.chosen),
			facts: request.facts
		};
		await this.#packages.put(kept).catch(hubFull);
		await this.space.charge(unpacked.contents.sha256, unpacked.bytes, by);
		return { state: 'kept', lessonId };
	}

	/** The last saved of the packages a person may see, at most `limit`. */
	async list(by: Person, limit = listed): Promise<Beginning<PackageRow>> {
		const rows = await this.lookup.now();
		const start = rowIds.list('package', by.branch);
		const { rows: shown, more } = await rows.list<ShownPackage>('package', start, limit);
		const mine = shown.filter((kept) => allows(by, 'read package', kept));
		const packages = await Promise.all(
			mine.map(async ({ lessonId, title, savedAt, savedBy, verdict }) => ({
				...{ lessonId, title, savedAt, savedBy, verdict },
				releases: await this.releases.numbersOf(lessonId)
			}))
		);
		return { rows: packages, more };
	}

	/** Throws `UserError('not_found')`, also for one of another branch. */
	async open(lessonId: string, by: Person): Promise<PackageInLibrary> {
		const kept = await this.#get(lessonId, by, 'read package');
		const { courses } = await this.#contents(kept.contents.sha256);
		return {
			...(await this.#rowOf(kept)),
			...{ facts: kept.facts, zip: kept.zip, course: kept.course, report: reportOf(kept) },
			courses: courses.map(({ title, id }) => title || id),
			mayEdit: allows(by, 'write package', kept)
		};
	}

	/** What it consists of, for playing it before it is released. Throws `UserError('not_found')`. */
	async contents(lessonId: string, by: Person): Promise<ReleaseManifest> {
		const kept = await this.#get(lessonId, by, 'read package');
		return this.#manifestOf(kept);
	}

	/** Throws `UserError('not_found' | 'not_allowed' | 'hub_disk_full')`. */
	async change(lessonId: string, { facts, course }: PackageChange, by: Person): Promise<void> {
		const kept = await this.#get(lessonId, by, 'write package');
		const chosen = await this.#courseIn(kept.contents.sha256, course);
		const saved = { savedAt: this.now(), savedBy: by.name };
		await this.#packages.put({ ...kept, ...saved, facts, course: chosen }).catch(hubFull);
	}

	/** Lets it out to stations as it is now. Throws `UserError('not_found' | 'not_allowed' | 'hub_disk_full')`. */
	async release(lessonId: string, by: Person): Promise<Release> {
		const kept = await this.#get(lessonId, by, 'release package');
		const { themes, audience, minutes, summary } = kept.facts;
		const manifest = await this.#manifestOf(kept);
		return this.releases.releasePackage(
			manifest,
			{ themes, audience, minutes, summary, cover: null },
			kept.branch,
			by
		);
	}

	/** Takes it out of the library, or puts it back; what was released stays. Gives its title. Throws `UserError('not_found' | 'not_allowed' | 'hub_disk_full')`. */
	async setRemoved(lessonId: string, removed: boolean, by: Person): Promise<string> {
		const kept = await this.#packages.get(ids.package(lessonId));
		if (!kept) throw new UserError('not_found');
		mustMay(by, 'write package', kept);
		await this.#packages.put({ ...kept, removedAt: removed ? this.now() : null }).catch(hubFull);
		return kept.facts.title;
	}

	/**
	 * Looks again at what was judged by older rules, one after the other, so that the librarian reads what is known today.
	 * One that cannot be read again keeps its report; which those are is the answer: their ids and why.
	 */
	async checkAgain(): Promise<{ id: string; why: unknown }[]> {
		const unread: { id: string; why: unknown }[] = [];
		for await (const id of this.#judgedOtherwise()) {
			const why = await this.#queue.run(() => this.#checkOneAgain(id)).catch((error: unknown) => error);
			if (why) unread.push({ id, why });
		}
		return unread;
	}

	async #checkOneAgain(id: string): Promise<ImportRefusal | null> {
		const zip = (await this.#packages.get(id))?.zip;
		if (!zip) return null;
		const outcome = await importPackage(await this.blobs.open(zip.sha256));
		if (outcome.state === 'refused') return outcome.why;
		// It may have been changed or replaced while the zip was read.
		const kept = await this.#packages.get(id);
		if (kept?.zip.sha256 === zip.sha256) await this.#packages.put({ ...kept, report: { ...outcome.report } });
		return null;
	}

	/** Whether a person may see a file because a package they may see holds it. */
	async mayReadFile(sha256: string, by: Person): Promise<boolean> {
		if (!allows(by, 'read package', { branch: by.branch })) return false;
		return (await this.lookup.now()).any(fileIds.at(sha256, 'package', by.branch));
	}

	async #rowOf(kept: LibraryPackage): Promise<PackageRow> {
		const { lessonId, savedAt, savedBy, facts } = kept;
		const releases = await this.releases.numbersOf(lessonId);
		return { lessonId, title: facts.title, savedAt, savedBy, verdict: reportOf(kept).verdict, releases };
	}

	async #manifestOf({ lessonId, facts, course, contents }: LibraryPackage): Promise<ReleaseManifest> {
		const { files, courses } = await this.#contents(contents.sha256);
		const chosen = courses[course];
		if (!chosen) throw new Error(`${lessonId} has no course ${course}`);
		const { title, lang } = facts;
		const head = { formatVersion: 3 as const, lessonId, title, lang, passPercent: null };
		return { ...head, files, items: [], launch: '', course: chosen };
	}

	async #contents(sha256: string): Promise<PackageContents> {
		return readContents(await new Response(await this.blobs.read(sha256)).text());
	}

	/** A course the package has; the one its maker meant where another is asked for. */
	async #courseIn(sha256: string, course: number): Promise<number> {
		const { courses, chosen } = await this.#contents(sha256);
		return courses[course] ? course : chosen;
	}

	async #made(sha256: string, by: Person): Promise<LibraryPackage | null> {
		const rows = await (await this.lookup.now()).ids(rowIds.zip(by.name, sha256), 100);
		for (const row of rows) {
			const kept = await this.#packages.get(ids.package(idInRow(row)));
			if (kept && kept.removedAt === null) return kept;
		}
		return null;
	}

	async #get(
		lessonId: string,
		by: Person,
		verb: 'read package' | 'write package' | 'release package'
	): Promise<LibraryPackage> {
		const kept = await this.#packages.get(ids.package(lessonId));
		if (!kept || kept.removedAt !== null) throw new UserError('not_found');
		mustMay(by, verb, kept);
		return kept;
	}

	/** The ids of those that older rules judged. */
	async *#judgedOtherwise(): AsyncGenerator<string> {
		const all = rowIds.list('package', []);
		const rows = await this.lookup.now();
		for (
			let after = all, some: string[];
			(some = await rows.ids(all, listed, after)).length;
			after = some.at(-1)!
		)
			for (const row of some) {
				const kept = await this.#packages.get(ids.package(idInRow(row)));
				if (kept?.removedAt === null && (reportOf(kept).rules ?? 1) < checkRules) yield kept._id;
			}
	}
}

/** The hub stored it itself. */
const reportOf = ({ report }: LibraryPackage) => report as unknown as ImportReport;
