import { newId, type Clock } from '$lib/base';
import { closeDatabases, FileBlobs, openDatabases, type Database, type Databases } from '$lib/store/node';
import { join } from 'node:path';
import { Accounts } from './accounts';
import { Bank } from './bank';
import { Comments } from './comments';
import { notFoundIsNull } from './documents';
import type { FileRights } from './draft-files';
import { Drafts } from './drafts';
import { Gateway } from './gateway';
import { rootKey } from './keys';
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
	const key = await rootKey(join(folders.data, 'keys'));
	const blobs = new FileBlobs(join(folders.data, 'blobs'));
	await blobs.tidy();
	const stations = new Stations(db, key, now);
	const records = new Records(db, stations, key, now);
	await records.prepare();
	const generation = await generationOf(db);
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
	const releases = new Releases(db.catalogue, blobs, key, generation, parts, now);
	const library = new Library(db.lessons, blobs, releases, rights, now);
	const bank = new Bank(db.lessons, rights.mayRead, now);
	const uploads = new Uploads(join(folders.data, 'uploads'), blobs, rights.mayRead, now);
	await uploads.tidy();
	const accounts = new Accounts(db.accounts, now);
	const upkeep = daily([() => accounts.tidy(), () => stations.keepContacts()]);
	await accounts.tidy();
	return {
		accounts,
		drafts,
		bank,
		comments: new Comments(db.lessons, drafts, now),
		releases,
		library,
		stations,
		records,
		gateway: new Gateway(db, records, generation),
		blobs,
		parts,
		templates: new Templates(folders.templates, blobs),
		savedTemplates,
		uploads,
		rights,
		contentOrigin,
		close: async () => {
			uploads.close();
			clearInterval(upkeep);
			await stations.keepContacts().catch((error: unknown) => console.error(error));
			await closeDatabases(db);
		}
	};
}

/** Does some work once a day; a day's work that fails is said and tried the next day. */
function daily(work: (() => Promise<void>)[]): NodeJS.Timeout {
	const run = () => work.forEach((task) => void task().catch((error: unknown) => console.error(error)));
	return setInterval(run, 24 * 3600_000).unref();
}

/** A name for this life of the databases; a restore from a backup makes a new one, and replication starts anew. */
async function generationOf(db: Databases): Promise<string> {
	const catalogue = db.catalogue as Database<object> as Database<{ generation: string }>;
	const known = await notFoundIsNull(catalogue.get('_local/generation'));
	if (known) return known.generation;
	const generation = newId();
	await catalogue.put({ _id: '_local/generation', generation });
	return generation;
}
