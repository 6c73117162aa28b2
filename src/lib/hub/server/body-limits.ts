import { UserError } from '$lib/base';
import { httpStatus } from './http';

const KiB = 1024;
const MiB = 1024 * KiB;

/**
 * The largest body each route takes, in bytes, by SvelteKit's route id; a form page's row is for its actions. `own`: the route
 * counts for itself while it streams. A test fails for a route that takes a body and has no row.
 */
export const bodyLimits: Record<string, number | 'own'> = {
	// Whoever comes by may send to these.
	'/enrol': 4 * KiB,
	'/(desk)/setup': 4 * KiB,
	'/(desk)/sign-in': 4 * KiB,
	// A village with a name and a PIN for each of a few thousand people.
	'/(desk)/(hub)/stations': 256 * KiB,
	'/(desk)/(author)/lessons': 64 * KiB,
	'/(desk)/(author)/lessons/packages': 64 * KiB,
	'/(desk)/(author)/lessons/packages/[lesson]': 256 * KiB,
	'/bank': 256 * KiB,
	'/bank/[question]': 256 * KiB,
	'/drafts': 8 * MiB,
	// A save brings along the versions kept while the hub was away.
	'/drafts/[draft]': 32 * MiB,
	'/drafts/[draft]/comments': 64 * KiB,
	'/drafts/[draft]/release': 4 * KiB,
	'/drafts/[draft]/settle': 4 * KiB,
	// Fifty entries of the catalogue, or a site with a long roster.
	'/ahead': 2 * MiB,
	'/library': 64 * KiB,
	'/sign-out': 4 * KiB,
	'/db/[...path]': 8 * MiB,
	'/uploads/[...path]': 'own'
};

/** What a route without a row takes, in bytes. */
const fallback = 64 * KiB;

// A village's line of 20 kbit/s brings 2,500 bytes a second; half of that is waited for, after a minute for the line to wake.
const slowest = 1250;
const patience = 60_000;

/** How long a body of a route may take to arrive, in ms. */
export const bodyTime = (bytes: number): number => patience + (bytes / slowest) * 1000;

/** A request whose body is counted as it comes, and the answer to give instead of the route's when it was too much. */
export interface LimitedRequest {
	request: Request;
	/** Null while everything is within the limits. */
	refusal: () => Response | null;
}

/**
 * Limits what is read of a request's body, in bytes and in time; beyond that the reader fails. Nothing is read ahead, and the
 * connection stays as it is, so that the refusal can still be told.
 */
export function limitBody(request: Request, routeId: string | null): LimitedRequest {
	const limit = (routeId !== null && Object.hasOwn(bodyLimits, routeId) && bodyLimits[routeId]) || fallback;
	const { body } = request;
	if (!body || limit === 'own') return { request, refusal: () => null };
	let refused: Response | null = null;
	const refusal = () => refused;
	const tooLarge = () => {
		const error = new UserError('file_too_large', { limit });
		refused ??= refuse(request, error, httpStatus(error));
		return error;
	};
	if (Number(request.headers.get('content-length')) > limit) {
		tooLarge();
		return { request, refusal };
	}
	const reader = body.getReader();
	let bytes = 0;
	let timer: NodeJS.Timeout | undefined;
	const counted = new ReadableStream<Uint8Array>(
		{
			start(to) {
				timer = setTimeout(() => {
					refused ??= refuse(request, new UserError('hub_unreachable'), 408);
					to.error(new Error('the body took too long'));
				}, bodyTime(limit)).unref();
			},
			async pull(to) {
				const { done, value } = await reader.read();
				if (done) {
					clearTimeout(timer);
					return to.close();
				}
				bytes += value.byteLength;
				if (bytes <= limit) return to.enqueue(value);
				clearTimeout(timer);
				to.error(tooLarge());
			},
			cancel: (reason) => {
				clearTimeout(timer);
				return reader.cancel(reason);
			}
		},
		{ highWaterMark: 0 }
	);
	const init: RequestInit & { duplex: 'half' } = { body: counted, duplex: 'half' };
	return { request: new Request(request, init), refusal };
}

/** What is left of the body is not waited for, so the connection cannot be used again. */
function refuse(request: Request, { code, details }: UserError, status: number): Response {
	// A form that was sent by SvelteKit's script understands only this.
	const asAction = { type: 'error', status, error: { message: code, code } };
	const body = request.headers.has('x-sveltekit-action') ? asAction : { error: code, details };
	return Response.json(body, { status, headers: { connection: 'close' } });
}
