import { bank } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** Changes a kept question of one's own, takes it out of the bank or puts it back. */
export const POST = servePerson(bank.change, async ({ hub, person, params, body }) => {
	await hub.bank.change(params.question, body, person);
	return {};
});
