/** Why a request is refused, in CouchDB's shape: `{error, reason}` under a status. */
export class GatewayRefusal extends Error {
	override readonly name = 'GatewayRefusal';

	constructor(
		readonly status: number,
		readonly error: string,
		readonly reason: string
	) {
		super(`${status} ${error}: ${reason}`);
	}
}

/** What was asked does not have the form that it must have. */
export const badRequest = (reason: string) => new GatewayRefusal(400, 'bad_request', reason);

/** An answer in JSON, kept by no cache. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(value), {
		status,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }
	});
}

/** An error in CouchDB's shape. */
export function refuse(status: number, error: string, reason: string): Response {
	return json(status, { error, reason });
}
