import { newId, sha256 } from '$lib/base';
import { blobFolders, OpfsBlobs } from '$lib/store/browser';
import { describe, expect, inject, it } from 'vitest';
import { pieceSize } from '$lib/release';
import type { BlobJob } from '$lib/sync';
import { BlobBringer } from './blob-bringer';

const mib = pieceSize;
const blobs = new OpfsBlobs();
const never = new AbortController().signal;
const quiet = () => undefined;

type Fault = Partial<Record<'instead' | 'cut' | 'silent' | 'flip' | 'extra' | 'slow', number>> & {
	whole?: boolean;
};

/** A file of random bytes, what goes wrong with it, and how to bring it. */
async function given(size: number, faults: Fault[] = [], stored = true) {
	const origin = `${inject('servers').blobs}/${newId()}`;
	const bytes = new Uint8Array(size);
	for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
	const job: BlobJob = { sha256: await sha256(bytes), size };
	if (size > mib) {
		job.pieces = [];
		for (let at = 0; at < size; at += mib) job.pieces.push(await sha256(bytes.slice(at, at + mib)));
	}
	if (stored) await fetch(`${origin}/blobs`, { method: 'PUT', body: bytes });
	await fetch(`${origin}/faults`, { method: 'PUT', body: JSON.stringify(faults) });
	const bringer = new BlobBringer(origin, 'credential');
	const log = async () =>
		(await (await fetch(`${origin}/log`)).json()) as { range: string | null; sent: number }[];
	return {
		job,
		bytes,
		origin,
		bringer,
		log,
		bring: () => bringer.bring(job, quiet, never),
		sent: async () => (await log()).reduce((sum, answer) => sum + answer.sent, 0),
		/** Whether the file is here under its name, and right to the last byte. */
		here: async () => {
			const file = await blobs.file(job.sha256);
			return file !== null && (await sha256(new Uint8Array(await file.arrayBuffer()))) === job.sha256;
		},
		/** Puts something in the way of the file that is still coming. */
		leave: async (left: Uint8Array<ArrayBuffer>) => {
			const root = await navigator.storage.getDirectory();
			const folder = await root.getDirectoryHandle(blobFolders.incoming, { create: true });
			const writing = await (await folder.getFileHandle(job.sha256, { create: true })).createWritable();
			await writing.write(left);
			await writing.close();
		}
	};
}

describe('a file', () => {
	it.each([0, 1, mib - 1, mib, mib + 1, 3 * mib + 5])('of %i bytes lands whole', async (size) => {
		const file = await given(size);
		expect(await file.bring()).toBe('done');
		expect(await file.here()).toBe(true);
		expect(await file.sent()).toBe(size);
	});

	it('that is here already is not asked for', async () => {
		const file = await given(1000);
		await file.bring();
		expect(await file.bring()).toBe('done');
		expect(await file.log()).toHaveLength(1);
	});

	it('cut at five points goes on from its last byte each time', async () => {
		const cuts = [1, 70_000, mib, 2 * mib + 100_000, 300_000];
		const file = await given(
			6 * mib,
			cuts.map((cut) => ({ cut }))
		);
		for (let i = 0; i < cuts.length; i++) {
			expect(await file.bring()).toBe('network');
			expect(await blobs.file(file.job.sha256)).toBeNull();
		}
		expect(await file.bring()).toBe('done');
		expect(await file.here()).toBe(true);
		expect(await file.sent()).toBeLessThanOrEqual(6 * mib + cuts.length * 65536);
		const from = (await file.log()).map(({ range }) => range);
		expect(from[0]).toBeNull();
		expect(from.slice(1).every((range) => /^bytes=\d+-$/.test(range ?? ''))).toBe(true);
	});

	it('goes on even where Range is overlooked', async () => {
		const file = await given(2 * mib, [{ cut: 1.5 * mib }, { whole: true }]);
		expect([await file.bring(), await file.bring()]).toEqual(['network', 'done']);
		expect(await file.here()).toBe(true);
	});
});

