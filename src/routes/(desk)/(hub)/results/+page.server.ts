import { allows } from '$lib/hub';
import type { PageServerLoad } from './$types';

/** Who completed what with which score, and how much per village, from accepted ledger pages. */
export const load: PageServerLoad = async ({ locals }) => {
	// Asked here again: data alone can be asked for without the layout.
	if (!locals.person || !allows(locals.person, 'see results'))
		return { totals: [], attempts: [], notCounted: [] };
	const { records } = locals.hub;
	const [totals, attempts, chains] = await Promise.all([
		records.totals(locals.person.branch, 5),
		records.attempts(locals.person),
		records.chains(locals.person)
	]);
	const notCounted = chains.filter(
		({ page, last, forked, lastAside }) => last > page || forked.length || lastAside.length
	);
	return { totals, attempts: attempts.slice(0, 500), notCounted };
};
