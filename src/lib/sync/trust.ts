import { importKey, keyIdOf, unseal, UserError, type KeyRing } from '$lib/base';
import { Authority, Root, type CatalogueHead, type PublicKey } from '$lib/store';

/** Which keys are believed to speak for the hub. Begins with the root pinned at enrolment; {@link followAuthority} renews it. */
export interface Trust {
	root: PublicKey;
	/** Number of that root. */
	number: number;
	/** Counter of the newest authority seen. */
	counter: number;
	release: PublicKey[];
	/** Null before the first authority was seen: then the root speaks for everything, as it once did. */
	online: PublicKey | null;
}

/** What is believed at first: nothing but a root key. */
export const pinned = (root: PublicKey): Trust => ({
	root,
	number: 0,
	counter: 0,
	release: [],
	online: null
});

/** Finds the public key among some. */
export async function ringOf(keys: readonly PublicKey[]): Promise<KeyRing> {
	const known = new Map(
		await Promise.all(keys.map(async (jwk) => [await keyIdOf(jwk), await importKey(jwk)] as const))
	);
	return (keyId) => known.get(keyId);
}

/** The keys that may sign releases. */
export const releaseKeys = ({ release, root }: Trust): PublicKey[] => (release.length ? release : [root]);

/** The same, to verify with. */
export const releaseRing = (trust: Trust): Promise<KeyRing> => ringOf(releaseKeys(trust));

/** The key that signs head, site and receipts. */
export const onlineRing = ({ online, root }: Trust): Promise<KeyRing> => ringOf([online ?? root]);

/**
 * Follows the chain of roots, each signed by the one before, to the authority signed by the last. `roots` may hold older ones
 * and be in any order. Throws `UserError('hub_forged')` when a signature does not hold, `UserError('hub_older')` when the authority
 * is older than the one known: a key taken away is never believed again.
 */
export async function followAuthority(trust: Trust, roots: unknown[], authority: unknown): Promise<Trust> {
	let { root, number } = trust;
	for (const doc of roots.toSorted((a, b) => numberOf(a) - numberOf(b))) {
		// A root pinned without its number takes it from the authority it signed.
		if (number === 0 || numberOf(doc) !== number + 1) continue;
		const next = await believed(unseal(doc, await ringOf([root]), 'root', Root));
		if (next.number !== number + 1) throw new UserError('hub_forged');
		({ key: root, number } = next);
	}
	const read = await believed(unseal(authority, await ringOf([root]), 'authority', Authority));
	if (number && read.number !== number) throw new UserError('hub_forged');
	if (read.counter < trust.counter) throw new UserError('hub_older');
	return { root, number: read.number, counter: read.counter, release: read.release, online: read.online };
}

/** How a head stands to the last one seen. */
export type HeadStands =
	| 'same'
	| 'newer'
	/** Another life of the hub's databases, that began later: it was put back from a backup. */
	| 'restored'
	/** What was once seen is not there any more: a backup put back by hand, or somebody in between shows old things. */
	| 'older'
	/** Two different catalogues under one counter. */
	| 'forked';

/** Holds a head against the last one seen. A head from before is never taken for a newer one. */
export function judgeHead(known: CatalogueHead | null, head: CatalogueHead): HeadStands {
	if (!known) return 'newer';
	if (head.counter < known.counter) return 'older';
	if (head.counter > known.counter) return head.generation === known.generation ? 'newer' : 'restored';
	const same = (['generation', 'hash', 'count', 'at'] as const).every((name) => head[name] === known[name]);
	return same ? 'same' : 'forked';
}

/** How long a head may stand still while the hub is reached before the keeper is told, in ms; a hub signs one every day. */
export const quietLimit = 14 * 24 * 3600_000;

/** Whether a head is so old that newer ones may be withheld. */
export const isFrozen = (head: Pick<CatalogueHead, 'at'>, now: number): boolean =>
	now - Date.parse(head.at) > quietLimit;

/** Reads what the hub signed; whatever is wrong with it, it is not the hub's. A newer program's words stay what they are. */
async function believed<T>(read: Promise<T>): Promise<T> {
	return read.catch((cause: unknown) => {
		if (cause instanceof UserError && cause.code === 'format_newer') throw cause;
		throw new UserError('hub_forged', {}, { cause });
	});
}

function numberOf(doc: unknown): number {
	const id = doc && typeof doc === 'object' && '_id' in doc ? String(doc._id) : '';
	return Number(/^root:(\d+)$/.exec(id)?.[1] ?? 0);
}
