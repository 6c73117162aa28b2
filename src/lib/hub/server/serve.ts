import { understood, UserError, type Endpoint, type PathParts } from '$lib/base';
import type { RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Person } from './accounts';
import { answerErrors } from './http';
import type { Caller } from './stations';

/** What a SvelteKit route gives, as far as an endpoint needs it. */
type Event = Pick<RequestEvent, 'request' | 'params' | 'url' | 'locals' | 'getClientAddress'>;
type Handler = (event: Event) => Promise<Response>;

/** One request, read as the endpoint says. */
export interface Asked<E extends Endpoint> {
	hub: App.Locals['hub'];
	params: { [Part in keyof PathParts<E['path']>]: string };
	/** The body, or the query of a `GET`. */
	body: v.InferOutput<E['body']>;
	event: Event;
}

type Answered<E extends Endpoint> = Promise<v.InferInput<E['answer']>>;

const served = new WeakMap<Handler, Endpoint>();

/** Which endpoint a route's handler serves; undefined for one that speaks another protocol than ours. */
export const endpointOf = (handler: unknown): Endpoint | undefined => served.get(handler as Handler);

/** Serves whoever is signed in; what they may do is asked further in. Others get `UserError('not_signed_in')`. */
export const servePerson = <E extends Endpoint>(
	endpoint: E,
	answer: (asked: Asked<E> & { person: Person }) => Answered<E>
): Handler => respond(endpoint, personOf, answer);

/** Serves a station's device. Others get `UserError('not_allowed')`. */
export const serveStation = <E extends Endpoint>(
	endpoint: E,
	answer: (asked: Asked<E> & { station: Caller }) => Answered<E>
): Handler => respond(endpoint, stationOf, answer);

/** Serves anyone. */
export const serveAnyone = <E extends Endpoint>(
	endpoint: E,
	answer: (asked: Asked<E>) => Answered<E>
): Handler => respond(endpoint, () => ({}), answer);

/**
 * Serves whoever is signed in with lines of JSON, each an answer: `say` as often as there is something to say. It goes on when
 * nobody listens any more. `may` refuses before anything is answered; what goes wrong later is for `work` to say.
 */
export const serveLines = <E extends Endpoint>(
	endpoint: E,
	may: (person: Person) => void,
	work: (
		asked: Asked<E> & { person: Person },
		say: (line: v.InferInput<E['answer']>) => void
	) => Promise<void>
): Handler =>
	serve(endpoint, async (event) => {
		const who = personOf(event);
		may(who.person);
		const asked = { ...(await read(endpoint, event)), ...who };
		let say: (line: v.InferInput<E['answer']>) => void = () => undefined;
		const working = work(asked, (line) => say(line));
		const lines = new ReadableStream<Uint8Array>({
			async start(to) {
				const encoder = new TextEncoder();
				say = (line) => to.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
				try {
					await working;
				} catch (error) {
					return to.error(error);
				}
				to.close();
			},
			cancel: () => void (say = () => undefined)
		});
		const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' };
		return new Response(lines, { headers });
	});

function respond<E extends Endpoint, Who extends object>(
	endpoint: E,
	whoOf: (event: Event) => Who,
	answer: (asked: Asked<E> & Who) => Answered<E>
): Handler {
	return serve(endpoint, async (event) => {
		// Who it is comes first: what a stranger sent is not even read.
		const who = whoOf(event);
		const asked = { ...(await read(endpoint, event)), ...who };
		return Response.json(await answer(asked), { headers: { 'cache-control': 'no-store' } });
	});
}

function serve(endpoint: Endpoint, respond: Handler): Handler {
	const handler: Handler = (event) => answerErrors(() => respond(event));
	served.set(handler, endpoint);
	return handler;
}

async function read<E extends Endpoint>(endpoint: E, event: Event): Promise<Asked<E>> {
	const said: unknown =
		endpoint.method === 'GET'
			? Object.fromEntries(event.url.searchParams)
			: await event.request.json().catch(() => undefined);
	return {
		hub: event.locals.hub,
		params: event.params as Asked<E>['params'],
		body: understood(endpoint.body, said),
		event
	};
}

function personOf({ locals }: Event): { person: Person } {
	if (!locals.person) throw new UserError('not_signed_in');
	return { person: locals.person };
}

function stationOf({ locals }: Event): { station: Caller } {
	if (locals.caller.kind !== 'station') throw new UserError('not_allowed');
	return { station: locals.caller.caller };
}
