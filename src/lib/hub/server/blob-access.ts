import { inBranch } from '$lib/store';
import type { Person } from './accounts';
import { allows } from '../may';
import type { Bank } from './bank';
import type { GatewayCaller } from './gateway';
import type { Drafts } from './drafts';
import type { Library } from './library';
import type { Releases } from './releases';
import type { SavedTemplates } from './saved-templates';
import type { Stations } from './stations';
import type { Uploads } from './uploads';

/**
 * Whether a caller may read a blob: a station what a release of a branch above it lists, a person what a release or a
 * draft within their branch (or a release above it) opens, or a template, a question or a package they may use, or what they sent themselves.
 */
export async function mayReadBlob(
	hub: {
		stations: Stations;
		releases: Releases;
		drafts: Drafts;
		savedTemplates: SavedTemplates;
		bank: Bank;
		library: Library;
		uploads: Uploads;
	},
	sha256: string,
	caller: GatewayCaller,
	person: Person | null
): Promise<boolean> {
	const branches = await hub.releases.branchesOf(sha256);
	if (caller.kind === 'station') {
		const { org } = await hub.stations.site(caller.caller.stationId);
		return branches.some((branch) => inBranch(org, branch));
	}
	if (!person) return false;
	return (
		branches.some((branch) => allows(person, 'take release', { branch })) ||
		(await hub.drafts.mayRead(sha256, person)) ||
		(await hub.savedTemplates.mayRead(sha256, person)) ||
		(await hub.bank.mayReadFile(sha256, person)) ||
		(await hub.library.mayReadFile(sha256, person)) ||
		(await hub.uploads.holds(sha256, person.name))
	);
}
