import { sha256, unseal, UserError, type Envelope, type KeyRing } from '$lib/base';
import { inBranch, Release, type OrgPath } from '$lib/store';
import { OpfsBlobs, type StationDatabases } from '$lib/store/browser';
import { releaseRing, type BlobJob, type Trust } from '$lib/sync';
import type { StationManifest } from './manifest';

/** How far a lesson has come to this station. Bytes include the manifest. */
export interface LessonHere {
	release: Release;
	state: 'here' | 'coming' | 'missing';
	landed: number;
	total: number;
}

/**
 * The newest release of each lesson whose signature holds, of those for the station's own branch where there are any: a newer
 * number of somewhere else takes no lesson away. Others are left out, never shown.
 */
export async function trustedReleases(
	db: StationDatabases,
	trust: Trust,
	org: OrgPath = []
): Promise<Release[]> {
	const ring = await releaseRing(trust);
	const { rows } = await db.catalogue.allDocs({
		startkey: 'release:',
		endkey: 'release:\uffff',
		include_docs: true,
		conflicts: true
	});
	const newest = new Map<string, Release>();
	for (const { doc } of rows) {
		const release = doc && (await trusted(db, doc, ring));
		if (!release) continue;
		const known = newest.get(release.lessonId);
		if (!known || supersedes(release, known, org)) newest.set(release.lessonId, release);
	}
	return [...newest.values()].sort((a, b) => b.releasedAt.localeCompare(a.releasedAt));
}

/** Whether there are releases that the hub has signed and only a newer program can read. */
export async function hasNewer(db: StationDatabases, trust: Trust): Promise<boolean> {
	const ring = await releaseRing(trust);
	const range = { startkey: 'release:', endkey: 'release:\uffff' };
	const { rows } = await db.catalogue.allDocs({ ...range, include_docs: true });
	const isNewer = (doc: unknown) =>
		unseal(doc, ring, 'release', Release).then(
			() => false,
			(error: unknown) => error instanceof UserError && error.code === 'format_newer'
		);
	// Only the few whose outside says so are verified.
	for (const { doc } of rows) if (doc && doc.formatVersion !== 1 && (await isNewer(doc))) return true;
	return false;
}

function supersedes(release: Release, known: Release, org: OrgPath): boolean {
	const [here, before] = [inBranch(org, release.branch), inBranch(org, known.branch)];
	return here === before ? release.number > known.number : here;
}

/** A release document's body, if any of its revisions is truly signed: a forged one beside it hides nothing. */
async function trusted(
	db: StationDatabases,
	doc: PouchDB.Core.ExistingDocument<Envelope & PouchDB.Core.AllDocsMeta>,
	ring: KeyRing
): Promise<Release | null> {
	const first = await unseal(doc, ring, 'release', Release).catch(() => null);
	if (first) return first;
	for (const rev of doc._conflicts ?? []) {
		const other = await db.catalogue.get(doc._id, { rev });
		const release = await unseal(other, ring, 'release', Release).catch(() => null);
		if (release) return release;
	}
	return null;
}

/** The manifest of a release, if it is here; its hash is the one the release was signed with. */
export async function manifestOf(release: Release, blobs: OpfsBlobs): Promise<StationManifest | null> {
	const file = await blobs.file(release.manifest.sha256);
	if (!file) return null;
	const text = await file.text();
	if ((await sha256(text)) !== release.manifest.sha256) return null;
	return JSON.parse(text) as StationManifest;
}

/** What of a release is still to be brought, and how many bytes of it are here. */
export async function missingOf(
	release: Release,
	blobs: OpfsBlobs,
	names: Set<string>
): Promise<{ jobs: BlobJob[]; landed: number; total: number }> {
	const total = release.bytes + release.manifest.size;
	const manifest = await manifestOf(release, blobs);
	if (!manifest) return { jobs: [release.manifest], landed: 0, total };
	const files = [...new Map(manifest.files.map((file) => [file.sha256, file])).values()];
	const jobs = files.filter((file) => !names.has(file.sha256));
	const missing = new Set(jobs.map((job) => job.sha256));
	const landed = manifest.files.reduce((sum, file) => sum + (missing.has(file.sha256) ? 0 : file.size), 0);
	return { jobs, landed: landed + release.manifest.size, total };
}
