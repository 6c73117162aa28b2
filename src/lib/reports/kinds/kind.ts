import type { Entry, EntryBody } from '$lib/ledger';
import type { AsideReason, AttemptFigure } from '$lib/store';
import type { Where } from '../fold';
import type { Facts } from '../proof';

/** What the hub makes of entries of one kind; nothing more than that they are kept where it is empty. */
export interface CountedKind<B extends EntryBody> {
	/** The release that it speaks of. */
	release?(body: B): [lessonId: string, number: number];
	/** Why an entry first seen at `seen` cannot be true, beside what is asked of every entry. */
	judge?(body: B, entry: Entry, seen: string, facts: Facts): AsideReason | null;
	/** How it changes the attempt it belongs to. */
	attempt?: {
		/** Whether it may be the first of one. */
		opens: boolean;
		/** Adds it to a figure that nobody else holds yet; of several the one with the highest sequence number decides. */
		add(figure: AttemptFigure, body: B, entry: Entry, where: Where): void;
	};
}
