import * as v from 'valibot';

/** How much a package may leave for its next launch, in letters of names and values together. */
export const keptLimit = 2_000_000;

const Things = v.object({
	/** The launch that left it: its name stands in the addresses of that launch. */
	launch: v.pipe(v.string(), v.regex(/^[0-9a-z]{20,40}$/)),
	local: v.record(v.string(), v.string()),
	/** Only those with a date, in ms, after which they are gone. */
	cookies: v.array(v.object({ name: v.string(), value: v.string(), expires: v.number() }))
});

/** What a package left in `localStorage` and in cookies, of one learner. */
export const KeptStorage = v.pipe(
	Things,
	v.check((kept) => keptSize(kept) <= keptLimit)
);
export type KeptStorage = v.InferOutput<typeof Things>;

/** How large it is, in letters. */
export function keptSize({ local, cookies }: Pick<KeptStorage, 'local' | 'cookies'>): number {
	const sum = (pairs: [string, string][]) =>
		pairs.reduce((total, [name, value]) => total + name.length + value.length, 0);
	return sum(Object.entries(local)) + sum(cookies.map(({ name, value }) => [name, value]));
}
