import { nativeCrypto, nativeLimit } from './native-crypto';

/** Bytes or text to be hashed or signed; text is taken as UTF-8. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Lower-case hexadecimal of bytes. */
export function hex(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += pairs[byte];
	return text;
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** SHA-256 as 64 lower-case hexadecimal characters. */
export async function sha256(data: Bytes | string): Promise<string> {
	if (nativeCrypto && data.length <= nativeLimit)
		return nativeCrypto.createHash('sha256').update(data).digest('hex');
	const bytes = typeof data === 'string' ? utf8(data) : data;
	return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Base64url without padding (RFC 4648 §5). */
export function base64url(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Bytes of a base64url text. Throws a plain error when it is none. */
export function fromBase64url(text: string): Bytes {
	const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}
