import { base64url, fromBase64url, UserError } from '$lib/base';
import type { Account } from '$lib/store';
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import PQueue from 'p-queue';

type Stored = Account['password'];
type Cost = NonNullable<Stored['cost']>;

/** What a new password costs: one of OWASP's equals (Password Storage Cheat Sheet), 32 MiB and about a quarter of a second. */
export const currentCost: Cost = { N: 2 ** 15, r: 8, p: 3 };

/** What hashes without a cost of their own were made with: Node's default. */
const firstCost: Cost = { N: 2 ** 14, r: 8, p: 1 };

/** A hash that no password has, so that a name nobody has costs the same work as one that somebody has. */
export const nobody: Stored = { ...salted(new Uint8Array(16), new Uint8Array(32)), cost: currentCost };

/** Who goes first when there is more to hash than time: who signed in from there before; anyone; who tries a name that many try. */
export const lanes = { known: 2, new: 1, suspect: 0 } as const;
export type Lane = keyof typeof lanes;

/** Most that wait in a lane: two minutes' work. What comes beyond is asked to come again. */
const longest = 400;

// One at a time: hashing takes threads that the databases also wait for, and memory.
const queue = new PQueue({ concurrency: 1 });
const waiting: Record<Lane, number> = { known: 0, new: 0, suspect: 0 };

/** What is stored of a password: scrypt (RFC 7914) with what it cost. */
export async function hashPassword(password: string): Promise<Stored> {
	const salt = Uint8Array.from(randomBytes(16));
	return { ...salted(salt, await derive(password, salt, currentCost, 'known')), cost: currentCost };
}

/** Whether a password is the stored one, in constant time. Throws `UserError('too_many_tries')` when too many are waiting. */
export async function passwordFits(password: string, stored: Stored, lane: Lane = 'new'): Promise<boolean> {
	const hash = await derive(password, fromBase64url(stored.salt), stored.cost ?? firstCost, lane);
	return timingSafeEqual(hash, fromBase64url(stored.hash));
}

/** Whether a hash was made with less work than is asked for now. */
export function isWeak({ cost = firstCost }: Stored): boolean {
	return cost.N * cost.r * cost.p < currentCost.N * currentCost.r * currentCost.p;
}

async function derive(password: string, salt: Uint8Array, cost: Cost, lane: Lane): Promise<Uint8Array> {
	if (waiting[lane] >= longest) throw new UserError('too_many_tries', { seconds: 120 });
	waiting[lane]++;
	const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
	try {
		return await queue.add(() => work(password, salt, options), { priority: lanes[lane] });
	} finally {
		waiting[lane]--;
	}
}

function work(password: string, salt: Uint8Array, options: ScryptOptions): Promise<Uint8Array> {
	return new Promise((resolve, reject) =>
		scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
			error ? reject(error) : resolve(Uint8Array.from(key))
		)
	);
}

function salted(salt: Uint8Array<ArrayBuffer>, hash: Uint8Array): Pick<Stored, 'salt' | 'hash'> {
	return { salt: base64url(salt), hash: base64url(Uint8Array.from(hash)) };
}
