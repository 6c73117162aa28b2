import { readArchive, type ArchiveFile, type ArchiveLimits } from '$lib/archive';
import { readManifest, type ManifestReading } from '$lib/scorm';
import { FileIndex } from '$lib/scorm/course';

/** Files by path. */
export type PackageFiles = Map<string, ArchiveFile>;

/** Where the manifest is: the folder it is in, empty for the top; `several` when nobody can say which one is meant. */
export type ManifestPlace = { folder: string; file: ArchiveFile } | 'none' | 'several';

/** A manifest larger than this is none. */
export const manifestBytes = 20e6;

const junk = /(^|\/)(__MACOSX\/|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$)/i;
const manifestName = /(^|\/)imsmanifest\.xml$/i;
const depthOf = (path: string) => path.split('/').length;

/** The manifest nearest to the top. */
export function findManifest(files: PackageFiles): ManifestPlace {
	const found = [...files.values()].filter(({ path }) => manifestName.test(path));
	const top = Math.min(...found.map(({ path }) => depthOf(path)));
	const [file, other] = found.filter(({ path }) => depthOf(path) === top);
	if (!file) return 'none';
	return other ? 'several' : { folder: file.path.replace(/[^/]*$/, ''), file };
}

/** Before this much of a structure file its first `block` has begun. */
const structureStart = 65_536;

/** The course structure of SCORM 1.1, whose file may have any name: the one nearest to the top; null when there is none. */
export async function findStructure(files: PackageFiles): Promise<Exclude<ManifestPlace, string> | null> {
	const candidates = [...files.values()]
		.filter(({ path, size }) => /\.xml$/i.test(path) && size <= manifestBytes)
		.sort((a, b) => depthOf(a.path) - depthOf(b.path))
		.slice(0, 100);
	for (const file of candidates) {
		const start = (await file.text()).slice(0, structureStart);
		const root = start.search(/<content[\s>]/);
		if (root >= 0 && /<block[\s>]/.test(start.slice(root)))
			return { folder: file.path.replace(/[^/]*$/, ''), file };
	}
	return null;
}

/** Reads the manifest's bytes; a refusal when they are too many. */
export async function readPlaced(file: ArchiveFile): Promise<ManifestReading> {
	return readManifest(new Uint8Array(await (await file.blob()).arrayBuffer()));
}

const encodings = ['gb18030', 'big5', 'shift_jis', 'ibm866', 'windows-1251'];

/**
 * The files of a zip without what Mac and Windows leave in it. Where the zip does not say how its names are encoded, the
 * encoding is taken under which most files that the manifest names are there; Chinese where that says nothing.
 */
export async function filesOf(zip: Blob, limits: ArchiveLimits): Promise<PackageFiles> {
	const first = cleaned(await readArchive(zip, limits));
	const names = [...first.values()].map(({ named }) => named);
	if (names.every((named) => named === 'said')) return first;
	const hrefs = await hrefsOf(first);
	let best = { files: first, found: found(first, hrefs) - (names.includes('unknown') ? 0.5 : 0) };
	for (const encoding of encodings) {
		const files = await readArchive(zip, limits, encoding).then(cleaned, () => null);
		if (files && found(files, hrefs) > best.found) best = { files, found: found(files, hrefs) };
	}
	return best.files;
}

const cleaned = (files: PackageFiles): PackageFiles =>
	new Map([...files].filter(([path]) => !junk.test(path)));

async function hrefsOf(files: PackageFiles): Promise<string[]> {
	const place = findManifest(files);
	if (typeof place === 'string' || place.file.size > manifestBytes) return [];
	const reading = await readPlaced(place.file);
	return reading.state === 'read' ? reading.manifest.files : [];
}

function found(files: PackageFiles, hrefs: string[]): number {
	const place = findManifest(files);
	const folder = typeof place === 'string' ? '' : place.folder.replace(/\/$/, '');
	const index = new FileIndex(new Set(files.keys()));
	return hrefs.filter((href) => index.find(href, folder).to === 'file').length;
}
