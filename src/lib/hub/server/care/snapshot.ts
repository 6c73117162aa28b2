import {
	copyFileSync,
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** A copy of a data folder's databases that may be opened and written to, and a view of its blobs. */
export interface Snapshot {
	dir: string;
	remove(): void;
}

/**
 * Makes a snapshot beside a data folder that nobody writes to ({@link holdData}). LevelDB never changes a table once it is
 * written, so tables are linked, not copied: it takes hardly any room, and nothing of the folder changes.
 */
export function snapshotOf(data: string): Snapshot {
	const dir = folderFor(resolve(data));
	for (const name of readdirSync(join(data, 'db'), { withFileTypes: true })) {
		// Views follow from their databases; what was moved aside is no database.
		if (!name.isDirectory() || /-mrview-|\.damaged/.test(name.name)) continue;
		const [from, to] = [join(data, 'db', name.name), join(dir, 'db', name.name)];
		mkdirSync(to, { recursive: true });
		for (const file of readdirSync(from)) {
			if (file === 'LOCK' || file.startsWith('LOG')) continue;
			if (!/\.(ldb|sst)$/.test(file) || !linked(join(from, file), join(to, file)))
				copyFileSync(join(from, file), join(to, file));
		}
	}
	mkdirSync(join(dir, 'blobs'));
	const blobs = resolve(data, 'blobs');
	for (const name of existsSync(blobs) ? readdirSync(blobs) : [])
		if (/^[0-9a-f]{2}$/.test(name)) symlinkSync(join(blobs, name), join(dir, 'blobs', name));
	return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Beside the data, where links are possible; elsewhere when nothing may be written there. */
function folderFor(data: string): string {
	const prefix = `${basename(data)}.snapshot-`;
	try {
		for (const name of readdirSync(dirname(data)))
			// Of a run that was killed: whoever makes one holds the data folder.
			if (name.startsWith(prefix)) rmSync(join(dirname(data), name), { recursive: true, force: true });
		return mkdtempSync(join(dirname(data), prefix));
	} catch {
		return mkdtempSync(join(tmpdir(), prefix));
	}
}

function linked(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch {
		return false; // another file system, or one without links
	}
}
