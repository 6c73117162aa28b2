import { UserError } from '$lib/base';
import { readRoster } from '$lib/hub';
import { field, formErrors } from '$lib/hub/server';
import { inBranch, orgLevels } from '$lib/store';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	stations: locals.person ? await locals.hub.stations.list(locals.person) : [],
	branch: locals.person?.branch ?? []
});

export const actions: Actions = {
	create: ({ request, locals }) =>
		formErrors(async () => {
			const person = official(locals);
			const form = await request.formData();
			const org = orgLevels.map((level) => field(form, level)).filter(Boolean);
			const name = field(form, 'village');
			if (org.length !== orgLevels.length || !inBranch(org, person.branch))
				throw new UserError('not_allowed');
			const pin = field(form, 'pin');
			if (!/^\d{4,8}$/.test(pin)) throw new UserError('pin_form');
			const people = readRoster(field(form, 'people'));
			const stationId = await locals.hub.stations.create(name, org, people, pin);
			return { name, code: await locals.hub.stations.newCode(stationId) };
		}),
	code: ({ request, locals }) =>
		formErrors(async () => {
			const person = official(locals);
			const stationId = field(await request.formData(), 'station');
			const { name, org } = await locals.hub.stations.site(stationId);
			if (!inBranch(org, person.branch)) throw new UserError('not_found');
			return { name, code: await locals.hub.stations.newCode(stationId) };
		})
};

function official({ person }: App.Locals) {
	if (!person) throw new UserError('not_signed_in');
	if (!person.roles.includes('official')) throw new UserError('not_allowed');
	return person;
}
