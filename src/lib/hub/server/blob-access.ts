import type { Person } from './accounts';
import { allows } from '../may';
import type { Bank } from './bank';
import type { GatewayCaller } from './gateway';
import type { Drafts } from './drafts';
import type { Library } from './library';
import { fileIds, placesUp, type Lookup, type LookupRows } from './lookup';
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
		lookup: Lookup;
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
	const rows = await hub.lookup.now();
	if (caller.kind === 'station') {
		const { units } = await hub.stations.site(caller.caller.stationId);
		return releasedAbove(rows, sha256, units);
	}
	if (!person) return false;
	return (
		(await mayTakeRelease(rows, sha256, person)) ||
		(await hub.drafts.mayRead(sha256, person)) ||
		(await hub.savedTemplates.mayRead(sha256, person)) ||
		(await hub.bank.mayReadFile(sha256, person)) ||
		(await hub.library.mayReadFile(sha256, person)) ||
		(await hub.uploads.holds(sha256, person.name))
	);
}

/** Whether some release lists a blob. */
export async function isReleased(lookup: Lookup, sha256: string): Promise<boolean> {
	return (await lookup.now()).any(fileIds.release(sha256));
}

const releasedAbove = async (rows: LookupRows, sha256: string, place: Person['branch']) =>
	(await rows.present(placesUp(place).map((above) => fileIds.release(sha256, above)))).size > 0;

async function mayTakeRelease(rows: LookupRows, sha256: string, person: Person): Promise<boolean> {
	const { branch } = person;
	if (!allows(person, 'take release', { branch })) return false;
	return (await rows.any(fileIds.release(sha256, branch))) || releasedAbove(rows, sha256, branch);
}
