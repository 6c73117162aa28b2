import { About } from '$lib/lesson';
import { Course } from '$lib/scorm/course';
import * as v from 'valibot';
import { ReleaseFile } from './file';
import { ReleaseItem } from './item';
import { readStored } from './stored';

/** The newest form of a manifest that this program knows. */
export const manifestFormat = 3;

/** All files of a release and what can be asked in it: the blob whose hash a signed release names. */
export const ReleaseManifest = v.pipe(
	v.object({
		/** 2: every kind of question; the items of 1 are read with what they lacked. 3: packages made elsewhere. */
		formatVersion: v.picklist([1, 2, manifestFormat]),
		lessonId: v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/)),
		title: v.string(),
		lang: v.string(),
		passPercent: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
		files: v.array(ReleaseFile),
		items: v.array(ReleaseItem),
		launch: v.string(),
		/** Who answers for the lesson and what it rests on, for its metadata. */
		about: v.optional(About),
		/** How a package made elsewhere is played; our own lessons are one page to open, in SCORM 2004. */
		course: v.optional(Course)
	}),
	v.check(
		({ course, files, launch }) => course !== undefined || files.some(({ path }) => path === launch),
		'nothing to open'
	)
);
export type ReleaseManifest = v.InferOutput<typeof ReleaseManifest>;

/**
 * Reads a manifest as it is stored. Throws `UserError('format_newer')` for one of a newer program, `UserError('release_damaged')`
 * for what is none.
 */
export const readManifest = (text: string): ReleaseManifest =>
	readStored(text, ReleaseManifest, manifestFormat);
