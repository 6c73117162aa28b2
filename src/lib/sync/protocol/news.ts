import { Envelope, get } from '$lib/base';
import * as v from 'valibot';

/**
 * `GET /news?head=…&site=…&receipt=…`: one contact of a station that wants to know what is new. Each part names the revision that
 * is here, {@link nothingYet} when there is none; a part that is not named is not asked about.
 */
export const KnownNews = v.object({
	head: v.optional(v.string()),
	site: v.optional(v.string()),
	receipt: v.optional(v.string())
});
export type KnownNews = v.InferOutput<typeof KnownNews>;

/** What is named of a part of which nothing is here. */
export const nothingYet = 'none';

/** A signed document as the hub gave it, and its revision there. It is believed by its signature alone. */
export const Signed = v.object({ ...Envelope.entries, _rev: v.string() });
export type Signed = v.InferOutput<typeof Signed>;

/**
 * The answer: of the parts asked about those that differ from what the station named, null where the hub has none; `{}` when
 * nothing is new.
 */
export const News = v.object({
	/** The catalogue's signed head. */
	head: v.optional(v.nullable(Signed)),
	/** What the hub tells this station about itself. */
	site: v.optional(v.nullable(Signed)),
	/** How far the hub holds this device's records. */
	receipt: v.optional(v.nullable(Signed))
});
export type News = v.InferOutput<typeof News>;

export const news = get('/news', News, KnownNews);
