import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { base64url, fromBase64url, hex, newKeyPair, sha256, signer, utf8, verifies } from '.';

const pair = await newKeyPair(false);
const signature = { name: 'ECDSA', hash: 'SHA-256' } as const;

afterEach(() => vi.restoreAllMocks());

test('a hash is the same as Web Crypto makes it', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
			const web = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)));
			expect(await sha256(text)).toBe(hex(web));
		})
	);
});

test('a signature holds, or does not, as it does for Web Crypto', async () => {
	const change = fc.oneof(
		fc.constant((sig: Uint8Array) => sig),
		fc.tuple(fc.nat(63), fc.integer({ min: 1, max: 255 })).map(([at, by]) => (sig: Uint8Array) => {
			sig[at] = (sig[at] ?? 0) ^ by;
			return sig;
		}),
		fc.nat(63).map((length) => (sig: Uint8Array) => sig.slice(0, length)),
		fc.uint8Array({ maxLength: 130 }).map((other) => () => other)
	);
	let held = 0;
	await fc.assert(
		fc.asyncProperty(fc.string(), fc.boolean(), change, async (text, other, changed) => {
			const sig = changed(fromBase64url(await signer('k', pair.privateKey).sign(text)));
			const signed = other ? `${text} ` : text;
			const bytes = new Uint8Array(sig);
			const web = await crypto.subtle.verify(signature, pair.publicKey, bytes, utf8(signed));
			expect(await verifies({ signed, sig: base64url(bytes) }, pair.publicKey)).toBe(web);
			held += web ? 1 : 0;
		}),
		{ numRuns: 300 }
	);
	expect(held).toBeGreaterThan(10);
});

test('what is long does not hold everybody up: it is given to another thread', async () => {
	const digest = vi.spyOn(crypto.subtle, 'digest');
	const verify = vi.spyOn(crypto.subtle, 'verify');
	const long = 'x'.repeat(300_000);
	await sha256('short');
	await sha256(long);
	const by = signer('k', pair.privateKey);
	for (const signed of ['short', long])
		expect(await verifies({ signed, sig: await by.sign(signed) }, pair.publicKey)).toBe(true);
	expect([digest.mock.calls.length, verify.mock.calls.length]).toEqual([1, 1]);
});
