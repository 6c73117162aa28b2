import { themes } from '$lib/lesson';
import * as v from 'valibot';
import { namesToUnits, type DocumentKind } from './kind';
import { OrgPath } from './org-path';
import { BlobRef } from './signed';

/** What a librarian says of a package made elsewhere, so that villages can find it. */
export const PackageFacts = v.object({
	title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
	lang: v.pipe(v.string(), v.maxLength(35)),
	themes: v.pipe(v.array(v.picklist(themes)), v.maxLength(2 * themes.length)),
	audience: v.pipe(v.string(), v.maxLength(200)),
	minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600)),
	summary: v.pipe(v.string(), v.maxLength(1000))
});
export type PackageFacts = v.InferOutput<typeof PackageFacts>;

/** `package:<lessonId>` in `lessons`: a package made elsewhere, checked and unpacked; its files are blobs. */
export const LibraryPackage = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('package'),
	formatVersion: v.literal(2),
	lessonId: v.string(),
	owner: v.string(),
	branch: OrgPath,
	savedAt: v.number(),
	savedBy: v.string(),
	/** When it was taken out of the library, in ms since 1970; null: it is there. */
	removedAt: v.nullable(v.number()),
	/** The zip as it came, under its file name. */
	zip: v.object({ ...BlobRef.entries, name: v.string() }),
	/** The list of its files and courses, as JSON. */
	contents: BlobRef,
	/** What the check found, for people. */
	report: v.looseObject({}),
	/** Which of its courses is taught, by place. */
	course: v.number(),
	facts: PackageFacts
});
export type LibraryPackage = v.InferOutput<typeof LibraryPackage>;

/** Form 1 said by names where it belongs. */
export const packageKind: DocumentKind<LibraryPackage> = {
	kind: 'package',
	formatVersion: 2,
	schema: LibraryPackage,
	steps: { 1: namesToUnits }
};
