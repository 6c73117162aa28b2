import PanelsTopLeft from '@lucide/svelte/icons/panels-top-left';
import * as m from '$messages';
import type { PartsBlock } from '../block-editing';
import PartsView from './PartsView.svelte';

const tab = { type: 'tab', content: [{ type: 'tabTitle' }, { type: 'paragraph' }] };

export const tabs: PartsBlock = {
	name: m.editor_kind_tabs,
	icon: PanelsTopLeft,
	insert: { words: '标签页 分类 选项卡 tabs', make: () => ({ type: 'tabs', content: [tab, tab] }) },
	parts: { add: m.editor_add_tab, list: m.editor_parts_tabs, least: 2 },
	nodes: {
		tabs: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		tab: {
			emptyIn: { paragraph: m.editor_placeholder_part },
			render: (attributes) => ['div', { ...attributes, class: 'tab' }, 0]
		},
		tabTitle: { empty: m.editor_placeholder_tab, render: (attributes) => ['div', attributes, 0] }
	}
};
