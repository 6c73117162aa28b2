import { get, post, userErrorCodes } from '$lib/base';
import type { ImportRefusal } from '$lib/importer';
import { ReleaseManifest } from '$lib/release';
import { PackageFacts } from '$lib/store';
import * as v from 'valibot';

/** A package to be taken in: the hash of a zip that was sent, its name, and what it is. `replaces`: the lesson it is a newer version of. */
export const TakeRequest = v.object({
	sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
	name: v.pipe(v.string(), v.maxLength(300)),
	facts: PackageFacts,
	course: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
	replaces: v.optional(v.string())
});
export type TakeRequest = v.InferOutput<typeof TakeRequest>;

/** What a person may change about a package in the library. */
export const PackageChange = v.object({ facts: PackageFacts, course: v.number() });
export type PackageChange = v.InferOutput<typeof PackageChange>;

/** Every reason there is, without the importer that finds them: the compiler holds this against its type. */
const refusals: Record<ImportRefusal, true> = {
	...{ not_zip: true, truncated: true, damaged: true, encrypted: true, escapes: true, link: true },
	...{ overlap: true, twice: true, entries: true, file_bytes: true, total_bytes: true, ratio: true },
	...{ depth: true, path_length: true, nested: true, empty: true, several_packages: true },
	...{ manifest_too_large: true, manifest_not_a_manifest: true, manifest_doctype: true },
	...{ manifest_malformed: true, manifest_too_deep: true, manifest_too_many_elements: true }
};

const Kept = v.object({ state: v.literal('kept'), lessonId: v.string() });
const Refused = v.object({
	state: v.literal('refused'),
	why: v.picklist(Object.keys(refusals) as ImportRefusal[]),
	where: v.string()
});

/** How far the taking of a package has come, in bytes as they are unpacked. */
export const Unpacking = v.object({
	phase: v.picklist(['looking', 'keeping']),
	done: v.number(),
	total: v.number()
});
export type Unpacking = v.InferOutput<typeof Unpacking>;

/** What came of taking a package in. */
export type PackageTaken = v.InferOutput<typeof Kept> | v.InferOutput<typeof Refused>;

/** A line of the hub's answer while it takes a package in; the last says what came of it. */
export const TakingLine = v.variant('state', [
	v.object({ state: v.literal('working'), ...Unpacking.entries }),
	Kept,
	Refused,
	v.object({
		state: v.literal('failed'),
		error: v.picklist(userErrorCodes),
		details: v.record(v.string(), v.union([v.string(), v.number()]))
	})
]);
export type TakingLine = v.InferOutput<typeof TakingLine>;

/** What is asked of a hub about packages made elsewhere. */
export const library = {
	/** The answer comes as lines, one {@link TakingLine} each. */
	take: post('/library', TakingLine, TakeRequest),
	/** What a package consists of, for trying it. */
	contents: get('/library/[lesson]', ReleaseManifest)
};
