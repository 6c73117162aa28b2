import { newId, newKeyPair, publicJwk, signer, type Envelope } from '$lib/base';
import { closePage, pageHash, type Entry } from '$lib/ledger';
import { Derived, Journal, openStationDatabases, type StationDatabases } from '$lib/store/browser';
import { beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { enrol } from '../identity/enrol';
import { TrustedReleases } from '../trusted-releases';
import { HubLink } from './hub-link';

let origin: string;
let journal: Journal<Entry>;
let db: StationDatabases;
let link: HubLink;
let clock: () => number;

const arrange = async (what: string, arg = ''): Promise<unknown> =>
	(await (
		await fetch(`${origin}/test/${what}/${encodeURIComponent(arg)}`, { method: 'POST' })
	).json()) as unknown;
const state = async () =>
	(await arrange('state')) as { ids: string[]; generation: { by: string; used: Record<string, number> } };
let releases: TrustedReleases;
const titles = async (org?: string[]) => {
	await releases.renew(link.trust);
	return releases.newest(org).map(({ title }) => title);
};
const newer = async () => {
	await releases.renew(link.trust);
	return releases.newer;
};
const reopen = async () => {
	const identity = await journal.identity();
	link = await HubLink.open(journal, db, identity!, origin, () => clock());
};

beforeEach(async () => {
	clock = Date.now;
	origin = `${inject('servers').towns}/${newId()}`;
	journal = new Journal<Entry>(`test-${newId()}`);
	db = openStationDatabases(`test-${newId()}-`);
	releases = new TrustedReleases(db, new Derived(`test-${newId()}`));
	await enrol(journal, origin, (await arrange('station')) as string, Date.now);
	await reopen();
	await arrange('release', '1');
});

/** What the hub itself says that it holds. */
const receiptThere = async () =>
	(await arrange('receipt', (await journal.identity())!.deviceId)) as { page: number };

/** A closed page of the station's chain. */
const page = async (seq: number, prev: string | null): Promise<Envelope> => {
	const { stationId, deviceId, privateKey } = (await journal.identity())!;
	const entry: Entry = {
		...{ seq, at: new Date().toISOString(), bootId: 'b', monotonic: seq },
		by: { id: 'keeper', name: '', how: 'keeper' },
		body: { kind: 'keeper-unlocked' }
	};
	return closePage(signer(deviceId, privateKey), {
		stationId,
		deviceId,
		page: seq,
		prev,
		entries: [entry]
	});
};

describe('enrolling', () => {
	it('believes only the hub that the code was made for', async () => {
		const code = (await arrange('station')) as string;
		const other = `${inject('servers').towns}/${newId()}`;
		const foreign = (await (await fetch(`${other}/test/station/`, { method: 'POST' })).json()) as string;
		const fresh = new Journal<Entry>(`test-${newId()}`);
		const mixed = `${code.slice(0, 14)}${foreign.slice(14)}`;
		await expect(enrol(fresh, origin, mixed, Date.now)).rejects.toMatchObject({ code: 'wrong_anchor' });
		expect(await fresh.identity()).toBeNull();
		await expect(enrol(fresh, origin, code.slice(0, 14), Date.now)).rejects.toMatchObject({
			code: 'wrong_code'
		});
		// The same computer with the right paper.
		await enrol(fresh, origin, code, Date.now);
		expect(await fresh.identity()).not.toBeNull();
	});

	it('does not use a code up that was mistyped anywhere: another computer may have it', async () => {
		const code = (await arrange('station')) as string;
		const mistyped = new Journal<Entry>(`test-${newId()}`);
		const slip = (at: number) => `${code.slice(0, at)}${code[at] === 'x' ? 'y' : 'x'}${code.slice(at + 1)}`;
		for (const at of [0, 13, 15, code.length - 1])
			await expect(enrol(mistyped, origin, slip(at), Date.now)).rejects.toMatchObject({
				code: 'wrong_anchor'
			});
		const other = new Journal<Entry>(`test-${newId()}`);
		await enrol(other, origin, code, Date.now);
		expect(await other.identity()).not.toBeNull();
		// Once used it is one computer's.
		await expect(enrol(mistyped, origin, code, Date.now)).rejects.toMatchObject({ code: 'code_used' });
	});
});

describe('a quiet contact', () => {
	it('brings what is new, and then nothing', async () => {
		expect(await link.pull()).toEqual({ changed: true, doubts: [] });
		expect(await titles()).toEqual(['水稻 1']);
		expect(await link.pull()).toEqual({ changed: false, doubts: [] });
		await reopen();
		expect(await link.pull()).toEqual({ changed: false, doubts: [] });
		await arrange('release', '2');
		expect(await link.pull()).toEqual({ changed: true, doubts: [] });
		expect(await titles()).toEqual(['水稻 2']);
		// What is remembered of the hub and the station's own chain are kept side by side.
		expect((await journal.open(1)).head).toEqual({ nextSeq: 1, lastPage: 0, head: null });
	});

	it('asks once, also when records are here that the hub has receipted', async () => {
		await link.pull();
		await link.push([await page(1, null)]);
		await link.pull();
		const real = vi.spyOn(globalThis, 'fetch');
		try {
			await link.remember();
			await link.pull();
			expect(await link.push([])).toMatchObject({ refused: [] });
			expect(real.mock.calls.map(([asked]) => new URL(asked as string).pathname.split('/').at(-1))).toEqual([
				'news'
			]);
		} finally {
			real.mockRestore();
		}
	});

	it('goes in no window behind what another window has seen', async () => {
		await arrange('remember');
		const other = await HubLink.open(journal, db, (await journal.identity())!, origin, () => clock());
		await other.pull();
		await arrange('release', '2');
		await link.pull();
		await arrange('tamper', 'old-head');
		await other.remember();
		expect((await other.pull()).doubts).toEqual(['older']);
		await reopen();
		expect((await link.pull()).doubts).toEqual(['older']);
		expect(await titles()).toEqual(['水稻 2']);
	});

	it('shows the release of its own branch before a newer number of elsewhere', async () => {
		await arrange('release', '2|别省');
		await arrange('release', '3|省');
		await arrange('release', '4|别省');
		await link.pull();
		expect(await titles(link.site!.units)).toEqual(['水稻 3']);
		expect(await titles(['外省'])).toEqual(['水稻 1']);
	});

	it('says when this computer has another day than the hub, also when nothing is new', async () => {
		expect((await link.pull()).doubts).toEqual([]);
		clock = () => Date.now() - 3 * 24 * 3600_000;
		expect((await link.pull()).doubts).toEqual(['clock']);
		expect((await link.pull()).doubts).toEqual(['clock']);
		clock = () => Date.now() + 3 * 24 * 3600_000;
		expect((await link.pull()).doubts).toEqual(['clock']);
		clock = Date.now;
		expect((await link.pull()).doubts).toEqual([]);
	});

	it('knows that it is never earlier than what the hub has signed', async () => {
		await link.pull();
		expect(Math.abs(link.hubTime - Date.now())).toBeLessThan(60_000);
		await reopen();
		expect(Math.abs(link.hubTime - Date.now())).toBeLessThan(60_000);
	});

	it('says when the hub has been silent for two weeks', async () => {
		await link.pull();
		clock = () => Date.now() + 15 * 24 * 3600_000;
		expect((await link.pull()).doubts).toContain('frozen');
	});
});

describe('a hub of a newer program', () => {
	it('shows lessons and kinds not known here: the others stay, and the keeper hears of it', async () => {
		await link.pull();
		await arrange('newer', '2');
		expect(await link.pull()).toEqual({ changed: true, doubts: [] });
		expect([await titles(), await newer()]).toEqual([['水稻 1'], true]);
		await reopen();
		expect(await link.pull()).toEqual({ changed: false, doubts: [] });
		await arrange('release', '3');
		expect(await link.pull()).toEqual({ changed: true, doubts: [] });
		expect([await titles(), await newer()]).toEqual([['水稻 3'], true]);
	});

	it('what is not known here is not taken for forged when something is', async () => {
		await link.pull();
		await arrange('newer', '2');
		const known = await db.catalogue.get('release:abcdef:0001');
		await db.catalogue.bulkDocs([{ ...known, _id: 'release:abcdef:0009', _rev: `1-${'f'.repeat(32)}` }], {
			new_edits: false
		});
		await link.pull();
		const { ids } = await state();
		const { rows } = await db.catalogue.allDocs();
		expect(rows.map(({ id }) => id)).toEqual(ids);
		expect((await link.pull()).doubts).toEqual([]);
		expect(await newer()).toBe(true);
	});

	it.each(['catalogue/catalogue:head', 'sites/site', 'receipts/receipt'])(
		'says more in %s than is known here: it is read; of another form, it is not, with a sentence, and nothing is lost',
		async (what) => {
			await link.pull();
			const first = await page(1, null);
			await link.push([first]);
			const { stationId, deviceId } = (await journal.identity())!;
			const path = { site: `sites/site:${stationId}`, receipt: `receipts/receipt:${deviceId}` };
			const asked = what === 'sites/site' ? path.site : what === 'receipts/receipt' ? path.receipt : what;
			const people = link.site!.people;
			await arrange('release', '2');
			await arrange('people', stationId);
			await arrange('reword', `${asked}|1`);
			const second = await page(2, await pageHash(first));
			await link.pull();
			await link.push([second]);
			expect([await titles(), link.receipt!.page, link.site!.people]).toEqual([
				['水稻 2'],
				2,
				expect.not.arrayContaining(people)
			]);

			await arrange('release', '3');
			await arrange('people', stationId);
			await arrange('reword', `${asked}|2`);
			const exchange = async () => {
				await link.pull();
				await link.push([]);
			};
			await expect(exchange()).rejects.toMatchObject({ code: 'format_newer' });
			await reopen();
			expect([link.receipt!.page, link.site!.people.length]).toEqual([2, 1]);
			expect((await titles()).length).toBe(1);
			await arrange('tamper');
			await exchange();
			expect(await titles()).toEqual(['水稻 3']);
		}
	);
});

describe('somebody in between', () => {
	it('shows an older head: nothing is taken back, and the keeper hears of it', async () => {
		await arrange('remember');
		await arrange('release', '2');
		await link.pull();
		const { trust } = link;
		await arrange('tamper', 'old-head');
		expect((await link.pull()).doubts).toEqual(['older']);
		await reopen();
		expect((await link.pull()).doubts).toEqual(['older']);
		expect(await titles()).toEqual(['水稻 2']);
		expect(link.trust).toEqual(trust);
		await arrange('tamper');
		expect((await link.pull()).doubts).toEqual([]);
	});

	it('mixes an old head with new releases: the keeper hears that the two do not belong together', async () => {
		await link.pull();
		await arrange('remember');
		await arrange('release', '2');
		await arrange('tamper', 'old-head');
		expect((await link.pull()).doubts).toEqual(['incomplete']);
		await arrange('tamper');
		expect((await link.pull()).doubts).toEqual([]);
	});

	it('withholds a release: what came stays, and the keeper hears that not all came', async () => {
		await arrange('release', '2');
		await arrange('tamper', 'withhold|release:abcdef:0002');
		expect((await link.pull()).doubts).toEqual(['incomplete']);
		expect(await titles()).toEqual(['水稻 1']);
		// It is asked again although nothing is new, and comes as soon as nobody holds it back.
		expect((await link.pull()).doubts).toEqual(['incomplete']);
		await arrange('tamper');
		clock = () => Date.now() + 3_600_001;
		expect((await link.pull()).doubts).toEqual([]);
		expect(await titles()).toEqual(['水稻 2']);
	});

	it('deletes a release without a signature: it stays', async () => {
		await link.pull();
		await arrange('release', '2');
		await arrange('tamper', 'delete|release:abcdef:0001');
		await link.pull();
		await arrange('tamper');
		expect((await db.catalogue.allDocs()).rows.map(({ id }) => id)).toContain('release:abcdef:0001');
		expect(await titles()).toEqual(['水稻 2']);
	});

	it.each([true, false])(
		'puts a forged revision above a release (here before: %s): the true one is found again, and what came after it too',
		async (before) => {
			if (before) await link.pull();
			await arrange('release', '2');
			await arrange('tamper', 'forge|release:abcdef:0001');
			// What nobody signed is taken away again; the true one can only be missing when it never came.
			expect((await link.pull()).doubts).toEqual(before ? [] : ['incomplete']);
			if (before) expect(await titles()).toContain('水稻 2');
			expect((await titles()).join()).not.toContain('假的');
			await arrange('tamper');
			await arrange('release', '3');
			clock = () => Date.now() + 3_600_001;
			expect((await link.pull()).doubts).toEqual([]);
			expect(await titles()).toEqual(['水稻 3']);
		}
	);

	it('never stops sending: it is broken off and called what it is', async () => {
		await arrange('tamper', 'endless');
		await expect(link.pull()).rejects.toBeTruthy();
		expect((await db.catalogue.info()).doc_count).toBeLessThan(3000);
	});
});

describe('keys that change', () => {
	it.each(['online', 'release', 'root'])('a new %s key is followed without a visit', async (which) => {
		await link.pull();
		await arrange('rotate', which);
		await arrange('release', '2');
		expect((await link.pull()).doubts).toEqual([]);
		expect(await titles()).toEqual(['水稻 2']);
		await reopen();
		expect(link.site?.name).toBe('村');
		// And another change after it.
		await arrange('rotate', 'root');
		await arrange('rotate', 'online');
		await arrange('release', '3');
		expect((await link.pull()).doubts).toEqual([]);
		expect(await titles()).toEqual(['水稻 3']);
	});

	it('a head signed with a key that was taken away is not believed any more', async () => {
		await link.pull();
		await arrange('remember');
		await arrange('rotate', 'online');
		await link.pull();
		await arrange('tamper', 'old-head');
		await expect(link.pull()).rejects.toMatchObject({ code: 'hub_forged' });
	});
});

describe('a hub that was put back', () => {
	it('by copying a folder: the station says so, the hub begins another life, and nothing of the station is lost', async () => {
		await link.pull();
		const first = await page(1, null);
		await link.push([first]);
		await arrange('backup');
		await arrange('release', '2');
		await arrange('people', (await journal.identity())!.stationId);
		const second = await page(2, await pageHash(first));
		await link.push([first, second]);
		await link.pull();
		expect(link.receipt?.page).toBe(2);
		await arrange('restore');

		expect((await link.pull()).doubts).toContain('older');
		expect(await titles()).toEqual(['水稻 2']);
		expect(link.site?.people[0]?.name).toBe('新来的');
		expect((await state()).generation.by).toBe('noticed');

		// The next contact: a new life, the lost release and roster told, the pages sent again.
		expect((await link.pull()).doubts).not.toContain('older');
		expect((await state()).generation.used).toEqual({ abcdef: 2 });
		await link.push([]);
		expect(link.receipt?.page).toBe(2);
		expect(await titles()).toEqual(['水稻 2']);
	});

	it('by copying a folder, with nothing new in its catalogue since: records it lost are sent again', async () => {
		await link.pull();
		const first = await page(1, null);
		await link.push([first]);
		await arrange('backup');
		await link.push([await page(2, await pageHash(first))]);
		expect(link.receipt?.page).toBe(2);
		await arrange('restore');
		// The pages were receipted: the journal has let go of them.
		const exchange = async () => {
			await link.remember();
			await link.pull();
			await link.push([]);
			return (await receiptThere()).page;
		};
		expect(await exchange()).toBe(2);
		expect(link.receipt?.page).toBe(2);
	});

	it('is told what it lost although the first try to tell was cut off', async () => {
		await arrange('backup');
		await arrange('release', '2');
		await link.pull();
		await arrange('restore');
		await arrange('generation');
		await arrange('deaf', '1');
		await expect(link.pull()).rejects.toMatchObject({ code: 'hub_unreachable' });
		await arrange('deaf', '');
		await reopen();
		await link.pull();
		expect((await state()).generation.used).toEqual({ abcdef: 2 });
	});

	it('by the command: stations take the new life, and tell what it lost', async () => {
		await arrange('backup');
		await arrange('release', '2');
		await link.pull();
		await arrange('restore');
		await arrange('generation');
		expect((await link.pull()).doubts).toEqual(['incomplete']);
		expect((await state()).generation.used).toEqual({ abcdef: 2 });
		expect(await titles()).toEqual(['水稻 2']);
	});
});

it('a device that the hub does not know is told so, not "no network"', async () => {
	const identity = (await journal.identity())!;
	const stranger = {
		...identity,
		credential: `d0.${(await publicJwk((await newKeyPair(false)).publicKey)).x}`
	};
	const other = await HubLink.open(journal, db, stranger, origin, Date.now);
	await expect(other.pull()).rejects.toMatchObject({ code: 'not_allowed' });
});
