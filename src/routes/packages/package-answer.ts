import { allows } from '$lib/hub';
import type { Release } from '$lib/release';
import type { Placed } from '$lib/store';
import type { Person } from '$lib/hub/server';
import type { ScormEdition } from '$lib/scorm';

/** SCORM packages by the name they are downloaded under. */
export const scormFiles: Record<string, ScormEdition> = {
	'scorm-1.2.zip': '1.2',
	'scorm-2004.zip': '2004',
	'scorm-2004-3rd.zip': '2004-3rd'
};

/** Whether a person may take a release away: one of their branch, of one above or of one below it. */
export const mayTake = ({ units }: Placed<Release>, person: Person): boolean =>
	allows(person, 'take release', { branch: units });

/** A package as a download, named after what it holds and what it is for. */
export function packageAnswer(zip: ReadableStream<Uint8Array>, title: string, file: string): Response {
	const name = encodeURIComponent(`${title}-${file}`);
	return new Response(zip, {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="lesson-${file}"; filename*=UTF-8''${name}`,
			'cache-control': 'no-store'
		}
	});
}
