import { base64url, fromBase64url, keyIdOf, UserError, utf8 } from '$lib/base';
import { Authority } from '$lib/store';
import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { writeFile } from './write-file';
import { readTrust, Trust } from '../keys';
import { onDisk } from './copy-folder';

/** Shortest passphrase that is taken, in characters. */
const shortest = 12;

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** What scrypt costs now (RFC 7914): 128 MiB and about half a second. Stated in the file, so that it may rise. */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const;

const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));
const Encrypted = v.object({
	kind: v.literal('yuanke-keys'),
	formatVersion: v.literal(1),
	madeAt: v.string(),
	kdf: v.object({
		name: v.literal('scrypt'),
		N: v.pipe(v.number(), v.integer(), v.minValue(2 ** 14), v.maxValue(2 ** 20)),
		r: v.literal(8),
		p: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
		salt: base64
	}),
	cipher: v.object({ name: v.literal('aes-256-gcm'), iv: base64, tag: base64 }),
	/** Hexadecimal. */
	data: v.pipe(v.string(), v.regex(/^([0-9a-f]{2})+$/))
});

const fileName = v.pipe(v.string(), v.regex(/^(trust\.json|[0-9a-z]{1,40}\.jwk)$/));
const Files = v.record(fileName, v.string());

/**
 * Writes all keys of a folder into one file, encrypted with a passphrase. Throws `UserError('key_missing')` when there are none,
 * `keys_passphrase` when it is too short, `backup_exists` when the file is there.
 */
export async function backUpKeys(dir: string, file: string, passphrase: string, at: string): Promise<void> {
	if (!existsSync(join(dir, 'trust.json'))) throw new UserError('key_missing', { key: 'trust.json' });
	if ([...passphrase].length < shortest) throw new UserError('keys_passphrase');
	if (existsSync(file)) throw new UserError('backup_exists', { folder: file });
	const files = Object.fromEntries(
		readdirSync(dir)
			.filter((name) => v.is(fileName, name))
			.map((name) => [name, readFileSync(join(dir, name), 'utf8')])
	);
	const kdf = { name: 'scrypt' as const, ...cost, salt: base64url(random(16)) };
	const iv = random(12);
	const head = { kind: 'yuanke-keys' as const, formatVersion: 1 as const, madeAt: at, kdf };
	const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, kdf), iv);
	cipher.setAAD(utf8(JSON.stringify(head)));
	const data = cipher.update(JSON.stringify(files), 'utf8', 'hex') + cipher.final('hex');
	const encrypted: v.InferOutput<typeof Encrypted> = {
		...head,
		cipher: {
			name: 'aes-256-gcm',
			iv: base64url(iv),
			tag: base64url(Uint8Array.from(cipher.getAuthTag()))
		},
		data
	};
	await writeFile(file, `${JSON.stringify(encrypted, null, '\t')}\n`);
}

/**
 * Puts keys back. Nothing that is there is overwritten, but for a `trust.json` that is older than the backup's. Gives the names
 * of the files it wrote. Throws `UserError('keys_file_broken' | 'keys_passphrase' | 'keys_other_hub')`.
 */
export async function restoreKeys(dir: string, file: string, passphrase: string): Promise<string[]> {
	const files = await decrypted(file, passphrase);
	const trust = v.safeParse(v.pipe(v.string(), v.parseJson(), Trust), files['trust.json']);
	if (!trust.success) throw new UserError('keys_file_broken', { file });
	const present = await readTrust(dir);
	if (present && !(await sameHub(present, trust.output))) throw new UserError('keys_other_hub');
	await mkdir(dir, { recursive: true, mode: 0o700 });
	const missing = Object.keys(files).filter((name) => name !== 'trust.json' && !existsSync(join(dir, name)));
	for (const name of missing) await writeFile(join(dir, name), files[name] ?? '');
	// Last: it names the others.
	const newer = !present || counterOf(trust.output) > counterOf(present);
	if (newer) await writeFile(join(dir, 'trust.json'), files['trust.json'] ?? '');
	await onDisk(dirname(join(dir, 'trust.json')));
	return [...missing, ...(newer ? ['trust.json'] : [])];
}

async function decrypted(file: string, passphrase: string): Promise<v.InferOutput<typeof Files>> {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Encrypted), readFileSync(file, 'utf8'));
	if (!read.success) throw new UserError('keys_file_broken', { file });
	const { cipher, data, ...head } = read.output;
	try {
		const iv = fromBase64url(cipher.iv);
		const decipher = createDecipheriv('aes-256-gcm', await keyFrom(passphrase, head.kdf), iv, {
			authTagLength: 16
		});
		decipher.setAAD(utf8(JSON.stringify(head)));
		decipher.setAuthTag(fromBase64url(cipher.tag));
		const text = decipher.update(data, 'hex', 'utf8') + decipher.final('utf8');
		return v.parse(Files, JSON.parse(text));
	} catch (cause) {
		// A wrong passphrase and a changed file look the same.
		throw new UserError('keys_passphrase', {}, { cause });
	}
}

function keyFrom(
	passphrase: string,
	{ N, r, p, salt }: { N: number; r: number; p: number; salt: string }
): Promise<Uint8Array> {
	// One text may be typed in two ways.
	const secret = passphrase.normalize('NFKC');
	const options = { N, r, p, maxmem: 256 * N * r };
	return new Promise((resolve, reject) =>
		scrypt(secret, fromBase64url(salt), 32, options, (error, key) =>
			error ? reject(error) : resolve(Uint8Array.from(key))
		)
	);
}

/** Whether one's roots continue the other's. */
async function sameHub(one: Trust, other: Trust): Promise<boolean> {
	const [a, b] = [await rootIds(one), await rootIds(other)];
	return a[0] === b[0];
}

/** The ids of all roots, first to last: each later one is signed by the one before. */
const rootIds = async ({ root, roots }: Trust): Promise<string[]> => [
	...roots.map(({ keyId }) => keyId),
	await keyIdOf(root)
];

const counterOf = ({ authority }: Trust): number => v.parse(Authority, JSON.parse(authority.signed)).counter;
