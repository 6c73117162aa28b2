import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { newKeyPair, seal, signer, unseal, type Envelope } from '.';

const pair = await newKeyPair(false);
const by = signer('k1', pair.privateKey);
const ring = (id: string) => (id === 'k1' ? pair.publicKey : undefined);
const Body = v.object({ text: v.string() });
const head = { id: 'note:1', kind: 'note', formatVersion: 1 };
const read = (doc: unknown, newest?: number) => unseal(doc, ring, 'note', Body, newest);
const sealed = (body: object = { text: '好' }, change: Partial<typeof head> = {}) =>
	seal(by, { ...head, ...change }, { ...body });
/** Signs whatever text is given, as a broken or hostile program might. */
const signedAs = async (signed: string): Promise<Envelope> => ({
	...(await sealed()),
	signed,
	sig: await by.sign(signed)
});

test('what was sealed is read, and names its algorithm', async () => {
	const envelope = await sealed();
	expect(envelope).toMatchObject({ _id: 'note:1', kind: 'note', keyId: 'k1', alg: 'ES256' });
	expect(await read(envelope)).toEqual({ text: '好' });
	const { alg: _, ...oldest } = envelope;
	expect(await read(oldest)).toEqual({ text: '好' });
});

describe('what does not hold is refused, and says why', () => {
	test.each<[string, (good: Envelope) => unknown]>([
		['shape', () => null],
		['shape', (good) => ({ ...good, sig: 7 })],
		['shape', (good) => ({ ...good, formatVersion: 1.5 })],
		['shape', (good) => ({ ...good, formatVersion: -1 })],
		['key', (good) => ({ ...good, keyId: 'k2' })],
		['signature', (good) => ({ ...good, alg: 'SM2-SM3' })],
		['signature', (good) => ({ ...good, sig: 'not base64url!' })],
		['signature', (good) => ({ ...good, signed: good.signed.replace('好', '坏') })],
		['head', (good) => ({ ...good, _id: 'note:2' })],
		['head', (good) => ({ ...good, kind: 'other' })],
		['head', (good) => ({ ...good, formatVersion: 2 })],
		['head', () => signedAs('{"broken')],
		['head', () => signedAs('"text"')],
		['head', () => signedAs('null')],
		['head', () => sealed({ text: '好' }, { kind: 'other' })],
		['body', () => sealed({ text: 7 })]
	])('%s', async (why, change) => {
		const doc = await change(await sealed());
		await expect(read(doc)).rejects.toMatchObject({ code: 'signature_invalid', details: { why } });
	});
});

test('what a newer program wrote is told apart from what is forged', async () => {
	const newer = await sealed({ words: '好' }, { formatVersion: 2 });
	await expect(read(newer)).rejects.toMatchObject({ code: 'format_newer', details: { id: 'note:1' } });
	await expect(read({ ...newer, sig: (await sealed()).sig })).rejects.toMatchObject({
		code: 'signature_invalid'
	});
	expect(await read(await sealed({ text: '好' }, { formatVersion: 2 }), 2)).toEqual({ text: '好' });
});
