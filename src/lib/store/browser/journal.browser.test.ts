import { newId, type Envelope } from '$lib/base';
import { describe, expect, it } from 'vitest';
import { Journal, StoredDrafts, type StoredAttempt } from '.';

interface Entry {
	seq: number;
	by?: string;
}
const open = (name = `test-${newId()}`) => ({ name, journal: new Journal<Entry>(name) });
const page = (number: number) => ({ _id: `ledger:s:d:${String(number).padStart(8, '0')}` }) as Envelope;
const attempt = (attemptId: string, personId: string, updatedAt: number) =>
	({ attemptId, personId, updatedAt }) as StoredAttempt;
const seqs = async (journal: Journal<Entry>) => (await journal.open(1000)).entries.map(({ seq }) => seq);
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
const add = (journal: Journal<Entry>, count: number) =>
	journal.append((first) => upTo(count).map((i) => ({ seq: first + i - 1 })));

it('the head of the chain is no fact that anyone may keep', async () => {
	const { journal } = open();
	await add(journal, 3);
	await expect(journal.keep('head', { counter: 7 })).rejects.toThrow('the chain');
	expect((await add(journal, 1)).map(({ seq }) => seq)).toEqual([4]);
});

describe('entries', () => {
	it('of two tabs writing at once are numbered without gap or double', async () => {
		const { name, journal: left } = open();
		const right = new Journal<Entry>(name);
		const given = await Promise.all(
			upTo(200).flatMap(() => [
				left.append((seq) => [{ seq, by: 'left' }]),
				right.append((seq) => [{ seq, by: 'right' }])
			])
		);
		expect(
			given
				.flat()
				.map(({ seq }) => seq)
				.sort((a, b) => a - b)
		).toEqual(upTo(400));
		const { entries, head } = await left.open(1000);
		expect(entries.map(({ seq }) => seq)).toEqual(upTo(400));
		expect(entries.filter(({ by }) => by === 'left')).toHaveLength(200);
		expect(head).toEqual({ nextSeq: 401, lastPage: 0, head: null });
	});

	it('are there again after everything was closed', async () => {
		const { name, journal } = open();
		await add(journal, 3);
		await journal.close();
		expect(await seqs(new Journal(name))).toEqual([1, 2, 3]);
		expect(await seqs(journal)).toEqual([1, 2, 3]);
	});

	it('and the standing of an attempt are written together or not at all', async () => {
		const { journal } = open();
		await add(journal, 1);
		const bad = { ...attempt('a', 'p', 1), cmi: () => 0 } as unknown as StoredAttempt;
		await expect(journal.append((seq) => [{ seq }, { seq: seq + 1 }], bad)).rejects.toThrow();
		expect(await seqs(journal)).toEqual([1]);
		expect(await journal.attempts('p')).toEqual([]);
		// and the journal is not broken by it
		expect(await journal.append((seq) => [{ seq }], attempt('a', 'p', 1))).toEqual([{ seq: 2 }]);
		expect(await seqs(journal)).toEqual([1, 2]);
	});

	it('that cannot be made leave nothing behind', async () => {
		const { journal } = open();
		await expect(
			journal.append(() => {
				throw new Error('no');
			})
		).rejects.toThrow('no');
		await expect(journal.append((seq) => [{ seq }, { seq }])).rejects.toThrow();
		expect(await journal.open(9)).toEqual({ entries: [], head: { nextSeq: 1, lastPage: 0, head: null } });
	});

	it('are handed out oldest first, as many as asked for', async () => {
		const { journal } = open();
		await add(journal, 5);
		expect((await journal.open(2)).entries.map(({ seq }) => seq)).toEqual([1, 2]);
	});
});

describe('closing a page', () => {
	it('keeps the page, removes its entries and moves the chain', async () => {
		const { journal } = open();
		await add(journal, 5);
		expect(await journal.closePage(page(1), 1, 'hash1', [1, 2, 3])).toBe(true);
		expect(await seqs(journal)).toEqual([4, 5]);
		expect(await journal.pages()).toEqual([page(1)]);
		expect((await journal.open(1)).head).toEqual({ nextSeq: 6, lastPage: 1, head: 'hash1' });
		expect(await add(journal, 1)).toEqual([{ seq: 6 }]);
	});

	it.each([1, 3, 0])('is refused when the chain moved (page %i after page 1)', async (number) => {
		const { journal } = open();
		await add(journal, 4);
		await journal.closePage(page(1), 1, 'hash1', [1, 2]);
		const other = { ...page(number), sig: 'other' };
		expect(await journal.closePage(other, number, 'other', [3, 4])).toBe(false);
		expect(await seqs(journal)).toEqual([3, 4]);
		expect(await journal.pages()).toEqual([page(1)]);
		expect((await journal.open(1)).head.head).toBe('hash1');
	});

	it('by two tabs at once succeeds for one', async () => {
		const { name, journal } = open();
		await add(journal, 2);
		const done = await Promise.all([
			journal.closePage({ ...page(1), sig: 'left' }, 1, 'left', [1, 2]),
			new Journal<Entry>(name).closePage({ ...page(1), sig: 'right' }, 1, 'right', [1, 2])
		]);
		expect(done.sort()).toEqual([false, true]);
		expect(await journal.pages()).toHaveLength(1);
	});

	it('leaves the entries where they are when the page cannot be written', async () => {
		const { journal } = open();
		await add(journal, 3);
		const unwritable = { ...page(1), signed: (() => '') as unknown as string };
		await expect(journal.closePage(unwritable, 1, 'hash', [1, 2, 3])).rejects.toThrow();
		expect(await seqs(journal)).toEqual([1, 2, 3]);
		expect(await journal.pages()).toEqual([]);
		expect((await journal.open(1)).head.lastPage).toBe(0);
	});

	it('leaves no page when an entry cannot be removed', async () => {
		const { journal } = open();
		await add(journal, 2);
		await expect(journal.closePage(page(1), 1, 'hash', [1, NaN])).rejects.toThrow();
		expect(await seqs(journal)).toEqual([1, 2]);
		expect(await journal.pages()).toEqual([]);
	});

	it('pages come in order and go when the hub has them', async () => {
		const { journal } = open();
		for (const number of [1, 2, 3]) {
			await add(journal, 1);
			await journal.closePage(page(number), number, `h${number}`, [number]);
		}
		await journal.release([page(1)._id, page(2)._id]);
		expect(await journal.pages()).toEqual([page(3)]);
		expect((await journal.open(1)).head).toEqual({ nextSeq: 4, lastPage: 3, head: 'h3' });
	});
});

it('attempts are one person’s only, last touched first', async () => {
	const { journal } = open();
	await journal.append(() => [], attempt('old', 'wang', 1));
	await journal.append(() => [], attempt('new', 'wang', 9));
	await journal.append(() => [], attempt('other', 'li', 5));
	await journal.append(() => [], attempt('old', 'wang', 3));
	expect((await journal.attempts('wang')).map((a) => [a.attemptId, a.updatedAt])).toEqual([
		['new', 9],
		['old', 3]
	]);
	expect(await journal.attempts('nobody')).toEqual([]);
});

it('a draft is kept, replaced and removed', async () => {
	const drafts = new StoredDrafts<{ draftId: string; text: string }>();
	const draftId = newId();
	expect(await drafts.get(draftId)).toBeNull();
	await drafts.put({ draftId, text: 'one' });
	await drafts.put({ draftId, text: 'two' });
	expect(await new StoredDrafts().get(draftId)).toEqual({ draftId, text: 'two' });
	await drafts.remove(draftId);
	expect(await drafts.get(draftId)).toBeNull();
});
