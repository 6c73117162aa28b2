import { newId, newKeyPair, type Envelope } from '$lib/base';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journal, StoredDrafts, type StoredAttempt } from '.';

const real = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!;
let calls: Parameters<IDBDatabase['transaction']>[] = [];
beforeEach(() => {
	calls = [];
	IDBDatabase.prototype.transaction = function (...args) {
		calls.push(args);
		return (real.value as IDBDatabase['transaction']).apply(this, args);
	};
});
afterEach(() => void Object.defineProperty(IDBDatabase.prototype, 'transaction', real));

/** The durability every write since the last call asked for. */
function asked(): (string | undefined)[] {
	const writes = calls.filter(([, mode]) => mode === 'readwrite');
	calls = [];
	return writes.map(([, , options]) => options?.durability);
}

const page = { _id: 'ledger:s:d:00000001' } as Envelope;
const attempt = { attemptId: 'attempt1', personId: 'p' } as StoredAttempt;

/** Every public method of a class, so that a new one cannot be forgotten here. */
const methodsOf = (of: { prototype: object }) =>
	Object.getOwnPropertyNames(of.prototype).filter((name) => name !== 'constructor');

const journalCalls: Record<
	string,
	{ writes: boolean; call: (journal: Journal<{ seq: number }>) => Promise<unknown> }
> = {
	identity: { writes: false, call: (journal) => journal.identity() },
	keep: { writes: true, call: (journal) => journal.keep('site', { x: 1 }) },
	fact: { writes: false, call: (journal) => journal.fact('site') },
	append: { writes: true, call: (journal) => journal.append((seq) => [{ seq }], attempt) },
	open: { writes: false, call: (journal) => journal.open(5) },
	closePage: { writes: true, call: (journal) => journal.closePage(page, 1, 'hash', [1]) },
	pages: { writes: false, call: (journal) => journal.pages() },
	release: { writes: true, call: (journal) => journal.release([page._id]) },
	attempts: { writes: false, call: (journal) => journal.attempts('p') },
	close: { writes: false, call: (journal) => journal.close() }
};

it('the list of the journal’s methods is whole', () => {
	expect(Object.keys(journalCalls).sort()).toEqual(methodsOf(Journal).sort());
});

it.each(Object.keys(journalCalls))('Journal.%s writes only with strict durability', async (method) => {
	const { writes, call } = journalCalls[method]!;
	const journal = new Journal<{ seq: number }>(`test-${newId()}`);
	await call(journal);
	expect(asked()).toEqual(writes ? ['strict'] : []);
	await journal.close();
});

const draftCalls: Record<
	string,
	{ writes: boolean; call: (drafts: StoredDrafts<{ draftId: string }>) => Promise<unknown> }
> = {
	get: { writes: false, call: (drafts) => drafts.get('d') },
	put: { writes: true, call: (drafts) => drafts.put({ draftId: 'd' }) },
	remove: { writes: true, call: (drafts) => drafts.remove('d') },
	forget: { writes: true, call: (drafts) => drafts.forget(() => ['d']) }
};

it('the list of the drafts’ methods is whole', () => {
	expect(Object.keys(draftCalls).sort()).toEqual(methodsOf(StoredDrafts).sort());
});

it.each(Object.keys(draftCalls))('StoredDrafts.%s writes only with strict durability', async (method) => {
	const { writes, call } = draftCalls[method]!;
	await call(new StoredDrafts());
	expect(asked()).toEqual(writes ? ['strict'] : []);
});

it('the private key that enrolment keeps is used again, and cannot be read out', async () => {
	const name = `test-${newId()}`;
	await new Journal(name).keep('pair', await newKeyPair(false));
	const pair = (await new Journal(name).fact('pair')) as CryptoKeyPair;
	await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow();
	await expect(
		crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new Uint8Array(1))
	).resolves.toBeInstanceOf(ArrayBuffer);
});
