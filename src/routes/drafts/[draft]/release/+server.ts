import { drafts } from '$lib/hub/protocol';
import { releaseDraft, releaseOutlook, servePerson } from '$lib/hub/server';

/** Where a release would go, and which one it would follow. */
export const GET = servePerson(drafts.outlook, ({ hub, person, params }) =>
	releaseOutlook(hub, params.draft, person)
);

/** Releases a draft as it is saved now, and keeps it as a version. */
export const POST = servePerson(drafts.release, async ({ hub, person, params }) => {
	const { number } = await releaseDraft(hub, params.draft, person);
	return { number };
});
