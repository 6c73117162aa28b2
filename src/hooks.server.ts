import { dev } from '$app/environment';
import { UserError } from '$lib/base';
import {
	answerErrors,
	httpStatus,
	limitBody,
	openHub,
	packageParts,
	refuseDemo,
	seedDemo,
	sessionCookie,
	watchForFalls,
	type DemoFacts,
	type GatewayCaller,
	type Hub
} from '$lib/hub/server';
import { CouchPlace, isDerived, storeFailure } from '$lib/store/node';
import { paraglideMiddleware } from '$lib/paraglide/server';
import {
	error,
	json,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';

let hub: Hub;
let demo: DemoFacts | null = null;

export const init: ServerInit = async () => {
	const {
		YUANKE_DATA = 'data/dev',
		YUANKE_CONTENT_ORIGIN = 'http://localhost:3001',
		YUANKE_DEMO,
		YUANKE_ACCEPT_LOSS,
		COUCHDB_URL,
		YUANKE_QUOTA_PERSON_GB = '20',
		YUANKE_QUOTA_UNIT_GB = '200'
	} = process.env;
	const couch = COUCHDB_URL ? CouchPlace.read(COUCHDB_URL) : null;
	// It holds a password that no other part of the program needs.
	delete process.env.COUCHDB_URL;
	const folders = { data: YUANKE_DATA, templates: 'lesson-templates', couch };
	hub = await openHub(folders, YUANKE_CONTENT_ORIGIN, await packageParts('build'), Date.now, {
		acceptLoss: YUANKE_ACCEPT_LOSS === '1',
		quotas: { person: gigabytes(YUANKE_QUOTA_PERSON_GB), unit: gigabytes(YUANKE_QUOTA_UNIT_GB) },
		onFreed: (removed, bytes) => console.log(`blobs collected: ${removed}, ${bytes} bytes freed`),
		onWarning: ({ code, details, message }) =>
			globalThis.yuankeLauncher ? globalThis.yuankeLauncher.warned({ code, details }) : console.warn(message),
		onRenewed: (name, movedTo) => globalThis.yuankeLauncher?.renewed(name, movedTo),
		onDamage: (name, { code, details, cause }) => {
			console.error(cause);
			if (!globalThis.yuankeLauncher) process.exit(1);
			globalThis.yuankeLauncher.fallen({ code, details: { ...details, name } }, isDerived(name));
		}
	});
	if (!dev) watchForFalls(process, () => void fall());
	if (YUANKE_DEMO) demo = await seedDemo(hub);
	else if (!dev)
		await refuseDemo(hub.accounts).catch(async (error: unknown) => {
			await hub.close();
			throw error;
		});
	globalThis.yuanke = {
		close: () => hub.close(),
		banner: async () => ({
			setupCode: await hub.accounts.setupCode(),
			signIns: demo?.signIns ?? [],
			stationCode: demo?.stationCode ?? null,
			keeperPin: demo?.keeperPin ?? null
		})
	};
};

function gigabytes(text: string): number {
	const number = Number(text);
	if (!(number > 0)) throw new Error(`A quota must be a number of GB, not "${text}".`);
	return number * 1024 ** 3;
}

/** Ends the process with a failure; the databases get a moment to close. */
async function fall(): Promise<void> {
	await Promise.race([hub.close().catch(() => undefined), new Promise((over) => setTimeout(over, 3000))]);
	process.exit(70); // EX_SOFTWARE
}

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.hub = hub;
	const failed = await recognise(event).catch((cause: unknown) => notRecognised(event, cause));
	if (failed) return secured(failed, event);
	if (isForged(event)) return secured(json({ error: 'not_allowed' }, { status: 403 }), event);
	const limited = limitBody(event.request, event.route.id);
	event.request = limited.request;
	const early = limited.refusal();
	return early ? secured(early, event) : answer({ event, resolve }, limited.refusal);
};

/** Answers a request whose body is limited; where the body was too much, that is the answer whatever the route made of it. */
const answer = ({ event, resolve }: Parameters<Handle>[0], refusal: () => Response | null) =>
	paraglideMiddleware(event.request, async ({ request, locale }) => {
		event.request = request;
		const answered = await resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale)
		});
		const response = refusal() ?? answered;
		return secured(response, event);
	});

/** What every answer says, whoever made it; the launcher's servers say the rest, also of files that never come through here. */
function secured(response: Response, { locals, url }: RequestEvent): Response {
	const { headers } = response;
	if (headers.get('content-type')?.startsWith('text/html'))
		// A second policy beside SvelteKit's own: both hold. Only start-up knows where lessons are played.
		headers.append('content-security-policy', `frame-src ${hub.contentOrigin}`);
	else if (!headers.has('content-security-policy'))
		headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(self), microphone=(self), geolocation=()');
	if (url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
	// What a person saw must not come back from a cache when somebody else sits there.
	if (locals.person && !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
	return response;
}

export const handleError: HandleServerError = ({ error: cause }) => {
	if (!(cause instanceof UserError)) console.error(cause);
	const known = storeFailure(cause);
	return known ? { message: known.code, code: known.code } : { message: 'internal' };
};

async function recognise(event: RequestEvent): Promise<null> {
	const bearer = /^Bearer (.+)$/.exec(event.request.headers.get('authorization') ?? '')?.[1];
	const token = event.cookies.get(sessionCookie);
	const station = bearer ? await hub.stations.authenticate(bearer) : null;
	event.locals.person = token ? await hub.accounts.who(token) : null;
	const caller: GatewayCaller = station
		? { kind: 'station', caller: station }
		: { kind: event.locals.person ? 'account' : 'anyone' };
	event.locals.caller = caller;
	return null;
}

/** The answer to whoever cannot be recognised because the databases do not answer; nobody is taken for a stranger. */
function notRecognised({ request }: RequestEvent, cause: unknown): Promise<Response> {
	const failure = storeFailure(cause);
	if (!failure) throw cause;
	console.error(failure.message);
	const isPage = request.headers.get('accept')?.includes('text/html');
	if (isPage) error(httpStatus(failure), { message: failure.code, code: failure.code });
	return answerErrors(() => Promise.reject(failure));
}

/** A request that changes something, carries a session and does not come from our own pages. */
function isForged({ request, url, locals }: RequestEvent): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
	const origin = request.headers.get('origin');
	if (origin) return origin !== url.origin;
	return locals.person !== null && !dev;
}
