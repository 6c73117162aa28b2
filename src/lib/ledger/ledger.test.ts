import { importKey, newKeyPair, publicJwk, signer, unseal, verifies } from '$lib/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	closePage,
	fitPage,
	followChain,
	Page,
	pageHash,
	pageKind,
	pageLimits,
	type Entry,
	type Link
} from '.';

const entry = (seq: number, text = '好'): Entry => ({
	seq,
	at: '2026-11-22T08:00:00.000Z',
	bootId: 'b1',
	monotonic: seq,
	by: { id: 'p1', name: '王秀英', how: 'list' },
	body: { kind: 'discussion', attemptId: 'abcdef', sid: 3, question: '说说', points: text }
});

async function chainOf(length: number): Promise<Link[]> {
	const pair = await newKeyPair(false);
	const links: Link[] = [];
	let prev: string | null = null;
	for (let page = 1; page <= length; page++) {
		const closed = await closePage(signer('k', pair.privateKey), {
			stationId: 's1',
			deviceId: 'd1',
			page,
			prev,
			entries: [entry(page)]
		});
		const hash = await pageHash(closed);
		links.push({ page, hash, prev });
		prev = hash;
	}
	return links;
}

test('a page verifies with the device key and with no other', async () => {
	const pair = await newKeyPair(false);
	const other = await newKeyPair(false);
	const closed = await closePage(signer('k', pair.privateKey), {
		stationId: 's1',
		deviceId: 'd1',
		page: 1,
		prev: null,
		entries: [entry(1)]
	});
	const key = await importKey(await publicJwk(pair.publicKey));
	expect(await verifies(closed, key)).toBe(true);
	expect(await verifies(closed, other.publicKey)).toBe(false);
	const page = await unseal(closed, () => key, pageKind, Page);
	expect(page.entries[0]?.by.name).toBe('王秀英');
	const changed = { ...closed, signed: closed.signed.replace('王秀英', '李建国') };
	await expect(unseal(changed, () => key, pageKind, Page)).rejects.toMatchObject({
		code: 'signature_invalid'
	});
	const renamed = { ...closed, _id: closed._id.replace('00000001', '00000002') };
	await expect(unseal(renamed, () => key, pageKind, Page)).rejects.toMatchObject({
		code: 'signature_invalid'
	});
});

test('pages in any order and repeated give the same chain, and a gap is named', async () => {
	const links = await chainOf(6);
	fc.assert(
		fc.property(
			fc.shuffledSubarray(links, { minLength: 6 }),
			fc.array(fc.constantFrom(...links)),
			(all, again) => {
				expect(followChain([...all, ...again])).toEqual({
					page: 6,
					head: links[5]?.hash,
					waitingFor: null,
					forked: []
				});
			}
		)
	);
	expect(followChain(links.filter((l) => l.page !== 3))).toMatchObject({ page: 2, waitingFor: 3 });
	expect(followChain([])).toEqual({ page: 0, head: null, waitingFor: null, forked: [] });
});

test('two pages with one number are both seen, and the chain stops before them', async () => {
	const links = await chainOf(3);
	const fork = { page: 3, hash: 'f'.repeat(64), prev: links[1]?.hash ?? null };
	expect(followChain([...links, fork])).toMatchObject({ page: 2, forked: [3], waitingFor: 3 });
});

test('a page holds at most 200 entries and 32 KB, but always one entry', () => {
	const many = Array.from({ length: 300 }, (_, i) => entry(i + 1, ''));
	expect(fitPage(many)).toBeLessThanOrEqual(pageLimits.entries);
	const big = Array.from({ length: 20 }, (_, i) => entry(i + 1, '谷'.repeat(4000)));
	expect(fitPage(big)).toBe(2);
	expect(fitPage([entry(1, '谷'.repeat(4000))])).toBe(1);
	expect(fitPage([])).toBe(0);
});

test('a page of the worst characters still fits what the hub takes', async () => {
	const pair = await newKeyPair(false);
	const entries = Array.from({ length: 40 }, (_, i) => entry(i + 1, '"\\'.repeat(2000)));
	const taken = entries.slice(0, fitPage(entries));
	const page = { stationId: 's1', deviceId: 'd1', page: 1, prev: null, entries: taken };
	const closed = await closePage(signer('k', pair.privateKey), page);
	expect(JSON.stringify(closed).length).toBeLessThan(64 * 1024);
});
