import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { UserError } from './errors';
import { base64url, fromBase64url, sha256, utf8 } from './hash';
import type { JsonObject } from './json';
import { nativeCrypto, nativeLimit } from './native-crypto';

/**
 * A document that another machine trusts. `signed` is the exact JSON text that was signed, with id, kind and format
 * version inside it; it is verified before it is parsed and never serialised again.
 */
export const Envelope = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.string(),
	formatVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
	keyId: v.string(),
	/** How it was signed, by its name in JSON Web Algorithms (RFC 7518 §3.1); missing in the oldest, which are `ES256`. */
	alg: v.optional(v.string()),
	signed: v.string(),
	sig: v.string()
});
export type Envelope = v.InferOutput<typeof Envelope>;

/** What every signed text holds besides its own fields. */
const Head = v.looseObject({ id: v.string(), kind: v.string(), formatVersion: v.number() });

/** ECDSA on P-256 with SHA-256: the one algorithm there is so far. Others (SM2 with SM3) would be told apart by this name. */
const es256 = 'ES256';

/** A private key that signs, and the id under which others know its public half. */
export interface Signer {
	keyId: string;
	sign(text: string): Promise<string>;
}

/** Finds the public key for a key id; `undefined` when it is unknown. */
export type KeyRing = (keyId: string) => CryptoKey | undefined | Promise<CryptoKey | undefined>;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signature = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A new ECDSA P-256 pair (FIPS 186-5); the private half can leave only when `extractable`. */
export function newKeyPair(extractable: boolean): Promise<CryptoKeyPair> {
	return crypto.subtle.generateKey(algorithm, extractable, ['sign', 'verify']);
}

/** Reads a public or private key from its JWK (RFC 7517). */
export function importKey(jwk: JsonWebKey): Promise<CryptoKey> {
	return crypto.subtle.importKey('jwk', jwk, algorithm, !jwk.d, [jwk.d ? 'sign' : 'verify']);
}

/** The public half as JWK with only the fields that name the key. */
export async function publicJwk(key: CryptoKey) {
	const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', key);
	return { kty: 'EC', crv: algorithm.namedCurve, x, y } as const;
}

/** The id of a key: the first 16 hexadecimal characters of the SHA-256 of its coordinates. */
export async function keyIdOf(jwk: JsonWebKey): Promise<string> {
	return (await sha256(`${jwk.crv}:${jwk.x}:${jwk.y}`)).slice(0, 16);
}

/** A signer over a private CryptoKey. */
export function signer(keyId: string, key: CryptoKey): Signer {
	return {
		keyId,
		sign: async (text) => base64url(new Uint8Array(await crypto.subtle.sign(signature, key, utf8(text))))
	};
}

/** Signs a body under an id and kind. The same body signed twice gives two different, equally valid signatures. */
export async function seal(
	by: Signer,
	head: { id: string; kind: string; formatVersion: number },
	body: JsonObject
): Promise<Envelope> {
	const signed = JSON.stringify({
		id: head.id,
		kind: head.kind,
		formatVersion: head.formatVersion,
		...body
	});
	return {
		_id: head.id,
		kind: head.kind,
		formatVersion: head.formatVersion,
		keyId: by.keyId,
		alg: es256,
		signed,
		sig: await by.sign(signed)
	};
}

/** Whether the signature of an envelope fits its text under a key. */
export async function verifies(
	envelope: Pick<Envelope, 'alg' | 'signed' | 'sig'>,
	key: CryptoKey
): Promise<boolean> {
	if ((envelope.alg ?? es256) !== es256) return false;
	try {
		const sig = fromBase64url(envelope.sig);
		const text = utf8(envelope.signed);
		if (nativeCrypto && text.byteLength <= nativeLimit)
			return nativeCrypto.verify('sha256', text, nativeKey(nativeCrypto, key), sig);
		return await crypto.subtle.verify(signature, key, sig, text);
	} catch {
		return false; // not base64url
	}
}

type NativeKey = { key: KeyObject; dsaEncoding: 'ieee-p1363' };

/** The same public key as Node's own cryptography wants it, made once. */
function nativeKey({ KeyObject }: typeof import('node:crypto'), key: CryptoKey): NativeKey {
	let known = nativeKeys.get(key);
	if (!known) nativeKeys.set(key, (known = { key: KeyObject.from(key), dsaEncoding: 'ieee-p1363' }));
	return known;
}

const nativeKeys = new WeakMap<CryptoKey, NativeKey>();

/**
 * Verifies an envelope and reads its body. `newest` is the newest format of that kind this program knows. Throws
 * `UserError('signature_invalid')` when the document is no envelope, its key is unknown, its signature does not fit, its outside
 * contradicts what was signed, or the body does not fit `schema`; `UserError('format_newer')` when it is well signed, but by a
 * newer program.
 */
export async function unseal<T>(
	doc: unknown,
	keys: KeyRing,
	kind: string,
	schema: v.GenericSchema<unknown, T>,
	newest = 1
): Promise<T> {
	const envelope = v.safeParse(Envelope, doc);
	const bad = (why: string) => new UserError('signature_invalid', { id: idOf(doc), why });
	if (!envelope.success) throw bad('shape');
	const { output } = envelope;
	const key = await keys(output.keyId);
	if (!key) throw bad('key');
	if (!(await verifies(output, key))) throw bad('signature');
	const parsed = parse(output.signed);
	const head = v.safeParse(Head, parsed);
	if (
		!head.success ||
		head.output.id !== output._id ||
		head.output.kind !== output.kind ||
		head.output.formatVersion !== output.formatVersion ||
		output.kind !== kind
	)
		throw bad('head');
	if (output.formatVersion > newest) throw new UserError('format_newer', { id: output._id });
	const body = v.safeParse(schema, parsed);
	if (!body.success) throw bad('body');
	return body.output;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function idOf(doc: unknown): string {
	return doc && typeof doc === 'object' && '_id' in doc && typeof doc._id === 'string' ? doc._id : '?';
}
