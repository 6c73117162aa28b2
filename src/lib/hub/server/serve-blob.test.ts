import { sha256 } from '$lib/base';
import { FileBlobs } from '$lib/store/node';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { serveBlob } from './serve-blob';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-blobs-'));
afterAll(() => rmSync(dir, { recursive: true }));
const blobs = new FileBlobs(dir);
const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const { sha256: name } = await blobs.put(bytes);

const get = (headers: Record<string, string>, type: string | null = 'video/mp4') =>
	serveBlob(blobs, name, new Request('http://localhost/', { headers }), type, 'personal');
const body = async (response: Response) => new Uint8Array(await response.arrayBuffer());

test('a blob is named by its content and comes back whole', async () => {
	expect(name).toBe(await sha256(bytes));
	const whole = await get({});
	expect([whole.status, whole.headers.get('content-length')]).toEqual([200, '1000']);
	expect(await body(whole)).toEqual(bytes);
});

test.each([
	['bytes=0-9', 'bytes 0-9/1000', 0, 10],
	['bytes=990-', 'bytes 990-999/1000', 990, 1000],
	['bytes=-5', 'bytes 995-999/1000', 995, 1000],
	['bytes=990-5000', 'bytes 990-999/1000', 990, 1000]
])('the range %s', async (range, contentRange, start, end) => {
	const part = await get({ range });
	expect([part.status, part.headers.get('content-range')]).toEqual([206, contentRange]);
	expect(await body(part)).toEqual(bytes.slice(start, end));
});

test('a range that cannot be, and one of another file', async () => {
	expect((await get({ range: 'bytes=1000-' })).status).toBe(416);
	expect((await get({ range: 'bytes=5-2' })).status).toBe(416);
	expect((await get({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
	expect((await get({ range: 'bytes=0-9', 'if-range': `"${name}"` })).status).toBe(206);
});

test('nothing stored can run on the app: other types are only bytes', async () => {
	expect((await get({}, 'text/html')).headers.get('content-type')).toBe('application/octet-stream');
	expect((await get({}, 'image/svg+xml')).headers.get('content-type')).toBe('application/octet-stream');
	expect((await get({})).headers.get('content-security-policy')).toContain('sandbox');
});

test.each<Record<string, string>>([{}, { range: 'bytes=0-9' }, { range: 'bytes=1000-' }])(
	'what no release lists no cache keeps (%j)',
	async (headers) => {
		const { headers: told } = await get(headers);
		expect(told.get('cache-control')).toBe('private, no-store');
		expect(told.get('cdn-cache-control')).toBeNull();
	}
);

test('what a release lists a shared cache may keep', async () => {
	const { headers } = await serveBlob(blobs, name, new Request('http://localhost/'), null, 'released');
	expect(headers.get('cdn-cache-control')).toBe('public, max-age=31536000, immutable');
	expect(headers.get('cache-control')).toBe('no-store');
});

test('a cut or too large upload leaves nothing behind', async () => {
	const cut = new ReadableStream<Uint8Array>({
		start(out) {
			out.enqueue(new Uint8Array(100));
			out.error(new Error('cut'));
		}
	});
	await expect(blobs.write(cut, 1e9)).rejects.toThrow('cut');
	await expect(blobs.write(new Blob([bytes]).stream(), 999)).rejects.toMatchObject({
		code: 'file_too_large'
	});
	expect(readdirSync(join(dir, 'incoming'))).toEqual([]);
	await expect(blobs.read('../../etc/passwd')).rejects.toMatchObject({ code: 'not_found' });
});
