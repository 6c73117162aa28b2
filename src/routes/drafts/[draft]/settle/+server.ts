import { drafts } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** Decides between this draft, which split off another, and that other. */
export const POST = servePerson(drafts.settle, async ({ hub, person, params, body }) => ({
	draftId: await hub.drafts.settle(params.draft, body.take, person)
}));
