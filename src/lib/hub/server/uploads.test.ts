import { sha256, UserError } from '$lib/base';
import { FileBlobs } from '$lib/store/node';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Person } from './accounts';
import type { Quotas } from './upload-usage';
import { Uploads } from './uploads';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-uploads-'));
afterAll(() => rmSync(dir, { recursive: true }));
const incoming = join(dir, 'uploads');
const blobs = new FileBlobs(join(dir, 'blobs'));
const readable = new Set<string>();
let clock = Date.now();
const start = (quotas?: Quotas, shared = false) =>
	new Uploads(
		incoming,
		blobs,
		(name) => Promise.resolve(readable.has(name)),
		() => clock,
		quotas,
		shared
	);
let hub = start();
afterAll(() => hub.close());

const author: Person = { name: '周农艺', roles: ['author'], branch: ['省'] };
const other: Person = { ...author, name: '吴农艺' };
let made = 0;
/** A file nobody has sent before. */
async function newFile(size = 1000) {
	const bytes = new Uint8Array(size).fill(++made);
	return { bytes, name: await sha256(bytes) };
}
const tus = { 'tus-resumable': '1.0.0' };
function ask(method: string, name: string, headers: Record<string, string>, body?: BodyInit, by = author) {
	const init = { method, headers: { ...tus, ...headers }, body: body ?? null, duplex: 'half' };
	return hub.answer(new Request(`http://localhost/uploads/${name}`, init), by);
}
const head = async (name: string, by = author) => {
	const answer = await ask('HEAD', name, {}, undefined, by);
	return answer.status === 200 ? Number(answer.headers.get('upload-offset')) : null;
};
const create = (name: string, size: number) =>
	ask('POST', '', { 'upload-length': String(size), 'upload-metadata': `sha256 ${btoa(name)}` });
