import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

const Brought = v.object({ key: v.pipe(v.string(), v.minLength(8), v.maxLength(64)), lesson: v.unknown() });

/** Takes in a lesson made elsewhere: from a Word file, a package, a film. */
export const POST: RequestHandler = ({ request, locals }) =>
	answerErrors(async () => {
		const { person, hub } = locals;
		if (!person) throw new UserError('not_signed_in');
		const body = v.safeParse(Brought, await request.json().catch(() => null));
		if (!body.success) throw new UserError('lesson_invalid', { where: 'request' });
		const { lesson, key } = body.output;
		const isTaken = async (lessonId: string) => (await hub.releases.numbersOf(lessonId)).length > 0;
		return Response.json(await hub.drafts.bring(lesson, key, isTaken, person));
	});
