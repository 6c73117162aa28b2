import Lock from '@lucide/svelte/icons/lock';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import UnknownView from './UnknownView.svelte';

/** Something a newer program put in: shown as one locked card and kept as it came. */
export const unknown: BlockEditing = {
	name: m.editor_kind_unknown,
	icon: Lock,
	insert: null,
	nodes: { unknown: { render: (attributes) => ['div', attributes], view: UnknownView } }
};
