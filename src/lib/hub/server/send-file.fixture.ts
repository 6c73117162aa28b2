import { sha256 as hashOf } from '$lib/base';
import { expect } from 'vitest';
import type { Person } from './accounts';
import type { Hub } from './hub';

/** Sends a file the way the author's browser does; gives its hash. */
export async function sendFile(hub: Hub, bytes: Uint8Array<ArrayBuffer>, by: Person): Promise<string> {
	const sha256 = await hashOf(bytes);
	const ask = (method: string, path: string, headers: Record<string, string>, body: BodyInit | null) => {
		const init = { method, headers: { 'tus-resumable': '1.0.0', ...headers }, body, duplex: 'half' };
		return hub.uploads.answer(new Request(`http://localhost/uploads/${path}`, init), by);
	};
	const metadata = `sha256 ${btoa(sha256)}`;
	await ask('POST', '', { 'upload-length': String(bytes.length), 'upload-metadata': metadata }, null);
	const type = 'application/offset+octet-stream';
	const answer = await ask('PATCH', sha256, { 'upload-offset': '0', 'content-type': type }, bytes);
	expect(answer.status).toBe(204);
	return sha256;
}
