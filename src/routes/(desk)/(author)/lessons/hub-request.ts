import { readAnswer, requestOf, urlOf, UserError, type Asking, type Endpoint } from '$lib/base';
import type * as v from 'valibot';

/** Asks the hub. Throws the hub's `UserError`, `hub_unreachable`, or `not_understood`. */
export async function ask<E extends Endpoint>(
	endpoint: E,
	...[what]: unknown extends Asking<E> ? [] : [Asking<E>]
): Promise<v.InferOutput<E['answer']>> {
	return readAnswer(endpoint, await send(endpoint, what as Asking<E>, AbortSignal.timeout(30_000)));
}

/** Asks the hub for an answer that is read as it comes. Throws `UserError('hub_unreachable')`, or the signal's reason. */
export const send = <E extends Endpoint>(
	endpoint: E,
	what: Asking<E>,
	signal: AbortSignal
): Promise<Response> =>
	fetch(urlOf(endpoint, what), { ...requestOf(endpoint, what), signal }).catch(unreachable);

/** Throws what kept an answer from coming as `UserError('hub_unreachable')`; a person who stopped it is no failure. */
export function unreachable(cause: unknown): never {
	if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
	throw new UserError('hub_unreachable', {}, { cause });
}
