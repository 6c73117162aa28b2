import type { Clock } from '$lib/base';
import type { UnitsOf } from '$lib/store';
import {
	closeDatabases,
	FileBlobs,
	openDatabases,
	storeFailure,
	type CouchPlace,
	type Database,
	type DatabaseEvents,
	type Databases
} from '$lib/store/node';
import { join } from 'node:path';
import { Accounts } from './accounts';
import { AheadOfHub } from './ahead';
import { Bank } from './bank';
import { BlobCollector } from './blob-collector';
import { namedBlobs } from './blob-names';
import { Catalogue } from './catalogue';
import { CatalogueSnapshot } from './catalogue-snapshot';
import { Comments } from './comments';
import { claimDataFolder, databasesPlace, noteDataFolder } from './data-folder';
import { every, everyDay } from './every-day';
import type { FileRights } from './draft-files';
import { DraftBin } from './draft-bin';
import { Drafts } from './drafts';
import { Figures } from './figures';
import { Gateway } from './gateway';
import { readGeneration } from './generation';
import { hubKeys, type HubKeys } from './keys';
import { SharedLease, soleLease, type Lease } from './lease';
import { Library } from './library';
import { filesListedBy, Lookup } from './lookup';
import { News } from './news';
import { bePresent } from './presence';
import { Records } from './records';
import { Results } from './results';
import { Releases, type PackageParts } from './releases';
import { StationList } from './station-list';
import { Stations } from './stations';
import { SavedTemplates } from './saved-templates';
import { Templates } from './templates';
import { Units } from './units';
import { Uploads } from './uploads';
import type { Quotas } from './upload-usage';
import { mayReadBlob } from './blob-access';

/** Everything a hub process holds open. */
export interface Hub {
	accounts: Accounts;
	drafts: Drafts;
	bin: DraftBin;
	comments: Comments;
	bank: Bank;
	releases: Releases;
	library: Library;
	stations: Stations;
	stationList: StationList;
	/** What lists and rights are answered from. */
	lookup: Lookup;
	/** The places of the programme. */
	units: Units;
	records: Records;
	results: Results;
	gateway: Gateway;
	catalogue: Catalogue;
	/** The catalogue in one file, for stations that have nothing of it yet. */
	snapshot: CatalogueSnapshot;
	/** What is new for a station. */
	news: News;
	ahead: AheadOfHub;
	blobs: FileBlobs;
	templates: Templates;
	savedTemplates: SavedTemplates;
	uploads: Uploads;
	rights: FileRights;
	/** What packages are made of besides lessons. */
	parts: PackageParts;
	/** Where lessons are played. */
	contentOrigin: string;
	close(): Promise<void>;
}

/** What happens to a hub from outside of it. */
export interface HubEvents extends DatabaseEvents {
	/** Whether parts of the data folder that are gone may begin anew. */
	acceptLoss: boolean;
	/** How much a person and a unit may store. */
	quotas?: Quotas;
	/** Told what was collected, now and then. */
	onFreed?: (removed: number, bytes: number) => void;
}

const day = 24 * 3600_000;

/** How often processes tell each other which stations called, in ms. */
const contactsTold = 10 * 60_000;

/** Where a hub keeps what it keeps. */
export interface HubFolders {
	data: string;
	templates: string;
	/** The CouchDB its databases are in; in the data folder when there is none. */
	couch?: CouchPlace | null;
}

/**
 * Opens a hub over a data folder. Throws `UserError('hub_data_in_use')` when another process has it open, `hub_data_missing`
 * when a part of it is gone, or what else keeps it from being used (`storeFailure`).
 */
export async function openHub(
	folders: HubFolders,
	contentOrigin: string,
	parts: PackageParts,
	now: Clock,
	events?: HubEvents
): Promise<Hub> {
	const { couch = null } = folders;
	const place = databasesPlace(folders.data, couch);
	await claimDataFolder(folders.data, events?.acceptLoss ?? false, place);
	const db = await openDatabases(place, events);
	let leave = () => Promise.resolve();
	try {
		const keys = await hubKeys(join(folders.data, 'keys'), now);
		if (couch) leave = await bePresent(db.accounts, 'hub', folders.data);
		const hub = await openParts(folders, contentOrigin, parts, now, db, keys, events);
		await noteDataFolder(folders.data, keys.files, place);
		const close = async () => {
			await leave().catch((error: unknown) => console.error(error));
			await hub.close();
		};
		return { ...hub, close };
	} catch (error) {
		await leave().catch(() => undefined);
		await closeDatabases(db);
		throw storeFailure(error) ?? error;
	}
}

