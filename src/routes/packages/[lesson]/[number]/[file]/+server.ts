import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import { inBranch } from '$lib/store';
import type { RequestHandler } from './$types';

const versions = { 'scorm-1.2.zip': '1.2', 'scorm-2004.zip': '2004', 'web.zip': 'web' } as const;

/** A release as a file to download: for any LMS, or any web server. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		const { hub, person } = locals;
		const version = Object.entries(versions).find(([name]) => name === params.file)?.[1];
		if (!person) throw new UserError('not_signed_in');
		const release = await hub.releases.get(params.lesson, Number(params.number));
		const near = inBranch(release.branch, person.branch) || inBranch(person.branch, release.branch);
		if (!version || !near) throw new UserError('not_found');
		const name = encodeURIComponent(`${release.title}-${params.file}`);
		return new Response(await hub.releases.package(release, version), {
			headers: {
				'content-type': 'application/zip',
				'content-disposition': `attachment; filename="lesson-${params.file}"; filename*=UTF-8''${name}`,
				'cache-control': 'no-store'
			}
		});
	});
