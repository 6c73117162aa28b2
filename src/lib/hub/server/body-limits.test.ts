import { afterEach, expect, test, vi } from 'vitest';
import { bodyTime, limitBody } from './body-limits';

afterEach(() => void vi.useRealTimers());

/** A body that comes in pieces of 1 KiB, and how much of it was asked for. */
function sent(kib: number, headers: Record<string, string> = {}) {
	let asked = 0;
	const body = new ReadableStream<Uint8Array>(
		{
			pull(to) {
				if (asked++ < kib) to.enqueue(new Uint8Array(1024).fill(120));
				else to.close();
			}
		},
		{ highWaterMark: 0 }
	);
	const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half', headers };
	return { request: new Request('http://localhost/x', init), asked: () => asked };
}

test('a body within the limit is read as it is', async () => {
	const limited = limitBody(sent(4).request, '/enrol');
	expect((await limited.request.text()).length).toBe(4096);
	expect(limited.refusal()).toBeNull();
});

test.each([
	['/enrol', 4],
	['/(desk)/sign-in', 4],
	['/no/such/route', 64],
	['__proto__', 64],
	[null, 64]
])(
	'%s: reading stops after %d KiB, whatever the route makes of it, and the answer is 413',
	async (route, kib) => {
		const { request, asked } = sent(560 * 1024);
		const limited = limitBody(request, route);
		expect(await limited.request.json().catch(() => null)).toBeNull();
		expect(asked()).toBe(kib + 1);
		const refusal = limited.refusal();
		expect(refusal?.status).toBe(413);
		expect(refusal?.headers.get('connection')).toBe('close');
		expect(await refusal?.json()).toEqual({ error: 'file_too_large', details: { limit: kib * 1024 } });
	}
);

test('a body that says it is too large is refused unread', () => {
	const { request, asked } = sent(9, { 'content-length': '9216' });
	expect(limitBody(request, '/enrol').refusal()?.status).toBe(413);
	expect(asked()).toBe(0);
});

test('a form sent by script is told in the words it understands', async () => {
	const { request } = sent(9, { 'content-length': '9216', 'x-sveltekit-action': 'true' });
	const told: unknown = await limitBody(request, '/(desk)/setup').refusal()?.json();
	expect(told).toMatchObject({ type: 'error', status: 413, error: { code: 'file_too_large' } });
});

test('a route that counts for itself is left alone', async () => {
	const { request } = sent(200);
	const limited = limitBody(request, '/uploads/[...path]');
	expect(limited.request).toBe(request);
	expect((await limited.request.arrayBuffer()).byteLength).toBe(200 * 1024);
});

test('a body that does not come to its end in time is given up; 64 KiB over 20 kbit/s is in time', async () => {
	expect(bodyTime(64 * 1024)).toBeGreaterThan((64 * 1024 * 8 * 1000) / 20_000);
	vi.useFakeTimers();
	const body = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(new Uint8Array(10)) });
	const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
	const limited = limitBody(new Request('http://localhost/x', init), '/enrol');
	const read = limited.request.text().catch(() => 'failed');
	await vi.advanceTimersByTimeAsync(bodyTime(4096) + 1);
	expect(await read).toBe('failed');
	expect(limited.refusal()?.status).toBe(408);
});
