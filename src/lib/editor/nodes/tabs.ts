import PanelsTopLeft from '@lucide/svelte/icons/panels-top-left';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import PartsView from './PartsView.svelte';

const tab = { type: 'tab', content: [{ type: 'tabTitle' }, { type: 'paragraph' }] };

export const tabs: BlockEditing = {
	name: m.editor_kind_tabs,
	icon: PanelsTopLeft,
	insert: { words: '标签页 分类 选项卡 tabs', make: () => ({ type: 'tabs', content: [tab, tab] }) },
	nodes: {
		tabs: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		tab: { render: (attributes) => ['div', { ...attributes, class: 'tab' }, 0] },
		tabTitle: { render: (attributes) => ['div', attributes, 0] }
	}
};
