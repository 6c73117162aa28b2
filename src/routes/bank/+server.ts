import { bank } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** The kept questions the person may use. */
export const GET = servePerson(bank.list, ({ hub, person }) => hub.bank.list(person));

/** Keeps one more. */
export const POST = servePerson(bank.keep, async ({ hub, person, body }) => {
	await hub.bank.keep(body, person);
	return {};
});
