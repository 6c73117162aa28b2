import { UserError } from '$lib/base';
import { allows } from '$lib/hub';
import { httpStatus } from '$lib/hub/server';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** How many attempts a page shows at most. */
const mostShown = 1000;

/** Who completed what with which score, and how much at each place below, from accepted ledger pages. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { hub, person } = locals;
	// Asked here again: data alone can be asked for without the layout.
	if (!person || !allows(person, 'see results')) return { found: null, own: 0, more: null };
	const below = url.searchParams.getAll('in');
	const asked = Number(url.searchParams.get('shown'));
	const shown = Number.isInteger(asked) && asked > 50 ? Math.min(mostShown, asked) : 50;
	try {
		const found = await hub.results.at([...person.branch, ...below], person, shown);
		const more = found.more && shown < mostShown ? shown + 50 : null;
		/** How many of the places on the way down are the person's own. */
		return { found, own: person.branch.length, more };
	} catch (cause) {
		if (cause instanceof UserError) error(httpStatus(cause), cause.code);
		throw cause;
	}
};
