import type { ArchiveFile } from '$lib/archive';
import type { ReadItem, ReadManifest } from '$lib/scorm';
import { FileIndex } from '$lib/scorm/course';
import type { PackageFiles } from './find-manifest';
import type { Findings, ImportReport } from './report';
import { textOfPage } from './file-type';
import type { PackageLoads } from './loads/package-loads';
import { scanText, withoutComments, type Scan } from './scan';

const severities = {
	ampersand: 'note',
	encoding_wrong: 'note',
	version_odd: 'note',
	no_organization: 'note',
	several_organizations: 'note',
	default_wrong: 'note',
	item_without_resource: 'note',
	scormtype_missing: 'note',
	scorm_1_1: 'note',
	submanifest: 'limits'
} as const;

/** What the manifest itself has that the standard does not. */
export function lookAtManifest({ oddities, standard }: ReadManifest, findings: Findings): void {
	for (const { code, where } of oddities)
		for (const one of where.length ? where : ['']) findings.add(code, severities[code], one);
	if (standard !== 'scorm') findings.add('no_tracking', 'limits');
}

/** The parts of the chosen organization that can be opened; what cannot is among the findings. */
export function lookAtParts(
	manifest: ReadManifest,
	index: FileIndex,
	findings: Findings
): ImportReport['parts'] {
	const items = flat(manifest.organizations[manifest.chosen]?.items ?? []).filter(
		({ launch }) => launch !== null
	);
	const parts: ImportReport['parts'] = [];
	const lost: (() => void)[] = [];
	for (const { launch, title, sco } of items) {
		const target = index.find(launch ?? '');
		if (target.to === 'file') {
			parts.push({ title, path: target.path, sco });
			if (target.repaired) findings.add('names_repaired', 'note', target.path);
			continue;
		}
		const code = { missing: 'launch_missing', online: 'launch_online', script: 'launch_script' } as const;
		const where = target.to === 'missing' ? target.path : target.address;
		lost.push(() => findings.add(code[target.to], parts.length ? 'limits' : 'fails', where));
	}
	for (const add of lost) add();
	if (!items.length) findings.add('nothing_to_launch', 'fails');
	if (parts.length && parts.every(({ sco }) => !sco)) findings.add('no_tracking', 'limits');
	for (const { path } of parts) if (/\.swf$/i.test(path)) findings.add('flash_launch', 'fails', path);
	return parts;
}

const flat = (items: ReadItem[]): ReadItem[] => items.flatMap((item) => [item, ...flat(item.items)]);

/** Whether what the resources name is there. */
export function lookForFiles({ files }: ReadManifest, index: FileIndex, findings: Findings): void {
	for (const href of files) {
		const target = index.find(href);
		if (target.to === 'missing') findings.add('files_missing', 'limits', target.path);
		else if (target.to === 'online') findings.add('calls_out', 'limits', target.address);
		else if (target.to === 'file' && target.repaired) findings.add('names_repaired', 'note', target.path);
	}
}

const text = /\.(x?html?|m?js|css|svg|xml|json)$/i;
const textBytes = 16e6;
const allTextBytes = 256e6;

/** How far the look at a package has come, in bytes as they are unpacked. */
export type OnLook = (done: number, total: number) => void;

/**
 * Unpacks every file, so that a damaged or lying one is found now and not in a village, and reads the texts for what a station cannot
 * give; gives the addresses that merely stand in them. `today` as in `2026-12-31`. Throws what {@link ArchiveFile} throws.
 */
export async function lookAtFiles(
	files: PackageFiles,
	findings: Findings,
	{ today, onLook, loads }: { today: string; onLook: OnLook; loads: PackageLoads | null }
): Promise<Set<string>> {
	const addresses = new Set<string>();
	const total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
	let done = 0;
	let read = 0;
	// Tools that made both versions name the one without Flash so, and choose between them in the browser.
	const beside = [...files.keys()].some((path) => /_html5\.html$/i.test(path));
	for (const file of files.values()) {
		const flash = () =>
			beside ? findings.add('flash_beside', 'note', file.path) : findings.add('flash', 'limits', file.path);
		byName(file, findings, flash);
		const readable = text.test(file.path);
		if (readable && file.size <= textBytes && read + file.size <= allTextBytes) {
			read += file.size;
			const page = /\.x?html?$/i.test(file.path);
			const text = page ? await textOfPage(file) : await file.text();
			const seen = scanText(file.path, page ? withoutComments(text) : text);
			byText(file.path, seen, findings, flash);
			if (seen.expires) findings.add('expires', seen.expires <= today ? 'fails' : 'limits', seen.expires);
			for (const address of seen.addresses) addresses.add(address);
			loads?.read(file.path, text);
			done += file.size;
		} else {
			if (readable) findings.add('not_all_read', 'note', file.path);
			await file.check((bytes) => onLook((done += bytes), total));
		}
		onLook(done, total);
	}
	return addresses;
}

function byName({ path }: ArchiveFile, findings: Findings, flash: () => void): void {
	if (/\.swf$/i.test(path)) flash();
	if (/\.(xap|class|jar|dcr|exe|ocx|cab)$/i.test(path)) findings.add('plugin', 'limits', path);
	if (/\.(avi|wmv|rmvb?|flv|asf|mpe?g|wma|3gp)$/i.test(path)) findings.add('film_format', 'limits', path);
}

function byText(path: string, seen: Scan, findings: Findings, flash: () => void): void {
	for (const address of seen.media) findings.add('media_online', 'limits', address);
	if (seen.popups) findings.add('popups', 'note', path);
	if (seen.worker) findings.add('own_worker', 'note', path);
	if (seen.direct) findings.add('direct_connection', 'note', path);
	if (seen.plugin) findings.add('plugin', 'limits', path);
	if (seen.flash) flash();
}
