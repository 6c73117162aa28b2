import { UserError } from '$lib/base';
import { mediaOf } from '$lib/lesson';
import type { Release } from '$lib/release';
import type { ReleaseOutlook } from '../protocol';
import type { Person } from './accounts';
import type { Hub } from './hub';
import { mustMay } from './must-may';

/** What a person should know before a draft is released. Throws `UserError('not_found' | 'not_allowed')`. */
export async function releaseOutlook(hub: Hub, draftId: string, by: Person): Promise<ReleaseOutlook> {
	const { draft } = await hub.drafts.open(draftId, by);
	mustMay(by, 'release draft', draft);
	const last = (await hub.releases.of(draft.lessonId)).at(-1);
	const unit = draft.branch.at(-1);
	return {
		branch: unit === undefined ? '' : (await hub.units.tree()).nameOf(unit),
		stations: await hub.stationList.count(draft.branch),
		last: last
			? { number: last.number, at: Date.parse(last.releasedAt), by: last.gates.at(-1)?.by ?? '' }
			: null
	};
}

/**
 * Releases a draft as it is saved now, and keeps it as a version. A release opens its files to the whole branch, so whoever
 * releases must be able to see each of them. Throws as {@link Releases.release} does, and `UserError('not_found' | 'not_allowed')`.
 */
export async function releaseDraft(hub: Hub, draftId: string, by: Person): Promise<Release> {
	const { draft, opened } = await hub.drafts.open(draftId, by);
	mustMay(by, 'release draft', draft);
	if (opened.state !== 'ok') throw new UserError('lesson_invalid', { where: opened.state });
	for (const { sha256 } of mediaOf(opened.lesson))
		if (!(await hub.rights.mayRead(sha256, by))) throw new UserError('lesson_media_missing');
	// Which lesson it is and whose, the hub knows; the text may say anything.
	const lesson = { ...opened.lesson, lessonId: draft.lessonId };
	const release = await hub.releases.release(lesson, draft.branch, by);
	await hub.drafts.keepRelease(draft, release.number, by);
	return release;
}
