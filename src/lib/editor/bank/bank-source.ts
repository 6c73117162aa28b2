import LibraryBig from '@lucide/svelte/icons/library-big';
import * as m from '$messages';
import type { InsertSource } from '../insert-menu.svelte';

/** The question bank as the insert menu offers it. */
export const bankSource = (open: () => void): InsertSource => ({
	kind: 'bank',
	name: m.bank_open(),
	icon: LibraryBig,
	words: '题库 选题 出题 bank question',
	open
});
