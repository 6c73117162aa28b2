import { UserError } from '$lib/base';
import type { HubDraft } from '../protocol';
import type { Person } from './accounts';
import type { Drafts } from './drafts';

/**
 * A draft for who writes on it or looks at it: the same for the page that opens it and for a tab that takes it over. Throws
 * `UserError('not_found' | 'lesson_newer' | 'lesson_invalid')`.
 */
export async function openDraft(drafts: Drafts, draftId: string, by: Person): Promise<HubDraft> {
	const { draft, opened, mayEdit } = await drafts.open(draftId, by);
	if (opened.state === 'newer') throw new UserError('lesson_newer', { version: opened.formatVersion });
	if (opened.state === 'invalid')
		throw new UserError('lesson_invalid', { where: opened.problems.join(', ') });
	const { version, savedAt, savedBy } = draft;
	return { draftId: draft.draftId, version, savedAt, savedBy, mayEdit, lesson: opened.lesson };
}
