import { Course } from '$lib/scorm/course';
import * as v from 'valibot';
import { ReleaseFile } from './file';
import { readStored } from './stored';

/** The newest form of contents that this program knows. */
const contentsFormat = 1;

/** Everything a package made elsewhere consists of: the blob that its document in the library names. */
export const PackageContents = v.object({
	formatVersion: v.literal(contentsFormat),
	files: v.array(ReleaseFile),
	/** One for each organization of its manifest, in order. */
	courses: v.array(Course),
	/** The place of the one its maker meant. */
	chosen: v.number()
});
export type PackageContents = v.InferOutput<typeof PackageContents>;

/** Reads contents as they are stored. Throws as {@link readManifest} does. */
export const readContents = (text: string): PackageContents =>
	readStored(text, PackageContents, contentsFormat);
