import { newId } from '$lib/base';
import { describe, expect, inject, it, vi } from 'vitest';
import { patientFetch } from '$lib/sync';

/** A blob of 200 KB behind a fault, under an address of its own. */
async function given(fault: object): Promise<string> {
	const origin = `${inject('servers').blobs}/${newId()}`;
	const body = new Uint8Array(200_000);
	const sha256 = await (await fetch(`${origin}/blobs`, { method: 'PUT', body })).text();
	await fetch(`${origin}/faults`, { method: 'PUT', body: JSON.stringify([fault]) });
	return `${origin}/blobs/${sha256}`;
}

/** Reads to the end; unlike `arrayBuffer()`, which calls everything "Failed to fetch", it rejects with the stream's own error. */
async function read(answer: Response): Promise<number> {
	let size = 0;
	for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) size += piece.byteLength;
	return size;
}

// Long enough that a busy machine is not taken for a silent server.
const idle = 1500;
const patient = patientFetch('c', idle);

describe('a server', () => {
	it('that falls silent inside the body is given up', async () => {
		const answer = await patient(await given({ silent: 70_000 }));
		await expect(read(answer)).rejects.toMatchObject({ name: 'TimeoutError' });
	});

	it('that says nothing at all is given up', async () => {
		await expect(
			patient(await given({ slow: 60_000 })).then((answer) => answer.text())
		).rejects.toMatchObject({
			name: 'TimeoutError'
		});
	});

	it('that is slow but never silent is waited for', async () => {
		const answer = await patient(await given({ slow: idle * 0.6 }));
		expect((await answer.arrayBuffer()).byteLength).toBe(200_000);
	});

	it('is not blamed for a slow reader', async () => {
		const reader = (await patient(await given({}))).body!.getReader();
		let size = 0;
		for (let i = 0; ; i++) {
			if (i === 1) await new Promise((done) => setTimeout(done, idle * 2));
			const { done, value } = await reader.read();
			if (done) break;
			size += value.byteLength;
		}
		expect(size).toBe(200_000);
	});
});

describe('the caller’s abort', () => {
	it('is heeded before, during and inside the body', async () => {
		const stop = new AbortController();
		const url = await given({ slow: 100 });
		const answer = await patient(url, { signal: stop.signal });
		const body = read(answer);
		stop.abort(new Error('enough'));
		await expect(body).rejects.toThrow('enough');
		await expect(patient(url, { signal: stop.signal })).rejects.toThrow('enough');
	});

	it('leaves nothing on a signal that lives long', async () => {
		const stop = new AbortController();
		const add = vi.spyOn(stop.signal, 'addEventListener');
		const remove = vi.spyOn(stop.signal, 'removeEventListener');
		for (let i = 0; i < 5; i++) await (await patient(await given({}), { signal: stop.signal })).arrayBuffer();
		expect(add.mock.calls.length - remove.mock.calls.length).toBe(0);
	});
});

it('sends the credential, and neither cookies nor the cache', async () => {
	const real = vi.spyOn(globalThis, 'fetch');
	const url = await given({});
	await (await patient(url)).arrayBuffer();
	const init = real.mock.lastCall![1]!;
	real.mockRestore();
	expect(init).toMatchObject({ cache: 'no-store', credentials: 'omit' });
	expect((init.headers as Headers).get('authorization')).toBe('Bearer c');
});
