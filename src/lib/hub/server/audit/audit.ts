import { keyIdOf, UserError, type Clock, type Signer } from '$lib/base';
import {
	closeDatabases,
	databaseNames,
	derived,
	existingCouchDatabases,
	FileBlobs,
	openDatabases,
	presentDatabases,
	type CouchPlace,
	type Databases
} from '$lib/store/node';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdData } from '../care/hold';
import { mustBeOf, notedDatabases } from '../data-folder';
import { snapshotOf } from '../care/snapshot';
import { readGeneration } from '../generation';
import type { HubKeys } from '../keys';
import { Stations } from '../stations';
import { auditBlobs } from './blobs';
import { auditCatalogue } from './catalogue';
import type { AuditProgress, Finding } from './finding';
import { knownKeys, type KnownKeys } from './known-keys';
import { auditPages } from './pages';
import { auditFigures } from './recount';
import { auditSites } from './sites';
import type { Audited } from './verified';

/** What an audit is asked for and whom it tells. */
export interface AuditOptions {
	/** Whether every blob is read and its hash compared. */
	bytes: boolean;
	onFinding: (finding: Finding) => void;
	onProgress?: (progress: AuditProgress) => void;
	now?: Clock;
	/** The CouchDB the databases are in; in the folder when there is none. */
	couch?: CouchPlace | null;
}

/**
 * Verifies everything a stopped hub keeps: pages, chains, receipts, releases, keys, sites, files and figures. Changes nothing in
 * the folder. Throws `UserError('hub_data_in_use')` while the hub runs, `key_missing` without keys, or `hub_data_missing` and
 * `hub_data_damaged` when a database cannot be read.
 */
export async function audit(data: string, options: AuditOptions): Promise<void> {
	const { couch = null } = options;
	mustBeOf(data, couch);
	if (couch) return auditCouch(data, couch, options);
	if (!existsSync(join(data, 'db'))) throw new UserError('hub_data_missing', { what: join(data, 'db') });
	const release = await holdData(data);
	const snapshot = snapshotOf(data);
	try {
		const noted = notedDatabases(data);
		for (const name of databaseNames)
			if (noted.has(name) && !derived.has(name) && !existsSync(join(data, 'db', name, 'CURRENT')))
				options.onFinding({ code: 'database_missing', about: `db/${name}`, details: {} });
		await auditFolder(snapshot.dir, join(data, 'keys'), options);
	} finally {
		snapshot.remove();
		await release();
	}
}

/** In a CouchDB everything is looked at where it is; figures that a hub that fell had not counted yet are counted. */
async function auditCouch(data: string, couch: CouchPlace, options: AuditOptions): Promise<void> {
	const present = await presentDatabases(couch);
	const noted = notedDatabases(data);
	const missing = databaseNames.filter((name) => noted.has(name) && !present.has(name));
	for (const name of missing) {
		const code = derived.has(name) ? 'database_damaged' : 'database_missing';
		options.onFinding({ code, about: `CouchDB ${couch.prefix}${name}`, details: {} });
	}
	if (missing.length) return;
	const release = await holdData(data, couch);
	const scratch = mkdtempSync(join(tmpdir(), 'yuanke-audit-'));
	try {
		const db = await existingCouchDatabases(couch);
		await auditAll(db, { blobs: join(data, 'blobs'), keys: join(data, 'keys'), scratch }, options);
	} finally {
		rmSync(scratch, { recursive: true, force: true });
		await release();
	}
}

async function auditFolder(dir: string, keys: string, options: AuditOptions): Promise<void> {
	const db = await openDatabases(join(dir, 'db'), {
		onDamage: (name, failure) => {
			throw new Error(`${name} is damaged`, { cause: failure });
		},
		onRenewed: (name) => options.onFinding({ code: 'database_damaged', about: `db/${name}`, details: {} })
	});
	try {
		await auditAll(db, { blobs: join(dir, 'blobs'), keys, scratch: join(dir, 'recount') }, options);
	} finally {
		await closeDatabases(db);
	}
}

/** Verifies documents and files; figures are counted anew in the folder `scratch`. */
async function auditAll(
	db: Databases,
	dirs: { blobs: string; keys: string; scratch: string },
	options: AuditOptions
): Promise<void> {
	const { onFinding, onProgress, bytes, now = Date.now } = options;
	const report: Audited['report'] = {
		found: (code, about, details = {}) => onFinding({ code, about, details }),
		progress: (part, done, total) => onProgress?.({ part, done, total })
	};
	const empty = await openDatabases(dirs.scratch);
	try {
		const audited = { keys: await knownKeys(dirs.keys, db.catalogue), report, pending: false };
		// Which units names of before meant is noted beside, not in what is looked at.
		const { units } = empty;
		const stations = new Stations({ ...db, units }, await mute(audited.keys), now);
		const releases = await auditCatalogue(db.catalogue, audited);
		await auditSites(db.sites, audited);
		await auditPages(db, stations, audited);
		await auditBlobs(new FileBlobs(dirs.blobs), releases, bytes, report);
		const { generation } = await readGeneration(db.catalogue, now);
		await auditFigures(db, empty.figures, stations, generation, now, report);
	} finally {
		await closeDatabases(empty);
	}
}

/** Keys that verify and cannot sign: an audit signs nothing. */
async function mute({ trust, authority, ever }: KnownKeys): Promise<HubKeys> {
	const signer = async (key: JsonWebKey): Promise<Signer> => ({
		keyId: await keyIdOf(key),
		sign: () => Promise.reject(new Error('an audit signs nothing'))
	});
	return {
		root: trust.root,
		rootNumber: trust.number,
		release: await signer(authority.release[0]!),
		releaseKeyIds: await Promise.all(authority.release.map(keyIdOf)),
		online: await signer(authority.online),
		believes: ever,
		authority: trust.authority,
		authorityCounter: authority.counter,
		files: [],
		documents: []
	};
}
