import * as v from 'valibot';
import { UserError, userErrorFrom } from './errors';

/**
 * One thing a hub is asked over HTTP, in JSON both ways. Server and browser share it: the server reads the body (or the query of
 * a `GET`) by it and is typed to answer by it, the browser is typed to ask by it and reads the answer by it.
 */
export interface Endpoint<
	Path extends string = string,
	Body extends v.GenericSchema = v.GenericSchema,
	Answer extends v.GenericSchema = v.GenericSchema
> {
	method: 'GET' | 'POST';
	/** As SvelteKit names the route: `/drafts/[draft]`. */
	path: Path;
	body: Body;
	answer: Answer;
}

const Nothing = v.optional(v.looseObject({}));

/** What is said where there is nothing to say. */
export const Done = v.object({});

/** Something to be read; `query` is what stands behind the `?`. */
export const get = <P extends string, A extends v.GenericSchema, Q extends v.GenericSchema = typeof Nothing>(
	path: P,
	answer: A,
	query?: Q
): Endpoint<P, Q, A> => ({ method: 'GET', path, body: (query ?? Nothing) as Q, answer });

/** Something to be done. */
export const post = <P extends string, A extends v.GenericSchema, B extends v.GenericSchema = typeof Nothing>(
	path: P,
	answer: A,
	body?: B
): Endpoint<P, B, A> => ({ method: 'POST', path, body: (body ?? Nothing) as B, answer });

/** The parts of a path that are asked for: `{draft: …}` of `/drafts/[draft]`. */
export type PathParts<Path extends string> = Path extends `${string}[${infer Name}]${infer Rest}`
	? Record<Name, string | number> & PathParts<Rest>
	: unknown;

/** What must be said to ask: the parts of the path, and the body where there is one. */
export type Asking<E extends Endpoint> = PathParts<E['path']> &
	(undefined extends v.InferInput<E['body']> ? unknown : { body: v.InferInput<E['body']> });

/** The address of an endpoint. */
export function urlOf<E extends Endpoint>({ method, path, body }: E, asked: Asking<E>): string {
	const parts = asked as Record<string, unknown>;
	const address = path.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(String(parts[name])));
	if (method === 'POST' || body === Nothing) return address;
	const query = Object.entries(parts.body ?? {}).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, String(value)]]
	);
	return `${address}?${new URLSearchParams(query).toString()}`;
}

/** How it is asked, for `fetch`. */
export function requestOf<E extends Endpoint>({ method }: E, asked: Asking<E>): RequestInit {
	if (method === 'GET') return {};
	const { body = {} } = asked as { body?: unknown };
	return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/**
 * Reads an answer. Throws what the hub refused with; `UserError('hub_unreachable')` for what is no JSON (cut short, or the page of
 * a proxy); `UserError('not_understood')` for JSON of another shape: hub and asker are of different versions.
 */
export async function readAnswer<E extends Endpoint>(
	endpoint: E,
	response: Response
): Promise<v.InferOutput<E['answer']>> {
	const text = await response.text().catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	if (!response.ok) throw userErrorFrom(jsonOf(text));
	return readLine(endpoint, text);
}

/** Reads an answer, or one line of it where it comes in lines. Throws as {@link readAnswer} does. */
export function readLine<E extends Endpoint>({ answer }: E, text: string): v.InferOutput<E['answer']> {
	const json = jsonOf(text);
	if (json === undefined) throw new UserError('hub_unreachable');
	return understood(answer, json);
}

/** What another version of this program said, as this one knows it. Throws `UserError('not_understood')`. */
export function understood<S extends v.GenericSchema>(schema: S, said: unknown): v.InferOutput<S> {
	const read = v.safeParse(schema, said);
	if (!read.success) throw new UserError('not_understood', {}, { cause: new v.ValiError(read.issues) });
	return read.output;
}

/** A text as JSON; undefined when it is none. */
function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
