import * as v from 'valibot';

/** A public key as JWK (RFC 7517), with only the fields that name the key. */
export const PublicKey = v.object({ kty: v.string(), crv: v.string(), x: v.string(), y: v.string() });
export type PublicKey = v.InferOutput<typeof PublicKey>;

/** Body of `root:<number>` in `catalogue`: a later root key, signed by the one before. The first root is pinned at enrolment. */
export const Root = v.object({
	id: v.string(),
	number: v.pipe(v.number(), v.integer(), v.minValue(2)),
	key: PublicKey,
	at: v.string()
});
export type Root = v.InferOutput<typeof Root>;

/**
 * Body of `authority:keys` in `catalogue`: which keys sign for the hub, signed by the root key of that number. `release` may be kept
 * where no network is; `online` signs what changes by itself: head, sites, receipts.
 */
export const Authority = v.object({
	id: v.string(),
	/** Number of the root that signed this. */
	number: v.pipe(v.number(), v.integer(), v.minValue(1)),
	/** Rises with every change. */
	counter: v.number(),
	at: v.string(),
	/** The key that signs releases now, then those before it whose releases still stand. */
	release: v.pipe(v.array(PublicKey), v.minLength(1), v.maxLength(50)),
	online: PublicKey
});
export type Authority = v.InferOutput<typeof Authority>;

export const authorityId = 'authority:keys';
export const rootId = (number: number): string => `root:${String(number).padStart(6, '0')}`;
