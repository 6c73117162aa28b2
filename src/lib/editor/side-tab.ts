import type { Snippet } from 'svelte';

/** One more tab in the right column, after the block's and the lesson's own. */
export interface SideTab {
	key: string;
	/** Its name, with a number in it when there is something to count. */
	name: string;
	panel: Snippet;
}
