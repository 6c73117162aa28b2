import { newId, newKeyPair, publicJwk, signer, type Envelope } from '$lib/base';
import { closePage, pageHash, type Entry } from '$lib/ledger';
import { openRemote, openStationDatabases, type StationDatabases } from '$lib/store/browser';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { getDocument, pullCatalogue, pushRecords, type Got, type Remote } from '$lib/sync';

const hub = inject('servers').hub;

interface Device {
	stationId: string;
	deviceId: string;
	credential: string;
	pair: CryptoKeyPair;
}

const arrange = async (what: string, body?: unknown) =>
	(await (
		await fetch(`${hub}/test/${what}`, { method: 'POST', body: JSON.stringify(body) })
	).json()) as unknown;

async function device(): Promise<Device> {
	const pair = await newKeyPair(false);
	return { ...((await arrange('device', await publicJwk(pair.publicKey))) as Omit<Device, 'pair'>), pair };
}

const entry = (seq: number): Entry => ({
	seq,
	at: '2026-11-22T08:00:00.000Z',
	bootId: 'b',
	monotonic: seq,
	by: { id: 'p', name: '王秀英', how: 'list' },
	body: { kind: 'keeper-unlocked' }
});

/** So many pages of a device, chained. */
async function pages(by: Device, count: number): Promise<Envelope[]> {
	const made: Envelope[] = [];
	for (let page = 1; page <= count; page++) {
		const last = made.at(-1);
		const { stationId, deviceId, pair } = by;
		const prev = last ? await pageHash(last) : null;
		made.push(
			await closePage(signer(deviceId, pair.privateKey), {
				stationId,
				deviceId,
				page,
				prev,
				entries: [entry(page)]
			})
		);
	}
	return made;
}

const held = async (by: Device) =>
	(await arrange(`pages/${by.stationId}`)) as { id: string; conflicts: number }[];

let me: Device;
let remote: Remote;
let local: StationDatabases;
beforeEach(async () => {
	me = await device();
	remote = { origin: hub, credential: me.credential, open: openRemote };
	local = openStationDatabases(`test-${newId()}-`);
});

describe('pulling the catalogue', () => {
	beforeAll(() => arrange('releases/300'));

	it('brings every release, and the second time nothing', async () => {
		expect(await pullCatalogue(local, remote)).toBeGreaterThanOrEqual(300);
		expect((await local.catalogue.allDocs()).rows.filter(({ id }) => id.startsWith('release:'))).toHaveLength(
			300
		);
		expect(await pullCatalogue(local, remote)).toBe(0);
	});

	it('rejects when nobody is there, and when the credential is wrong', async () => {
		await expect(pullCatalogue(local, { ...remote, origin: 'http://localhost:1' })).rejects.toThrow();
		await expect(pullCatalogue(local, { ...remote, credential: 'x.y' })).rejects.toBeTruthy();
	});
});

describe('pushing pages', () => {
	const keep = (docs: Envelope[]) => local.records.bulkDocs(docs, { new_edits: false });

	it('brings each once, and a receipt comes back', async () => {
		const made = await pages(me, 120);
		await keep(made);
		expect(await pushRecords(local, remote)).toEqual({ written: 120, refused: [] });
		expect(await held(me)).toHaveLength(120);
		expect(await pushRecords(local, remote)).toEqual({ written: 0, refused: [] });
		const receipt = await getDocument(remote, 'receipts', `receipt:${me.deviceId}`);
		const body = JSON.parse(((receipt as Got).doc as Envelope).signed) as object;
		expect(body).toMatchObject({ page: 120, head: await pageHash(made.at(-1)!), waitingFor: null });
		expect(await getDocument(remote, 'receipts', `receipt:${me.deviceId}`, (receipt as Got).etag)).toBe(
			'unchanged'
		);
	});

	it('names what is refused for ever, and the rest arrives', async () => {
		const made = await pages(me, 5);
		const forged = { ...made[2]!, sig: made[1]!.sig };
		const [foreign] = await pages(await device(), 1);
		await keep([...made.filter((page) => page !== made[2]), forged, foreign!]);
		const { written, refused } = await pushRecords(local, remote);
		expect(refused.sort()).toEqual([forged._id, foreign!._id].sort());
		expect(written).toBe(4);
		expect((await held(me)).map(({ id }) => id)).toEqual(made.filter((p) => p !== made[2]).map((p) => p._id));
	});

	it('cut after the hub took them and before it said so, and repeated, gives each page once', async () => {
		const made = await pages(me, 120);
		await keep(made);
		await arrange('cut/1');
		await expect(pushRecords(local, remote)).rejects.toBeTruthy();
		expect((await held(me)).length).toBeGreaterThan(0);
		await pushRecords(local, remote);
		expect(await held(me)).toEqual(made.map(({ _id }) => ({ id: _id, conflicts: 0 })));
	});

	it('under a key the hub does not know fails, and comes again', async () => {
		const stranger = { ...me, deviceId: 'd0123456789abcdef' };
		await keep(await pages(stranger, 1));
		await expect(pushRecords(local, remote)).rejects.toBeTruthy();
		await expect(pushRecords(local, remote)).rejects.toBeTruthy();
	});
});
