import type { Person } from '$lib/hub/server';
import { isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { load as frontDoor } from '../+page.server';
import { load as lessons } from './(author)/+layout.server';
import { load as officials } from './(hub)/+layout.server';

type Load = (event: never) => unknown;
const gates: Record<string, Load> = { '/': frontDoor, '/lessons': lessons, '/stations': officials };

/** The page on which somebody ends who begins at an address. */
async function endsAt(path: string, roles: Person['roles'] | null): Promise<string> {
	const person = roles && { name: '某人', roles, branch: [] };
	const locals = { person, hub: { accounts: { setupCode: () => Promise.resolve(null) } } };
	for (let at = path, hops = 0; hops < 5; hops++) {
		const gate = gates[at];
		if (!gate) return at;
		try {
			await gate({ locals, url: new URL(at, 'http://localhost') } as never);
			return at;
		} catch (answer) {
			if (!isRedirect(answer)) throw answer;
			at = answer.location;
		}
	}
	throw new Error(`sent round in circles from ${path}`);
}

describe('whoever comes in', () => {
	it.each([
		[['author'], '/lessons', '/lessons', '/lessons'],
		[['official'], '/stations', '/lessons', '/stations'],
		[['official', 'author'], '/lessons', '/lessons', '/stations'],
		[['administrator'], '/lessons', '/lessons', '/lessons'],
		[[], '/lessons', '/lessons', '/lessons']
	] as const)('as %j ends on a page that is open to them', async (roles, atDoor, atLessons, atStations) => {
		expect(await endsAt('/', [...roles])).toBe(atDoor);
		expect(await endsAt('/lessons', [...roles])).toBe(atLessons);
		expect(await endsAt('/stations', [...roles])).toBe(atStations);
	});

	it('without having signed in, is asked to', async () => {
		expect(await endsAt('/', null)).toBe('/sign-in');
		expect(await endsAt('/lessons', null)).toBe('/sign-in?next=%2Flessons');
	});
});
