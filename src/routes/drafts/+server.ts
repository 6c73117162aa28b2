import { drafts } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** Takes in a lesson made elsewhere: from a Word file, a package, a film. */
export const POST = servePerson(drafts.bring, ({ hub, person, body: { lesson, key } }) => {
	const isTaken = async (lessonId: string) => (await hub.releases.numbersOf(lessonId)).length > 0;
	return hub.drafts.bring(lesson, key, isTaken, person);
});
