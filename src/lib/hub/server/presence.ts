import { newId, UserError } from '$lib/base';
import type { Database, Databases } from '$lib/store/node';
import { setTimeout as pause } from 'node:timers/promises';
import { notFoundIsNull, prefix } from './documents';
import { FolderSign } from './folder-sign';

/** A process that uses databases which others may use, too: a hub, or a command for the administrator, for which hubs must stop. */
interface Present {
	_id: string;
	_rev?: string;
	kind: 'process';
	role: 'hub' | 'care';
	/** When it is gone if it does not say otherwise until then, in ms. */
	until: number;
	/** What it left in its data folder last. */
	sign?: string;
}

/**
 * How long a process that was killed is still thought to be there, how often one says that it is, and how long its sign is looked
 * for, in ms.
 */
const usual = { life: 60_000, beat: 15_000, patience: 20_000 };

const idStart = 'process:';

/**
 * Notes in a CouchDB that a process is at work; gives what ends it. Several hubs may be, over one data folder; a command may not
 * beside a hub, nor a hub beside a command. Throws `UserError('hub_data_in_use' | 'hub_folder_not_shared')`.
 */
export async function bePresent(
	accounts: Databases['accounts'],
	role: Present['role'],
	data: string | null = null,
	{ life, beat, patience } = usual
): Promise<() => Promise<void>> {
	const db = accounts as Database<object> as Database<Present>;
	const folder = data === null ? null : new FolderSign(data);
	const processId = newId();
	const _id = idStart + processId;
	let sign: string | undefined;
	const leaveSign = async () => {
		const next = newId();
		await folder?.show(processId, next, sign);
		if (folder) sign = next;
	};
	const say = async () => {
		// A disk that is full for a moment makes nobody absent.
		await leaveSign().catch(() => undefined);
		const before = await notFoundIsNull(db.get(_id));
		await db.put({ ...before, _id, kind: 'process', role, until: Date.now() + life, ...(sign && { sign }) });
	};
	const end = async () => {
		const before = await notFoundIsNull(db.get(_id));
		if (before) await db.remove(before);
		await folder?.remove(processId);
	};
	/** Whether another process is gone, or works in our folder. */
	const isBeside = async (other: Present): Promise<boolean> => {
		for (let since = performance.now(); ; await pause(beat / 30)) {
			const now = await notFoundIsNull(db.get(other._id));
			if (!now?.sign || now.until <= Date.now()) return true;
			if (await folder?.shows(now._id.slice(idStart.length), now.sign)) return true;
			if (performance.now() - since > patience) return false;
		}
	};
	// First said, then looked: of two who begin at once at least one sees the other.
	await say();
	const { rows } = await db.allDocs(prefix(idStart));
	const others = rows.flatMap(({ doc }) => (doc && doc._id !== _id ? [doc] : []));
	const here = others.filter(({ until }) => until > Date.now());
	if (here.some((other) => role === 'care' || other.role === 'care')) {
		await end();
		throw new UserError('hub_data_in_use');
	}
	if (folder && (await Promise.all(here.map(isBeside))).includes(false)) {
		await end();
		throw new UserError('hub_folder_not_shared');
	}
	for (const gone of others)
		if (gone.until <= Date.now()) {
			await db.remove(gone).catch(() => undefined);
			await folder?.remove(gone._id.slice(idStart.length));
		}
	let saying = Promise.resolve();
	const timer = setInterval(() => {
		// A database that is away for a moment knows us still.
		saying = say().catch(() => undefined);
	}, beat).unref();
	return async () => {
		clearInterval(timer);
		await saying;
		await end();
	};
}
