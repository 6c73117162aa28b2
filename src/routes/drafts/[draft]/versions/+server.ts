import { drafts } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** A draft's versions, newest first, without their texts. */
export const GET = servePerson(drafts.versions, ({ hub, person, params }) =>
	hub.drafts.versions(params.draft, person)
);
