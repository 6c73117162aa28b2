import { UserError, type UserErrorCode } from '$lib/base';

/** What systems and LevelDB say when a disk or a database fails, most telling first. */
const words: readonly [RegExp, UserErrorCode][] = [
	[/\bENOSPC\b|\bEDQUOT\b|\bEFBIG\b|no space left|quota exceeded|file too large/i, 'hub_disk_full'],
	[/\bEROFS\b|read-only file system/i, 'hub_disk_read_only'],
	[/\bEACCES\b|\bEPERM\b|permission denied/i, 'hub_data_not_ours'],
	[/already held by process|temporarily unavailable/i, 'hub_data_in_use'],
	[/\bEIO\b|input\/output error/i, 'hub_disk_broken'],
	[/\bCorruption\b|\bIO error: |create_if_missing/, 'hub_data_damaged']
];

/**
 * A failure of the hub's disk or databases as one a person can act upon: `hub_disk_full`, `hub_disk_read_only`, `hub_data_not_ours`, `hub_disk_broken`,
 * `hub_data_in_use` or `hub_data_damaged`, with what the system said as its cause. Null for any other failure.
 */
export function storeFailure(error: unknown): UserError | null {
	const said: string[] = [];
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		if (cause instanceof UserError) return cause;
		said.push(cause.message, 'code' in cause ? String(cause.code) : '');
		if ('reason' in cause) said.push(String(cause.reason));
	}
	const text = said.join(' ');
	const code = words.find(([pattern]) => pattern.test(text))?.[1];
	return code ? new UserError(code, {}, { cause: error }) : null;
}
