import { unseal, type Envelope, type KeyRing } from '$lib/base';
import { MediaRef, themes } from '$lib/lesson';
import { BlobRef, OrgNames, OrgPath } from '$lib/store';
import * as v from 'valibot';
import { readStored } from './stored';

/** Kind and newest form of a release's envelope. */
export const releaseKind = 'release';
export const releaseFormat = 1;

/** Body of `release:<lessonId>:<number>` in `catalogue`: what a station needs to list a lesson and fetch its manifest. */
export const Release = v.object({
	id: v.string(),
	lessonId: v.string(),
	number: v.number(),
	/** The branch it was let out for, by the names of that day. */
	branch: OrgNames,
	/** The same by the ids of its units; the first releases did not say. */
	units: v.optional(OrgPath),
	title: v.string(),
	lang: v.string(),
	themes: v.array(v.picklist(themes)),
	audience: v.string(),
	minutes: v.number(),
	summary: v.string(),
	cover: v.nullable(MediaRef),
	questions: v.number(),
	prompts: v.number(),
	/** Bytes of all files together. */
	bytes: v.number(),
	manifest: BlobRef,
	gates: v.array(v.object({ gate: v.string(), by: v.string(), at: v.string() })),
	releasedAt: v.string()
});
export type Release = v.InferOutput<typeof Release>;

/** What records are held against, and what restoring counts by: read of releases of every form, newer ones too. */
export const ReleaseFact = v.pick(Release, ['title', 'releasedAt']);
export type ReleaseFact = v.InferOutput<typeof ReleaseFact>;
export const ReleaseNumber = v.pick(Release, ['lessonId', 'number']);

/** What the list of lessons says of a release besides its title. */
export type ReleaseFacts = Pick<Release, 'themes' | 'audience' | 'minutes' | 'summary' | 'cover'>;

/** Reads a release out of the own database of the hub that signed it. Throws `UserError('format_newer' | 'release_damaged')`. */
export const readRelease = ({ signed }: Pick<Envelope, 'signed'>): Release =>
	readStored(signed, Release, releaseFormat);

/** Verifies a release under the keys believed and reads it. Throws as {@link unseal}. */
export const unsealRelease = (doc: unknown, keys: KeyRing): Promise<Release> =>
	unseal(doc, keys, releaseKind, Release, releaseFormat);
