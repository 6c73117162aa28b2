import { oldCopies, type LocalDraft } from '$lib/editor';
import { Outbox } from '$lib/media';
import { StoredDrafts } from '$lib/store/browser';

const last = 'yuanke-tidied';
const daily = 24 * 60 * 60 * 1000;

/** Gives back, once a day, the room on this computer that nobody needs any more. */
export async function tidyUp(): Promise<void> {
	const now = Date.now();
	if (now - Number(localStorage.getItem(last)) < daily) return;
	localStorage.setItem(last, String(now));
	const drafts = new StoredDrafts<LocalDraft>();
	await drafts.forget((all) => oldCopies(all, now)).catch(() => undefined);
	await Outbox.removeEmpty().catch(() => undefined);
}