const patch = (name: string, offset: number, body: BodyInit) =>
	ask(
		'PATCH',
		name,
		{ 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
		body
	);
const held = () => readdirSync(incoming).filter((name) => !name.endsWith('.delivered'));

test('a file sent in pieces becomes a blob, and nothing is left on the way', async () => {
	const { bytes, name } = await newFile();
	expect(await head(name)).toBeNull();
	expect((await create(name, 1000)).headers.get('location')).toBe(`/uploads/${name}`);
	expect((await patch(name, 0, bytes.slice(0, 400))).headers.get('upload-offset')).toBe('400');
	expect(await blobs.size(name)).toBeNull();
	expect((await patch(name, 400, bytes.slice(400))).status).toBe(204);
	expect(await blobs.size(name)).toBe(1000);
	expect(held()).toEqual([]);
});

test('what arrived before the connection broke, and before the hub was started anew, is not sent again', async () => {
	const { bytes, name } = await newFile();
	await create(name, 1000);
	const broken = new ReadableStream({
		start: (pieces) => pieces.enqueue(bytes.slice(0, 300)),
		pull: (pieces) => new Promise((done) => setTimeout(() => done(pieces.error(new Error('reset'))), 50))
	});
	expect((await patch(name, 0, broken)).status).toBeGreaterThanOrEqual(400);
	hub.close();
	hub = start();
	expect(await head(name)).toBe(300);
	await patch(name, 300, bytes.slice(300));
	expect(await blobs.size(name)).toBe(1000);
});

test('a hub that died after the last byte puts the file in its place when asked', async () => {
	const { bytes, name } = await newFile();
	await create(name, 1000);
	const adopt = blobs.adopt.bind(blobs);
	blobs.adopt = () => Promise.reject(new Error('killed'));
	await patch(name, 0, bytes);
	blobs.adopt = adopt;
	expect(await blobs.size(name)).toBeNull();
	expect(await head(name)).toBe(1000);
	expect(await blobs.size(name)).toBe(1000);
});

test('bytes other than the ones promised are refused and removed', async () => {
	const { bytes, name } = await newFile();
	await create(name, 1000);
	const wrong = bytes.slice();
	wrong[7] = 255;
	const answer = await patch(name, 0, wrong);
	expect([answer.status, await answer.json()]).toEqual([460, { error: 'upload_damaged', details: {} }]);
	expect([await head(name), held(), await blobs.size(name)]).toEqual([null, [], null]);
});

test('the hub says that it has a file only to whoever delivered it or may read it', async () => {
	const { bytes, name } = await newFile();
	await create(name, 1000);
	await patch(name, 0, bytes);
	expect([await head(name), await head(name, other)]).toEqual([1000, null]);
	readable.add(name);
	expect(await head(name, other)).toBe(1000);
});

test('the pieces of one file may come to several processes over one folder, also two at the same moment', async () => {
	const own = hub;
	const beside = start(undefined, true);
	const at = async <T>(process: Uploads, task: () => Promise<T>): Promise<T> => {
		hub = process;
		const going = task(); // asks before it waits
		hub = own;
		return going;
	};
	const { bytes, name } = await newFile();
	await at(own, () => create(name, 1000));
	expect(await at(beside, () => head(name))).toBe(0);
	await at(beside, () => patch(name, 0, bytes.slice(0, 400)));
	expect(await at(own, () => head(name))).toBe(400);
	// A connection that seemed to be gone and is not, and the one that was made instead.
	await Promise.all([own, beside].map((process) => at(process, () => patch(name, 400, bytes.slice(400)))));
	expect(await at(beside, () => head(name))).toBe(1000);
	expect(new Uint8Array(await new Response(await blobs.read(name)).arrayBuffer())).toEqual(bytes);
	expect(held()).toEqual([]);
	beside.close();
});

test('a quota counts what another process over the same folder took in, a minute later at the latest', async () => {
	const by: Person = { ...author, name: '孙农艺', branch: ['孙'] };
	const quotas = { person: 1500, unit: 10_000 };
	const [one, beside] = [start(quotas, true), start(quotas, true)];
	const begin = async (process: Uploads, name: string) =>
		(
			await process.answer(
				new Request('http://localhost/uploads', {
					method: 'POST',
					headers: { ...tus, 'upload-length': '1000', 'upload-metadata': `sha256 ${btoa(name)}` }
				}),
				by
			)
		).status;
	await beside.mustFit(1, by);
	const [first, second] = [await newFile(), await newFile()];
	expect(await begin(one, first.name)).toBe(201);
	clock += 60_001;
	expect(await begin(beside, second.name)).toBe(413);
	// And what was removed at one is counted no more at the other.
	unlinkSync(
		join(
			incoming,
			readdirSync(incoming).find((name) => name.startsWith(first.name) && name.endsWith('.json'))!
		)
	);
	clock += 60_001;
	expect(await begin(beside, second.name)).toBe(201);
	for (const process of [one, beside]) process.close();
});

test('an upload belongs to whoever began it', async () => {
	const { bytes, name } = await newFile();
	await create(name, 1000);
	await patch(name, 0, bytes.slice(0, 10));
	expect([await head(name), await head(name, other)]).toEqual([10, null]);
});

test('a second window does not throw away what the first has sent', async () => {
	const { bytes, name } = await newFile();
	await create(name, 1000);
	await patch(name, 0, bytes.slice(0, 10));
	expect((await create(name, 1000)).status).toBe(409);
	expect(await head(name)).toBe(10);
});

test('who is not signed in, who is no author, and what has no proper name is refused', async () => {
	const { name } = await newFile();
	const request = () => new Request(`http://localhost/uploads/${name}`, { method: 'HEAD', headers: tus });
	await expect(hub.answer(request(), null)).rejects.toThrow(new UserError('not_signed_in'));
	await expect(hub.answer(request(), { ...author, roles: [] })).rejects.toThrow(new UserError('not_allowed'));
	for (const bad of ['..%2f..%2fkeys', 'x', '']) expect((await create(bad, 1)).status).toBe(404);
	await expect(ask('HEAD', '..%2f..%2fkeys', {})).rejects.toThrow(new UserError('not_found'));
});

test('a film larger than allowed and a full disk are said in words', async () => {
	const big = await newFile();
	const tooLarge = await create(big.name, 5 * 1024 ** 3);
	expect([tooLarge.status, await tooLarge.json()]).toMatchObject([413, { error: 'file_too_large' }]);
	const { bytes, name } = await newFile();
	await create(name, 1000);
	const path = join(
		incoming,
		held().find((file) => file.startsWith(name) && !file.endsWith('.json'))!
	);
	unlinkSync(path);
	symlinkSync('/dev/full', path);
	const full = await patch(name, 0, bytes);
	expect([full.status, await full.json()]).toMatchObject([507, { error: 'hub_disk_full' }]);
	unlinkSync(path);
});

test('what nobody has gone on with for a week is removed', async () => {
	const { bytes, name } = await newFile();
	await create(name, 1000);
	await patch(name, 0, bytes.slice(0, 10));
	const day = 24 * 3600_000;
	clock = Date.now() + 6 * day;
	await hub.tidy();
	expect(await head(name)).toBe(10);
	for (const file of held()) utimesSync(join(incoming, file), new Date(), new Date());
	clock = Date.now() + 8 * day;
	await hub.tidy();
	expect([await head(name), held()]).toEqual([null, []]);
});

test('a person and a unit have so much room and no more, also when many files are begun at once and after a restart', async () => {
	const own = mkdtempSync(join(dir, 'quota-'));
	const megabyte = 1024 ** 2;
	const open = () =>
		new Uploads(
			own,
			blobs,
			() => Promise.resolve(false),
			() => clock,
			{ person: 3 * megabyte, unit: 4 * megabyte }
		);
	let small = open();
	const begin = async (by: Person, size = megabyte) => {
		const { name } = await newFile();
		const headers = { ...tus, 'upload-length': String(size), 'upload-metadata': `sha256 ${btoa(name)}` };
		const answer = await small.answer(
			new Request('http://localhost/uploads/', { method: 'POST', headers }),
			by
		);
		const said = answer.status === 201 ? {} : ((await answer.json()) as object);
		return { name, status: answer.status, ...said };
	};
	const begun = await Promise.all(Array.from({ length: 5 }, () => begin(author)));
	expect(begun.map(({ status }) => status).sort()).toEqual([201, 201, 201, 413, 413]);
	expect(begun.find(({ status }) => status === 413)).toMatchObject({
		error: 'quota_person',
		details: { used: 3, limit: 3 }
	});
	expect((await begin(other)).status).toBe(201);
	expect(await begin(other)).toMatchObject({ error: 'quota_unit', details: { used: 4, limit: 4 } });
	expect((await begin({ ...other, branch: ['别省'] })).status).toBe(201);
	small.close();
	small = open();
	expect(await begin(author)).toMatchObject({ error: 'quota_person' });
	expect(await begin({ ...other, name: '第三人' })).toMatchObject({ error: 'quota_unit' });

	// What is taken away, by its author or by the collector, makes room.
	const [first] = begun.filter(({ status }) => status === 201);
	const path = `http://localhost/uploads/${first?.name}`;
	expect((await small.answer(new Request(path, { method: 'DELETE', headers: tus }), author)).status).toBe(
		204
	);
	const third = { ...author, name: '第三人' };
	await small.charge('f'.repeat(64), megabyte, third);
	expect(await begin(author)).toMatchObject({ error: 'quota_unit' });
	small.forget('f'.repeat(64));
	expect(await small.holds('f'.repeat(64), third.name)).toBe(false);
	expect((await begin(author)).status).toBe(201);
	small.close();
});

test('while the last part of the disk is left, no file is taken', async () => {
	const statfs = vi
		.spyOn(fs, 'statfs')
		.mockResolvedValue({ bavail: 1000, blocks: 60_000, bsize: 4096 } as never);
	const { name } = await newFile();
	const refused = await create(name, 1000);
	expect([refused.status, await refused.json()]).toMatchObject([507, { error: 'hub_disk_reserve' }]);
	statfs.mockRestore();
	expect((await create(name, 1000)).status).toBe(201);
	vi.spyOn(fs, 'statfs').mockResolvedValue({ bavail: 1000, blocks: 60_000, bsize: 4096 } as never);
	expect((await patch(name, 0, new Uint8Array(10))).status).toBe(507);
	vi.restoreAllMocks();
});
