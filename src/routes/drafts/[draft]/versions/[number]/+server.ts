import { drafts } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** The lesson of one version. */
export const GET = servePerson(drafts.version, ({ hub, person, params }) =>
	hub.drafts.version(params.draft, Number(params.number), person)
);
