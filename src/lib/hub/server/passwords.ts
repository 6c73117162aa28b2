import { base64url, fromBase64url } from '$lib/base';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What is stored of a password: scrypt (RFC 7914) with Node's default cost. */
export async function hashPassword(password: string): Promise<{ salt: string; hash: string }> {
	const salt = Uint8Array.from(randomBytes(16));
	return { salt: base64url(salt), hash: base64url(await derive(password, salt)) };
}

/** Whether a password is the stored one, in constant time. */
export async function passwordFits(
	password: string,
	stored: { salt: string; hash: string }
): Promise<boolean> {
	return timingSafeEqual(await derive(password, fromBase64url(stored.salt)), fromBase64url(stored.hash));
}

function derive(password: string, salt: Uint8Array): Promise<Uint8Array> {
	return new Promise((resolve, reject) =>
		scrypt(password.normalize('NFKC'), salt, 32, (error, key) =>
			error ? reject(error) : resolve(Uint8Array.from(key))
		)
	);
}
