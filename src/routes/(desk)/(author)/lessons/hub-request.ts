import { UserError, userErrorFrom } from '$lib/base';

/** Asks the hub for JSON; with a body it is a POST. Throws the hub's `UserError`, or `hub_unreachable`. */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
	const sent = {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	};
	const response = await fetch(path, {
		...(body !== undefined && sent),
		signal: AbortSignal.timeout(30_000)
	}).catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	const answer: unknown = await response.json().catch(() => null);
	if (!response.ok) throw userErrorFrom(answer);
	return answer as T;
}