async function openParts(
	folders: HubFolders,
	contentOrigin: string,
	parts: PackageParts,
	now: Clock,
	db: Databases,
	keys: HubKeys,
	events?: HubEvents
): Promise<Hub> {
	const leaseOf = (name: string): Lease => (folders.couch ? new SharedLease(db.accounts, name) : soleLease());
	const blobs = new FileBlobs(join(folders.data, 'blobs'), now);
	// What another process is writing now is not left behind.
	await blobs.tidy(folders.couch ? day : 0);
	const units = new Units(db.units, now);
	const unitsOf: UnitsOf = (names) => units.ofNames(names);
	const counting = leaseOf('figures');
	const stations = new Stations(db, keys, now, Boolean(folders.couch), units, counting.forAnother());
	await stations.prepare();
	const generation = await readGeneration(db.catalogue, now);
	const catalogue = new Catalogue(db.catalogue, keys, generation, now, leaseOf('catalogue'));
	await catalogue.prepare();
	const figures = new Figures(db, stations, generation.generation, now, counting);
	await figures.prepare();
	const lookup = new Lookup(
		db,
		(sha256) => filesListedBy(blobs, sha256),
		generation.generation,
		folders.couch ? new SharedLease(db.lookup, 'lookup') : soleLease(),
		unitsOf
	);
	await lookup.prepare();
	const records = new Records(db, stations, figures, keys, now, Boolean(folders.couch));
	const rights: FileRights = {
		mayRead: (sha256, person) =>
			mayReadBlob(
				{ stations, lookup, drafts, savedTemplates, bank, library, uploads },
				sha256,
				{ kind: 'account' },
				person
			),
		holds: (sha256, name) => uploads.holds(sha256, name)
	};
	const drafts = new Drafts(db.lessons, lookup, rights, now, unitsOf);
	const bin = new DraftBin(db.lessons, lookup, now, unitsOf);
	const savedTemplates = new SavedTemplates(db.lessons, lookup, drafts, rights, now, unitsOf);
	await savedTemplates.tidy();
	const releases = new Releases(catalogue, blobs, parts, now, units, leaseOf('releases'));
	const bank = new Bank(db.lessons, lookup, rights.mayRead, now, unitsOf);
	const uploads = new Uploads(
		join(folders.data, 'uploads'),
		blobs,
		rights.mayRead,
		now,
		events?.quotas,
		Boolean(folders.couch)
	);
	await uploads.tidy();
	const library = new Library(db.lessons, lookup, blobs, releases, rights, uploads, now, unitsOf);
	const naming = [db.lessons, db.catalogue, db.sites, db.accounts] as unknown as Database<object>[];
	const collector = new BlobCollector(
		join(folders.data, 'unnamed-blobs.json'),
		blobs,
		() => namedBlobs(naming, blobs),
		(sha256) => uploads.forget(sha256),
		now
	);
	// Of several processes one after another; what the first has done leaves nothing for the next.
	const chores = leaseOf('chores');
	const collecting = everyDay(async () => {
		const { removed, bytes } = await chores.run(async () =>
			folders.couch && !collector.isDue() ? { removed: 0, bytes: 0 } : collector.collect()
		);
		if (removed) events?.onFreed?.(removed, bytes);
	});
	const accounts = new Accounts(db.accounts, now, unitsOf, Boolean(folders.couch));
	const snapshot = new CatalogueSnapshot(join(folders.data, 'snapshot'), catalogue);
	const upkeep = everyDay(() =>
		chores.run(async () => {
			await accounts.tidy();
			await stations.contacts.keep();
			await bin.tidy();
			await savedTemplates.tidy();
			for (const { id, why } of await library.checkAgain())
				console.warn(`${id} could not be checked again:`, why);
		})
	);
	const telling = folders.couch ? every(contactsTold, () => stations.contacts.keep()) : null;
	await accounts.tidy();
	return {
		accounts,
		drafts,
		bin,
		bank,
		comments: new Comments(db.lessons, drafts, now),
		releases,
		library,
		stations,
		lookup,
		units,
		stationList: new StationList(lookup, stations, units),
		records,
		results: new Results(db, lookup, units, () => figures.catchUp()),
		catalogue,
		ahead: new AheadOfHub(catalogue, stations, blobs, now, leaseOf('ahead')),
		gateway: new Gateway(db, records, catalogue),
		news: new News(stations, records, catalogue),
		snapshot,
		blobs,
		parts,
		templates: new Templates(folders.templates, blobs),
		savedTemplates,
		uploads,
		rights,
		contentOrigin,
		close: async () => {
			uploads.close();
			await collecting.stop();
			await upkeep.stop();
			await snapshot.close().catch((error: unknown) => console.error(error));
			await telling?.stop();
			await stations.contacts.keep().catch((error: unknown) => console.error(error));
			await closeDatabases(db);
		}
	};
}
