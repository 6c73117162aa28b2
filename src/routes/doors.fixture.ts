import type { Verb } from '$lib/hub';
import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';

/**
 * What somebody needs for each endpoint and form action: a verb of `hub/may`, `signed in`, or `anyone` where a visitor or a
 * station may ask and the hub decides by code, credential or what the thing is.
 */
export const needs: Record<string, Verb | 'signed in' | 'anyone'> = {
	'POST /ahead': 'anyone',
	'GET /bank': 'signed in',
	'POST /bank': 'keep question',
	'POST /bank/[question]': 'change question',
	'GET /blobs/[sha256]': 'anyone',
	'GET /db/[...path]': 'anyone',
	'POST /db/[...path]': 'anyone',
	'PUT /db/[...path]': 'anyone',
	'DELETE /db/[...path]': 'anyone',
	'POST /drafts': 'make lesson',
	'GET /drafts/[draft]': 'read draft',
	'POST /drafts/[draft]': 'write draft',
	'GET /drafts/[draft]/comments': 'read draft',
	'POST /drafts/[draft]/comments': 'read draft',
	'GET /drafts/[draft]/release': 'release draft',
	'POST /drafts/[draft]/release': 'release draft',
	'POST /drafts/[draft]/settle': 'write draft',
	'GET /drafts/[draft]/versions': 'read draft',
	'GET /drafts/[draft]/versions/[number]': 'read draft',
	'GET /enrol': 'anyone',
	'POST /enrol': 'anyone',
	'POST /library': 'take in package',
	'GET /library/[lesson]': 'read package',
	'GET /packages/[lesson]/[number]/[file]': 'take release',
	'GET /packages/course/[file]': 'take release',
	'GET /runtime': 'anyone',
	'POST /sign-out': 'anyone',
	'GET /templates/[name]': 'anyone',
	'HEAD /uploads/[...path]': 'send file',
	'POST /uploads/[...path]': 'send file',
	'PATCH /uploads/[...path]': 'send file',
	'create /(desk)/(author)/lessons': 'make lesson',
	'saveTemplate /(desk)/(author)/lessons': 'make template',
	'removeTemplate /(desk)/(author)/lessons': 'remove template',
	'restoreTemplate /(desk)/(author)/lessons': 'remove template',
	'remove /(desk)/(author)/lessons/packages': 'write package',
	'restore /(desk)/(author)/lessons/packages': 'write package',
	'save /(desk)/(author)/lessons/packages/[lesson]': 'write package',
	'release /(desk)/(author)/lessons/packages/[lesson]': 'release package',
	'create /(desk)/(hub)/stations': 'make station',
	'code /(desk)/(hub)/stations': 'give code',
	'default /(desk)/setup': 'anyone',
	'default /(desk)/sign-in': 'anyone'
};

export type Handler = (event: never) => unknown;
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];
export const modules = import.meta.glob<Record<string, unknown>>('./**/*server.ts', { eager: true });

/** Every endpoint and action there is, by `METHOD route` or `action route`. */
export const doors = Object.fromEntries(
	Object.entries(modules).flatMap(([path, module]) => {
		if (path.endsWith('/+layout.server.ts')) return [];
		const route = path.replace(/^\./, '').replace(/\/\+[a-z.]+$/, '');
		const handlers = path.endsWith('/+server.ts')
			? methods.flatMap((method) => (method in module ? [[method, module[method]] as const] : []))
			: Object.entries(module.actions ?? {});
		return handlers.map(([name, handler]) => [`${name} ${route}`, handler as Handler]);
	})
);

/** Asks an endpoint, action or load; gives the status it answers with. */
export async function statusOf(door: Handler, event: object): Promise<number> {
	try {
		const answer: unknown = await door(event as never);
		if (answer instanceof Response) return answer.status;
		return isActionFailure(answer) ? answer.status : 200;
	} catch (thrown) {
		if (isHttpError(thrown) || isRedirect(thrown)) return thrown.status;
		throw thrown;
	}
}
