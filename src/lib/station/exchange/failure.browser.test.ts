import { newId, UserError, type Envelope } from '$lib/base';
import { Journal, OpfsBlobs, StationDatabases } from '$lib/store/browser';
import { cdp } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from './failure';

interface Quota {
	send(what: 'Storage.overrideQuotaForOrigin', of: { origin: string; quotaSize?: number }): Promise<unknown>;
}
const quota = (quotaSize?: number) =>
	(cdp() as unknown as Quota).send('Storage.overrideQuotaForOrigin', {
		origin: location.origin,
		...(quotaSize !== undefined && { quotaSize })
	});
const full = { kind: 'ailing', code: 'disk_full' };
const damaged = { kind: 'ailing', code: 'station_damaged' };
const doc = (size: number): Envelope => ({
	...{ _id: newId(), kind: 'x', formatVersion: 1, keyId: '', sig: '' },
	signed: 'x'.repeat(size)
});
const failing = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: unknown) => failureOf(error)
	);
const name = (what: string) => `test-${newId()}-${what}`;

describe('a full disk', () => {
	// The browser takes its time to notice another limit.
	const patience = { timeout: 100_000, interval: 500 };
	afterEach(() => quota());

	it('is called full, whoever meets it, and keeps nothing shut when there is room again', async () => {
		const journal = new Journal(name('journal'));
		const db = new StationDatabases(name(''));
		await db.catalogue.put(doc(10));
		const keep = (size: number) => journal.keep('x', 'x'.repeat(size));
		const store = (size: number) => db.catalogue.put(doc(size));
		await keep(10);
		await quota(1);
		await expect.poll(() => failing(keep(1_000_000)), patience).toEqual(full);
		await expect.poll(() => failing(store(1_000_000)), patience).toEqual(full);
		await quota();
		await expect.poll(() => failing(keep(10)), patience).toBeNull();
		// One write that failed shuts PouchDB's handle for good.
		expect(await failing(store(10))).toEqual(damaged);
		await db.reopen();
		expect(await failing(store(10))).toBeNull();
		expect((await db.catalogue.allDocs()).rows.length).toBeGreaterThanOrEqual(2);
	}, 240_000);
});

describe('a damaged profile', () => {
	/** A database as the browser leaves it behind when its files were torn: there, and without what it held. */
	const torn = (called: string, version: number) =>
		new Promise<void>((resolve, reject) => {
			const asked = indexedDB.open(called, version);
			asked.onerror = () => reject(new Error('not opened'));
			asked.onsuccess = () => {
				asked.result.close();
				resolve();
			};
		});

	it('is called damaged: the journal', async () => {
		const called = name('journal');
		await torn(called, 1);
		expect(await failing(new Journal(called).pages())).toEqual(damaged);
	});

	it('is called damaged: the journal, of a version that is not ours', async () => {
		const called = name('journal');
		await torn(called, 99);
		expect(await failing(new Journal(called).pages())).toEqual(damaged);
	});

	it('is called damaged: lessons that cannot be opened', async () => {
		const root = await navigator.storage.getDirectory();
		await root.removeEntry('blobs', { recursive: true }).catch(() => undefined);
		await root.getFileHandle('blobs', { create: true });
		try {
			expect(await failing(new OpfsBlobs().names())).toEqual(damaged);
		} finally {
			await root.removeEntry('blobs');
		}
	});
});

describe('what else can happen', () => {
	it.each(['hub_unreachable', 'hub_database_away', 'hub_database_failing'] as const)(
		'%s: the hub is away',
		(code) => expect(failureOf(new UserError(code))).toEqual({ kind: 'unreachable' })
	);

	it.each(['hub_forged', 'not_allowed', 'format_newer'] as const)('%s: a refusal', (code) =>
		expect(failureOf(new UserError(code))).toEqual({ kind: 'refused', code })
	);

	it.each([
		['an error of our own', new TypeError('x is not a function')],
		['a sentence of somewhere else', new UserError('lesson_newer')],
		[
			'what PouchDB cannot go on from',
			Object.assign(new Error('boo'), { status: 500, name: 'unknown_error' })
		],
		['nothing at all', undefined]
	])('%s is a fault of the program, and not called "no network"', (_, error) =>
		expect(failureOf(error)).toEqual({ kind: 'ailing', code: 'station_fault' })
	);
});
