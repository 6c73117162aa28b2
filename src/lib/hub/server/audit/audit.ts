import { keyIdOf, UserError, type Clock, type Signer } from '$lib/base';
import { closeDatabases, databaseNames, derived, FileBlobs, openDatabases } from '$lib/store/node';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { holdData } from '../care/hold';
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
}

/**
 * Verifies everything a stopped hub keeps: pages, chains, receipts, releases, keys, sites, files and figures. Changes nothing in
 * the folder. Throws `UserError('hub_data_in_use')` while the hub runs, `key_missing` without keys, or `hub_data_missing` and
 * `hub_data_damaged` when a database cannot be read.
 */
export async function audit(data: string, options: AuditOptions): Promise<void> {
	if (!existsSync(join(data, 'db'))) throw new UserError('hub_data_missing', { what: join(data, 'db') });
	const release = await holdData(data);
	const snapshot = snapshotOf(data);
	try {
		for (const name of databaseNames)
			if (!derived.has(name) && !existsSync(join(data, 'db', name, 'CURRENT')))
				options.onFinding({ code: 'database_missing', about: `db/${name}`, details: {} });
		await auditSnapshot(snapshot.dir, join(data, 'keys'), options);
	} finally {
		snapshot.remove();
		await release();
	}
}

async function auditSnapshot(dir: string, keysDir: string, options: AuditOptions): Promise<void> {
	const { onFinding, onProgress, bytes, now = Date.now } = options;
	const report: Audited['report'] = {
		found: (code, about, details = {}) => onFinding({ code, about, details }),
		progress: (part, done, total) => onProgress?.({ part, done, total })
	};
	const db = await openDatabases(join(dir, 'db'), {
		onDamage: (name, failure) => {
			throw new Error(`${name} is damaged`, { cause: failure });
		},
		onRenewed: (name) => report.found('database_damaged', `db/${name}`)
	});
	const empty = await openDatabases(join(dir, 'recount'));
	try {
		const audited = { keys: await knownKeys(keysDir, db.catalogue), report, pending: false };
		const stations = new Stations(db, await mute(audited.keys), now);
		const releases = await auditCatalogue(db.catalogue, audited);
		await auditSites(db.sites, audited);
		await auditPages(db, stations, audited);
		await auditBlobs(new FileBlobs(join(dir, 'blobs')), releases, bytes, report);
		const { generation } = await readGeneration(db.catalogue, now);
		await auditFigures(db, empty.figures, stations, generation, now, report);
	} finally {
		await closeDatabases(db);
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
