// No i, l, o, u: ids are read aloud and typed from paper.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A random, URL-safe, lower-case id of `length` characters, 5 bits each (RFC 4648-like, Crockford's alphabet). */
export function newId(length = 16): string {
	let id = '';
	for (const byte of crypto.getRandomValues(new Uint8Array(length))) id += alphabet[byte & 31];
	return id;
}

/** A one-time code that a person types: `abcd-efgh-jkmn` (60 bits). */
export function newCode(): string {
	return (newId(12).match(/.{4}/g) ?? []).join('-');
}

/** What a person typed as a code, reduced to the form {@link newCode} gives: case, spaces, full width and look-alikes forgiven. */
export function normaliseCode(typed: string): string {
	const plain = typed
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^0-9a-z]/g, '')
		.replace(/[il]/g, '1')
		.replace(/o/g, '0')
		.replace(/u/g, 'v');
	return (plain.match(/.{1,4}/g) ?? []).join('-');
}

/** The name by which a person signs in: NFKC, no surrounding space, lower case. */
export function normaliseName(typed: string): string {
	return typed.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
