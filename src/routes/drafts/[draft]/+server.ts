import { drafts } from '$lib/hub/protocol';
import { openDraft, servePerson } from '$lib/hub/server';

/** A draft as it is saved now, and by whom. */
export const GET = servePerson(drafts.open, ({ hub, person, params }) =>
	openDraft(hub.drafts, params.draft, person)
);

/** Saves a draft; a save that comes too late becomes a draft of its own. */
export const POST = servePerson(drafts.save, ({ hub, person, params, body }) =>
	hub.drafts.save(params.draft, body, person)
);
