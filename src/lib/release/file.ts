import * as v from 'valibot';

/** Files larger than this are also hashed piece by piece, so that each piece can be checked as it lands. In bytes. */
export const pieceSize = 1024 * 1024;

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** One file of a release. `crc32` (unsigned) spares a second reading when a package is put together. */
export const ReleaseFile = v.object({
	/** Of our own lessons ASCII; of a package made elsewhere as it came. */
	path: v.pipe(
		v.string(),
		v.maxLength(1000),
		v.regex(/^(?!\.{1,2}(\/|$))[^/\\\0]+(\/(?!\.{1,2}(\/|$))[^/\\\0]+)*$/)
	),
	size: v.pipe(v.number(), v.integer(), v.minValue(0)),
	sha256: Sha256,
	/** A MIME type. */
	type: v.string(),
	crc32: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))),
	/** SHA-256 of each {@link pieceSize} bytes, for files larger than that. */
	pieces: v.optional(v.array(Sha256))
});
export type ReleaseFile = v.InferOutput<typeof ReleaseFile>;

/** A file as it is brought: its name by content, its size, and its pieces. */
export type FilePieces = Pick<ReleaseFile, 'sha256' | 'size' | 'pieces'>;
