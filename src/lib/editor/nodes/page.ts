import * as m from '$messages';
import type { NodeEditing } from '../block-editing';
import PageView from './PageView.svelte';

/** The nodes that are no blocks: pages and their titles, line breaks. */
export const frame: Record<string, NodeEditing> = {
	page: { render: (attributes) => ['section', attributes, 0], view: PageView },
	pageTitle: { empty: m.editor_placeholder_page_title, render: (attributes) => ['h1', attributes, 0] },
	hardBreak: { parse: [{ tag: 'br' }], render: (attributes) => ['br', attributes] }
};
