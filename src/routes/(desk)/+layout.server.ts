import type { LayoutServerLoad } from './$types';

/** Who is signed in, for the heading of every desk page. */
export const load: LayoutServerLoad = ({ locals }) => ({
	person: locals.person && { name: locals.person.name, roles: locals.person.roles }
});
