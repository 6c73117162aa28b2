import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';

export { needs } from './needs.fixture';

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
