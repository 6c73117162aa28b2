import type { Clock } from '$lib/base';
import { closeDatabases, FileBlobs, openDatabases } from '$lib/store/node';
import { join } from 'node:path';
import { Accounts } from './accounts';
import { AheadOfHub } from './ahead';
import { Bank } from './bank';
import { Catalogue } from './catalogue';
import { Comments } from './comments';
import type { FileRights } from './draft-files';
import { Drafts } from './drafts';
import { Figures } from './figures';
import { Gateway } from './gateway';
import { readGeneration } from './generation';
import { hubKeys } from './keys';
import { Library } from './library';
import { Records } from './records';
import { Releases, type PackageParts } from './releases';
import { Stations } from './stations';
import { SavedTemplates } from './saved-templates';
import { Templates } from './templates';
import { Uploads } from './uploads';
import { mayReadBlob } from './blob-access';

/** Everything a hub process holds open. */
export interface Hub {
	accounts: Accounts;
	drafts: Drafts;
	comments: Comments;
	bank: Bank;
	releases: Releases;
	library: Library;
	stations: Stations;
	records: Records;
	gateway: Gateway;
	catalogue: Catalogue;
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

/** Opens a hub over a data folder. Throws when another process has it open. */
export async function openHub(
	folders: { data: string; templates: string },
	contentOrigin: string,
	parts: PackageParts,
	now: Clock
): Promise<Hub> {
	const db = await openDatabases(join(folders.data, 'db'));
	const keys = await hubKeys(join(folders.data, 'keys'), now);
	const blobs = new FileBlobs(join(folders.data, 'blobs'));
	await blobs.tidy();
	const stations = new Stations(db, keys, now);
	await stations.prepare();
	const generation = await readGeneration(db.catalogue, now);
	const catalogue = new Catalogue(db.catalogue, keys, generation, now);
	await catalogue.prepare();
	const figures = new Figures(db, stations, generation.generation, now);
	await figures.prepare();
	const records = new Records(db, stations, figures, keys, now);
	const rights: FileRights = {
		mayRead: (sha256, person) =>
			mayReadBlob(
				{ stations, releases, drafts, savedTemplates, bank, library, uploads },
				sha256,
				{ kind: 'account' },
				person
			),
		holds: (sha256, name) => uploads.holds(sha256, name)
	};
	const drafts = new Drafts(db.lessons, rights, now);
	const savedTemplates = new SavedTemplates(db.lessons, drafts, rights, now);
	await savedTemplates.tidy();
	const releases = new Releases(catalogue, blobs, parts, now);
	const library = new Library(db.lessons, blobs, releases, rights, now);
	const bank = new Bank(db.lessons, rights.mayRead, now);
	const uploads = new Uploads(join(folders.data, 'uploads'), blobs, rights.mayRead, now);
	await uploads.tidy();
	return {
		accounts: new Accounts(db.accounts, now),
		drafts,
		bank,
		comments: new Comments(db.lessons, drafts, now),
		releases,
		library,
		stations,
		records,
		catalogue,
		ahead: new AheadOfHub(catalogue, stations, blobs, now),
		gateway: new Gateway(db, records, catalogue),
		blobs,
		parts,
		templates: new Templates(folders.templates, blobs),
		savedTemplates,
		uploads,
		rights,
		contentOrigin,
		close: () => {
			uploads.close();
			return closeDatabases(db);
		}
	};
}