describe('never under its name', () => {
	it.each<[string, number, Fault, string]>([
		['a captive portal’s welcome', 100, { instead: 200 }, 'network'],
		['a gateway’s error', 100, { instead: 502 }, 'network'],
		['a wrong byte in a small file', 5000, { flip: 77 }, 'damaged'],
		['a wrong byte in one piece', 3 * mib, { flip: mib + 5 }, 'damaged'],
		['a wrong last byte', 2 * mib + 9, { flip: 2 * mib + 8 }, 'damaged'],
		['too many bytes', 5000, { extra: 1 }, 'damaged'],
		['too many bytes of a large file', 2 * mib, { extra: 100_000 }, 'damaged']
	])('%s', async (_, size, fault, outcome) => {
		const file = await given(size, [fault]);
		expect(await file.bring()).toBe(outcome);
		expect(await blobs.file(file.job.sha256)).toBeNull();
		// and nothing of it stays behind to spoil the next try
		expect(await file.bring()).toBe('done');
		expect(await file.here()).toBe(true);
	});

	it('a piece that is right is not fetched again because a later one was wrong', async () => {
		const file = await given(4 * mib, [{ flip: 2 * mib + 1 }]);
		await file.bring();
		await file.bring();
		expect((await file.log())[1]?.range).toBe(`bytes=${2 * mib}-`);
	});

	it('what the hub does not have', async () => {
		const file = await given(100, [], false);
		expect(await file.bring()).toBe('missing');
		expect(await blobs.file(file.job.sha256)).toBeNull();
	});

	it('a file whose list of pieces says nothing of it', async () => {
		const file = await given(5000, [{ flip: 3 }]);
		expect(await file.bringer.bring({ ...file.job, pieces: [] }, quiet, never)).toBe('damaged');
		expect(await blobs.file(file.job.sha256)).toBeNull();
	});

	it('anything when nobody answers', async () => {
		const file = await given(100);
		const nobody = new BlobBringer('http://localhost:1', 'credential');
		expect(await nobody.bring(file.job, quiet, never)).toBe('network');
	});
});

describe('what was damaged on the disk is repaired', () => {
	it.each<[string, number, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>]>([
		['a full piece', 3 * mib, (bytes) => flipped(bytes.slice(0, 2 * mib + 10), 5)],
		['the tail', 3 * mib, (bytes) => flipped(bytes.slice(0, mib + 1000), mib + 5)],
		['a small file', 5000, (bytes) => flipped(bytes.slice(0, 4000), 5)],
		['a small file that was whole', 5000, (bytes) => flipped(bytes.slice(), 5)],
		['too much of it', 5000, (bytes) => new Uint8Array([...bytes, 1, 2, 3])]
	])('%s', async (_, size, damage) => {
		const file = await given(size);
		await file.leave(damage(file.bytes));
		expect(await file.bring()).toBe('done');
		expect(await file.here()).toBe(true);
	});
});

describe('two at once', () => {
	it('tabs bring a file once', async () => {
		const file = await given(2 * mib, [{ slow: 5 }]);
		const second = new BlobBringer(file.origin, 'credential');
		expect(await Promise.all([file.bring(), second.bring(file.job, quiet, never)])).toEqual(['done', 'done']);
		expect(await file.sent()).toBe(2 * mib);
	});

	it('stopping keeps what came, and goes on from there', async () => {
		const file = await given(4 * mib, [{ slow: 20 }]);
		const stop = new AbortController();
		const report = (landed: number) => landed > mib && stop.abort();
		expect(await file.bringer.bring(file.job, report, stop.signal)).toBe('network');
		expect(await file.bring()).toBe('done');
		const from = Number(/\d+/.exec((await file.log())[1]?.range ?? '')?.[0]);
		expect(from).toBeGreaterThan(mib);
	});

	it('stopping one stops no other', async () => {
		const first = await given(2 * mib, [{ slow: 10 }]);
		const second = await given(1000);
		const bringer = new BlobBringer(first.origin, 'credential');
		const stop = new AbortController();
		const slow = bringer.bring(first.job, quiet, stop.signal);
		const queued = bringer.bring(second.job, quiet, never);
		stop.abort();
		expect([await slow, await queued]).toEqual(['network', 'done']);
		expect(await bringer.bring(first.job, quiet, stop.signal)).toBe('network');
		expect(await bringer.bring(first.job, quiet, never)).toBe('done');
	});

	it('closing leaves nobody waiting', async () => {
		const file = await given(2 * mib, [{ slow: 20 }]);
		const bringing = file.bring();
		file.bringer.close();
		expect(await bringing).toBe('network');
		expect(await file.bring()).toBe('done');
	});
});

function flipped(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	return bytes;
}
