import { bank } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** Kept questions the person may use, a page of them. */
export const GET = servePerson(bank.list, ({ hub, person, body }) => hub.bank.list(person, body));

/** Keeps one more. */
export const POST = servePerson(bank.keep, async ({ hub, person, body }) => {
	await hub.bank.keep(body, person);
	return {};
});
