import { UserError } from '$lib/base';
import type { PackageVersion } from '$lib/compiler';
import { answerErrors } from '$lib/hub/server';
import { mayTake, packageAnswer, scormFiles } from '../../../package-answer';
import type { RequestHandler } from './$types';

const versions: Record<string, PackageVersion | 'original'> = {
	...scormFiles,
	'web.zip': 'web',
	'original.zip': 'original'
};

/** A release as a file to download: for any LMS, or any web server. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		const { hub, person } = locals;
		const version = versions[params.file];
		if (!person) throw new UserError('not_signed_in');
		const release = await hub.releases.get(params.lesson, Number(params.number));
		if (!version || !mayTake(release, person)) throw new UserError('not_found');
		return packageAnswer(await hub.releases.package(release, version), release.title, params.file);
	});
