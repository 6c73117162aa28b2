import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import { mayTake, packageAnswer, scormFiles } from '../../package-answer';
import type { RequestHandler } from './$types';

const most = 100;

/** Several lessons as one course to download: `?title=…&lesson=<id>&lesson=<id>…`, the newest release of each, in this order. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	answerErrors(async () => {
		const { hub, person } = locals;
		const edition = scormFiles[params.file];
		const lessons = [...new Set(url.searchParams.getAll('lesson'))];
		const title = url.searchParams.get('title')?.trim().slice(0, 200) ?? '';
		if (!person) throw new UserError('not_signed_in');
		if (!edition || !title || lessons.length === 0 || lessons.length > most) throw new UserError('not_found');
		const releases = await Promise.all(
			lessons.map(async (lesson) => {
				const newest = (await hub.releases.of(lesson)).at(-1);
				if (!newest || !mayTake(newest, person)) throw new UserError('not_found');
				return newest;
			})
		);
		return packageAnswer(await hub.releases.course(title, releases, edition), title, params.file);
	});
