import { packageLimits, refusalOf, type ArchiveLimits } from '$lib/archive';
import type { ReadManifest } from '$lib/scorm';
import { FileIndex } from '$lib/scorm/course';
import { textOfPage } from './file-type';
import {
	filesOf,
	findManifest,
	findStructure,
	manifestBytes,
	readPlaced,
	type PackageFiles
} from './find-manifest';
import { kindWithoutManifest, type PackageKind } from './kind';
import { lookAtFiles, lookAtManifest, lookAtParts, lookForFiles, type OnLook } from './look';
import { metadataOf } from './metadata';
import { checkRules, Findings, verdictOf, type ImportRefusal, type ImportReport } from './report';
import { PackageLoads } from './loads/package-loads';
import { languageOfPage, titleOfPage } from './scan';
import { toolOf, type PackageTool } from './tool';

/** A package as it was found: read and reported on, or refused as a whole. */
export type ImportOutcome =
	| { state: 'checked'; report: ImportReport; files: PackageFiles; manifest: ReadManifest | null }
	| { state: 'refused'; why: ImportRefusal; where: string };

interface Options {
	limits?: ArchiveLimits;
	onLook?: OnLook;
	/** Milliseconds; the time of this computer by default. */
	now?: number;
}

/**
 * Looks through a zip that anyone may have made. `files` are those of the package, by their path from the manifest's
 * folder; every one has been unpacked once. Nothing is written anywhere. Never throws for what is in the zip.
 */
export async function importPackage(zip: Blob, options: Options = {}): Promise<ImportOutcome> {
	try {
		const { limits = packageLimits, onLook = () => undefined, now = Date.now() } = options;
		return await checked(zip, limits, { onLook, today: new Date(now).toISOString().slice(0, 10) });
	} catch (error) {
		const refusal = refusalOf(error);
		if (!refusal) throw error;
		return { state: 'refused', ...refusal };
	}
}

const refused = (why: ImportRefusal, where = ''): ImportOutcome => ({ state: 'refused', why, where });

type Look = Omit<Parameters<typeof lookAtFiles>[2], 'loads'>;

async function checked(zip: Blob, limits: ArchiveLimits, look: Look): Promise<ImportOutcome> {
	const all = await filesOf(zip, limits);
	if (!all.size) return refused('empty');
	const found = findManifest(all);
	if (found === 'several') return refused('several_packages');
	const place = found === 'none' ? await findStructure(all) : found;
	if (!place) return withoutManifest(all, look);
	if (place.file.size > manifestBytes) return refused('manifest_too_large', place.file.path);
	const reading = await readPlaced(place.file);
	if (reading.state === 'refused') {
		if (found === 'none' && reading.why === 'not_a_manifest') return withoutManifest(all, look);
		return refused(`manifest_${reading.why}`, String(reading.line));
	}

	const { manifest } = reading;
	const findings = new Findings();
	const files = inFolder(all, place.folder, findings);
	const index = new FileIndex(new Set(files.keys()));
	lookAtManifest(manifest, findings);
	const parts = lookAtParts(manifest, index, findings);
	lookForFiles(manifest, index, findings);
	const first = await firstPage(files, parts[0]?.path);
	const loads = new PackageLoads(index);
	const addresses = await lookAtFiles(files, findings, { ...look, loads });
	const [start, ...more] = parts.map(({ path }) => path);
	loads.tell(findings, start, more);
	findings.addAddresses(addresses);
	const chosen = manifest.organizations[manifest.chosen];
	const language = languageOfPage(first);
	const told = await metadataOf(manifest, files, index);
	const report = reportOf(manifest.standard, files, await toolFor(files, first), findings, {
		// Without contents nobody named it but its page.
		title: told.title || chosen?.title || (!chosen?.id && titleOfPage(first)) || parts[0]?.title || '',
		scorm:
			manifest.standard === 'scorm' ? { version: manifest.version, edition: manifest.schemaVersion } : null,
		parts,
		organizations: manifest.organizations.map(({ title, id }, place) => ({
			title: title || id,
			chosen: place === manifest.chosen
		})),
		minutes: told.minutes,
		languages: [...new Set([...told.languages, ...(language ? [language] : [])])],
		about: told.about
	});
	return { state: 'checked', report, files, manifest };
}

async function withoutManifest(files: PackageFiles, look: Look): Promise<ImportOutcome> {
	const paths = [...files.keys()];
	const kind = kindWithoutManifest(paths);
	const inner = paths.find((path) => /\.zip$/i.test(path));
	if (kind === 'unknown' && inner) return refused('nested', inner);
	const findings = new Findings();
	findings.add('not_scorm', 'fails');
	findings.addAddresses(await lookAtFiles(files, findings, { ...look, loads: null }));
	const page = await firstPage(
		files,
		paths.find((path) => /(^|\/)index\.html?$/i.test(path)) ?? paths.find((path) => /\.html?$/i.test(path))
	);
	const language = languageOfPage(page);
	const report = reportOf(kind, files, await toolFor(files, page), findings, {
		title: '',
		scorm: null,
		parts: [],
		organizations: [],
		minutes: null,
		languages: language ? [language] : [],
		about: null
	});
	return { state: 'checked', report, files, manifest: null };
}

type Told = Pick<
	ImportReport,
	'title' | 'scorm' | 'parts' | 'organizations' | 'minutes' | 'languages' | 'about'
>;

function reportOf(
	kind: PackageKind,
	files: PackageFiles,
	tool: PackageTool,
	findings: Findings,
	told: Told
): ImportReport {
	const list = findings.list();
	const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
	const judged = { rules: checkRules, verdict: verdictOf(list), findings: list };
	return { kind, tool, ...told, files: files.size, bytes, ...judged };
}

function inFolder(all: PackageFiles, folder: string, findings: Findings): PackageFiles {
	const files: PackageFiles = new Map();
	for (const [path, file] of all)
		if (path.startsWith(folder))
			files.set(path.slice(folder.length), { ...file, path: path.slice(folder.length) });
		else findings.add('files_outside', 'note', path);
	return files;
}

const pageBytes = 4e6;

const readSmall = async (files: PackageFiles, path: string) => {
	const file = files.get(path);
	return file && file.size <= pageBytes ? file.text() : '';
};

async function firstPage(files: PackageFiles, path = ''): Promise<string> {
	const file = files.get(path);
	return file && file.size <= pageBytes && /\.x?html?$/i.test(path) ? textOfPage(file) : '';
}

const toolFor = (files: PackageFiles, page: string) =>
	toolOf([...files.keys()], page, (path) => readSmall(files, path));
