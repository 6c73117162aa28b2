import { bodyLimits } from '$lib/hub/server/body-limits';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The ids of all routes that take a body: endpoints with a method that has one, pages with form actions. */
function routesWithBodies(): string[] {
	const routes = join(import.meta.dirname);
	return readdirSync(routes, { recursive: true, encoding: 'utf8' })
		.filter((path) => {
			if (/(^|\/)\+server\.ts$/.test(path))
				return /^export (const|(async )?function) (POST|PUT|PATCH|DELETE|fallback)\b/m.test(
					readFileSync(join(routes, path), 'utf8')
				);
			return (
				/\+page\.server\.ts$/.test(path) &&
				/^export const actions\b/m.test(readFileSync(join(routes, path), 'utf8'))
			);
		})
		.map((path) => `/${path}`.replace(/\/\+[a-z.]+$/, '') || '/')
		.sort();
}

test('every route that takes a body says how large it may be, and every row is of such a route', () => {
	expect(routesWithBodies()).toEqual(Object.keys(bodyLimits).sort());
	expect(routesWithBodies().length).toBeGreaterThan(15);
});

test.each(['/enrol', '/(desk)/sign-in', '/(desk)/setup'])(
	'%s, open to anyone, takes a few kilobytes only',
	(route) => expect(bodyLimits[route]).toBeLessThanOrEqual(8192)
);
