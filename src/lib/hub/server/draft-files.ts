import { draftMediaOf, type Lesson } from '$lib/lesson';
import type { Draft } from '$lib/store';
import type { Person } from './accounts';

/** Who may see a file, and who has sent one. */
export interface FileRights {
	/** Whether a person may see a file already. */
	mayRead: (sha256: string, by: Person) => Promise<boolean>;
	/** Whether the person of a name has sent a file themselves. */
	holds: (sha256: string, name: string) => Promise<boolean>;
}

/** The files a draft or version names, as far as it opens them to its readers. */
export type DraftFiles = Pick<Draft, 'media' | 'awaited'>;

/**
 * The files of a lesson somebody saves. Text is saved whatever it names, often before its films have arrived; but a hash can be
 * known without the file, so naming one opens it to a draft's readers only where it was open `before`, where the one who saves
 * may see it, and where the one who named it first sends it later.
 */
export async function filesOf(
	lesson: Lesson,
	before: readonly DraftFiles[],
	by: Person,
	rights: FileRights
): Promise<Required<DraftFiles>> {
	const media: string[] = [];
	const awaited: Record<string, string> = {};
	for (const sha256 of new Set(draftMediaOf(lesson).map((file) => file.sha256))) {
		if (before.some((files) => files.media.includes(sha256))) {
			media.push(sha256);
			continue;
		}
		const namedBy = before.map((files) => files.awaited?.[sha256]).find((name) => name !== undefined);
		const open = namedBy ? await rights.holds(sha256, namedBy) : await rights.mayRead(sha256, by);
		if (open) media.push(sha256);
		else awaited[sha256] = namedBy ?? by.name;
	}
	return { media, awaited };
}
