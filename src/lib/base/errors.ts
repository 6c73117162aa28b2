/**
 * Every failure a person can do something about. Each code has a sentence in `messages/*.json` under `error_<code>`,
 * with the details as parameters; `tests/check-messages.js` fails when one is missing.
 */
export const userErrorCodes = [
	'name_taken',
	'wrong_password',
	'wrong_code',
	'code_used',
	'too_many_tries',
	'not_signed_in',
	'not_allowed',
	'not_found',
	'password_short',
	'file_too_large',
	'file_not_video',
	'file_not_image',
	'media_undecodable',
	'media_broken',
	'media_no_encoder',
	'upload_damaged',
	'file_not_audio',
	'disk_full',
	'hub_disk_full',
	'hub_disk_read_only',
	'hub_disk_broken',
	'hub_data_damaged',
	'hub_data_in_use',
	'hub_data_missing',
	'hub_data_not_ours',
	'hub_disk_reserve',
	'hub_database_away',
	'hub_database_failing',
	'hub_database_password',
	'hub_database_old',
	'hub_database_unsafe',
	'hub_database_foreign',
	'hub_database_address',
	'hub_database_open',
	'hub_database_other',
	'hub_folder_not_shared',
	'hub_document_damaged',
	'hub_document_large',
	'hub_backup_beside',
	'quota_person',
	'quota_unit',
	'lesson_invalid',
	'lesson_newer',
	'lesson_no_page',
	'lesson_empty_title',
	'lesson_nothing_to_learn',
	'lesson_media_missing',
	'lesson_link_broken',
	'lesson_question_incomplete',
	'lesson_cue_beyond_end',
	'lesson_cue_empty',
	'captions_malformed',
	'lesson_state_too_large',
	'hub_unreachable',
	'not_understood',
	'hub_forged',
	'station_insecure',
	'station_no_storage',
	'station_disk_unread',
	'station_damaged',
	'station_fault',
	'station_not_enrolled',
	'station_locked',
	'wrong_pin',
	'pin_form',
	'content_frame_failed',
	'lesson_not_here',
	'release_damaged',
	'signature_invalid',
	'format_newer',
	'key_missing',
	'wrong_anchor',
	'hub_older',
	'blob_damaged',
	'backup_exists',
	'backup_not_found',
	'backup_no_keys',
	'backup_other_hub',
	'keys_passphrase',
	'keys_file_broken',
	'keys_other_hub',
	'archive_broken',
	'archive_too_large',
	'docx_broken',
	'sheet_broken',
	'xliff_broken',
	'translation_no_columns',
	'package_foreign',
	'package_no_lesson',
	'package_file_missing',
	'package_unplayable'
] as const;

/** One of {@link userErrorCodes}. */
export type UserErrorCode = (typeof userErrorCodes)[number];

/** A failure a person can act upon; shown where it happened, in the person's language. */
export class UserError extends Error {
	override readonly name = 'UserError';

	constructor(
		readonly code: UserErrorCode,
		readonly details: Record<string, string | number> = {},
		options?: { cause?: unknown }
	) {
		super(`${code} ${JSON.stringify(details)}`, options);
	}
}

const away = new Set<UserErrorCode>(['hub_unreachable', 'hub_database_away', 'hub_database_failing']);

/** Whether the hub, or the database behind it, does not answer just now: the same may go through later as it is. */
export const isHubAway = (error: unknown): boolean => error instanceof UserError && away.has(error.code);

/** Reads a user error from a server's JSON answer `{error: code, details}`; anything else is `hub_unreachable`. */
export function userErrorFrom(body: unknown): UserError {
	if (body && typeof body === 'object' && 'error' in body) {
		const code = userErrorCodes.find((c) => c === body.error);
		const details = 'details' in body && body.details && typeof body.details === 'object' ? body.details : {};
		if (code) return new UserError(code, details as Record<string, string | number>);
	}
	return new UserError('hub_unreachable');
}
