import ListCollapse from '@lucide/svelte/icons/list-collapse';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import PartsView from './PartsView.svelte';

export const accordion: BlockEditing = {
	name: m.editor_kind_accordion,
	icon: ListCollapse,
	insert: {
		words: '折叠 展开 收起 问答 常见问题 accordion faq fold',
		make: () => ({
			type: 'accordion',
			content: [{ type: 'fold', content: [{ type: 'foldTitle' }, { type: 'paragraph' }] }]
		})
	},
	nodes: {
		accordion: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		fold: { render: (attributes) => ['div', { ...attributes, class: 'fold' }, 0] },
		foldTitle: { render: (attributes) => ['div', attributes, 0] }
	}
};
