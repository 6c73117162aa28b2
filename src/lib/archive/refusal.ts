import { UserError, type UserErrorCode } from '$lib/base';

/** Why a zip from elsewhere is not taken. */
export type ArchiveRefusal =
	| 'not_zip'
	| 'truncated'
	| 'damaged'
	| 'encrypted'
	| 'escapes'
	| 'link'
	| 'overlap'
	| 'twice'
	| 'entries'
	| 'file_bytes'
	| 'total_bytes'
	| 'ratio'
	| 'depth'
	| 'path_length';

const codes: Record<ArchiveRefusal, UserErrorCode> = {
	not_zip: 'archive_broken',
	truncated: 'archive_broken',
	damaged: 'archive_broken',
	encrypted: 'archive_broken',
	escapes: 'archive_broken',
	link: 'archive_broken',
	overlap: 'archive_broken',
	twice: 'archive_broken',
	entries: 'archive_too_large',
	file_bytes: 'archive_too_large',
	total_bytes: 'archive_too_large',
	ratio: 'archive_too_large',
	depth: 'archive_too_large',
	path_length: 'archive_too_large'
};

/** The failure for a refused zip; `where` is the file in it that was the reason. */
export const refused = (why: ArchiveRefusal, where = '', cause?: unknown) =>
	new UserError(codes[why], { why, where: where.slice(0, 200) }, { cause });

/** Why a zip was refused and by which of its files, from the failure that said so; null for any other failure. */
export function refusalOf(error: unknown): { why: ArchiveRefusal; where: string } | null {
	if (!(error instanceof UserError)) return null;
	const { why, where } = error.details;
	const known = Object.keys(codes).find((code): code is ArchiveRefusal => code === why);
	return known ? { why: known, where: String(where ?? '') } : null;
}
