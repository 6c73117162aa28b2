import { drafts } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** Everything said about a draft. */
export const GET = servePerson(drafts.comments, ({ hub, person, params }) =>
	hub.comments.list(params.draft, person)
);

/** Says one thing more. */
export const POST = servePerson(drafts.comment, ({ hub, person, params, body }) =>
	hub.comments.add(params.draft, body, person)
);
