import { base64url, fromBase64url, utf8 } from './hash';

// A PIN has few digits, so the work is what slows a guesser who holds the site document; 200,000 takes ~0.2 s on an old PC.
const iterations = 200_000;

/** Derives what is stored of a PIN: PBKDF2-HMAC-SHA-256 (RFC 8018), salt and hash as base64url. */
export async function hashPin(pin: string): Promise<{ salt: string; hash: string }> {
	const salt = crypto.getRandomValues(new Uint8Array(16));
	return { salt: base64url(salt), hash: await derive(pin, salt) };
}

/** Whether a typed PIN is the one that was stored. */
export async function pinFits(pin: string, stored: { salt: string; hash: string }): Promise<boolean> {
	return (await derive(pin, fromBase64url(stored.salt))) === stored.hash;
}

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
	const key = await crypto.subtle.importKey('raw', utf8(pin.normalize('NFKC')), 'PBKDF2', false, [
		'deriveBits'
	]);
	const bits = await crypto.subtle.deriveBits(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
		key,
		256
	);
	return base64url(new Uint8Array(bits));
}
