import { UserError } from '$lib/base';
import { allows, readRoster } from '$lib/hub';
import { codeLife, field, formErrors, listedStations, mustMay, recentRestore } from '$lib/hub/server';
import { orgLevels } from '$lib/store';
import type { Actions, PageServerLoad } from './$types';

/** How many stations a list shows at most. */
const mostShown = 1000;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { hub, person } = locals;
	// Asked here again: data alone can be asked for without the layout.
	if (!person || !allows(person, 'list stations'))
		return { stations: [], more: null, find: '', searchedTo: null, restored: null, place: [] };
	const find = (url.searchParams.get('find') ?? '').slice(0, 100);
	const from = url.searchParams.get('from')?.slice(0, 1000);
	const asked = Number(url.searchParams.get('shown'));
	const shown = Number.isInteger(asked)
		? Math.min(mostShown, Math.max(listedStations, asked))
		: listedStations;
	const { rows, more, searchedTo = null } = await hub.stationList.list(person, shown, find, from);
	return {
		stations: rows,
		/** How many stations to ask for to see more; null when these are all. */
		more: more && !searchedTo && shown < mostShown ? shown + 50 : null,
		find,
		/** Where a search was ended before it came to the end. */
		searchedTo,
		restored: recentRestore(hub.catalogue.generation, Date.now()),
		/** What the person's own place is called, from the province down. */
		place: (await hub.units.tree()).names(person.branch)
	};
};

/** What stands on the slip of a station: with a code of its own, which nobody can ask for again. */
async function slip({ hub }: App.Locals, stationId: string) {
	const { name, units } = await hub.stations.site(stationId);
	const org = (await hub.units.tree()).names(units);
	const code = await hub.stations.newCode(stationId);
	return { slip: { name, org, code, expiresAt: Date.now() + codeLife } };
}

export const actions: Actions = {
	create: ({ request, locals }) =>
		formErrors(async () => {
			const person = mustMay(locals.person, 'list stations');
			const form = await request.formData();
			const name = field(form, 'village');
			mustMay(person, 'make station');
			const names = orgLevels.map((level) => field(form, level));
			const own = (await locals.hub.units.tree()).names(person.branch);
			// What lies above is the person's own place: a form that says otherwise means another.
			const below = names.slice(own.length);
			if (!below.length || !names.every(Boolean) || own.some((name, depth) => names[depth] !== name))
				throw new UserError('not_allowed');
			const pin = field(form, 'pin');
			if (!/^\d{4,8}$/.test(pin)) throw new UserError('pin_form');
			const people = readRoster(field(form, 'people'));
			const there = await locals.hub.units.ensure(person.branch, below);
			const stationId = await locals.hub.stations.create(name, there, people, pin);
			return slip(locals, stationId);
		}),
	code: ({ request, locals }) =>
		formErrors(async () => {
			const person = mustMay(locals.person, 'list stations');
			const stationId = field(await request.formData(), 'station');
			const { units } = await locals.hub.stations.site(stationId);
			mustMay(person, 'give code', { branch: units });
			return slip(locals, stationId);
		})
};
