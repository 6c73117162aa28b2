import { UserError, type UserErrorCode } from '$lib/base';

const statuses: Partial<Record<UserErrorCode, number>> = {
	not_signed_in: 401,
	wrong_password: 401,
	not_allowed: 403,
	not_found: 404,
	name_taken: 409,
	code_used: 410,
	file_too_large: 413,
	too_many_tries: 429,
	disk_full: 507,
	hub_full: 507
};

/** The HTTP status a failure is told with. */
export const httpStatus = (error: UserError): number => statuses[error.code] ?? 400;

/** Runs a route and tells a `UserError` as `{error, details}` with its status; other failures pass through. */
export async function answerErrors(route: () => Promise<Response>): Promise<Response> {
	try {
		return await route();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return Response.json({ error: error.code, details: error.details }, { status: httpStatus(error) });
	}
}
