import { UserError, type UserErrorCode } from '$lib/base';
import { storeFailure } from '$lib/store/node';

const statuses: Partial<Record<UserErrorCode, number>> = {
	not_signed_in: 401,
	wrong_password: 401,
	not_allowed: 403,
	not_found: 404,
	name_taken: 409,
	code_used: 410,
	file_too_large: 413,
	too_many_tries: 429,
	upload_damaged: 460, // tus: checksum mismatch
	disk_full: 507,
	hub_disk_full: 507,
	hub_disk_reserve: 507,
	hub_disk_read_only: 503,
	hub_disk_broken: 503,
	hub_data_not_ours: 503,
	hub_data_damaged: 503,
	hub_data_missing: 503,
	hub_database_away: 503,
	hub_database_failing: 503,
	hub_database_password: 503,
	hub_document_large: 413,
	quota_person: 413,
	quota_unit: 413
};

/** The HTTP status a failure is told with. */
export const httpStatus = (error: UserError): number => statuses[error.code] ?? 400;

/** Runs a route and tells a `UserError`, or a failure of the disk, as `{error, details}` with its status; other failures pass through. */
export async function answerErrors(route: () => Promise<Response>): Promise<Response> {
	try {
		return await route();
	} catch (cause) {
		const error = storeFailure(cause);
		if (!error) throw cause;
		const { seconds } = error.details;
		return Response.json(
			{ error: error.code, details: error.details },
			{
				status: httpStatus(error),
				...(error.code === 'too_many_tries' && seconds && { headers: { 'retry-after': String(seconds) } })
			}
		);
	}
}

/**
 * The address a visitor comes from: of their connection, or as a trusted proxy says. A request that did not come through the
 * proxy counts, with all others of its kind, as one visitor.
 */
export function addressOf(event: { getClientAddress(): string }): string {
	try {
		return event.getClientAddress();
	} catch {
		return 'beside the proxy';
	}
}
