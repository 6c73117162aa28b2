import { UserError } from '$lib/base';
import { allows, readRoster } from '$lib/hub';
import { codeLife, field, formErrors, mustMay, recentRestore } from '$lib/hub/server';
import { orgLevels } from '$lib/store';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	// Asked here again: data alone can be asked for without the layout.
	stations:
		locals.person && allows(locals.person, 'list stations')
			? await locals.hub.stations.list(locals.person)
			: [],
	restored:
		locals.person && allows(locals.person, 'list stations')
			? recentRestore(locals.hub.catalogue.generation, Date.now())
			: null,
	branch: locals.person?.branch ?? []
});

/** What stands on the slip of a station: with a code of its own, which nobody can ask for again. */
async function slip({ hub }: App.Locals, stationId: string) {
	const { name, org } = await hub.stations.site(stationId);
	const code = await hub.stations.newCode(stationId);
	return { slip: { name, org, code, expiresAt: Date.now() + codeLife } };
}

export const actions: Actions = {
	create: ({ request, locals }) =>
		formErrors(async () => {
			const person = mustMay(locals.person, 'list stations');
			const form = await request.formData();
			const org = orgLevels.map((level) => field(form, level)).filter(Boolean);
			const name = field(form, 'village');
			if (org.length !== orgLevels.length) throw new UserError('not_allowed');
			mustMay(person, 'make station', { branch: org });
			const pin = field(form, 'pin');
			if (!/^\d{4,8}$/.test(pin)) throw new UserError('pin_form');
			const people = readRoster(field(form, 'people'));
			const stationId = await locals.hub.stations.create(name, org, people, pin);
			return slip(locals, stationId);
		}),
	code: ({ request, locals }) =>
		formErrors(async () => {
			const person = mustMay(locals.person, 'list stations');
			const stationId = field(await request.formData(), 'station');
			const { org } = await locals.hub.stations.site(stationId);
			mustMay(person, 'give code', { branch: org });
			return slip(locals, stationId);
		})
};
