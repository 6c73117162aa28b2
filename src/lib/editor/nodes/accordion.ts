import ListCollapse from '@lucide/svelte/icons/list-collapse';
import * as m from '$messages';
import type { PartsBlock } from '../block-editing';
import PartsView from './PartsView.svelte';

export const accordion: PartsBlock = {
	name: m.editor_kind_accordion,
	icon: ListCollapse,
	insert: {
		words: '折叠 展开 收起 问答 常见问题 accordion faq fold',
		make: () => ({
			type: 'accordion',
			content: [{ type: 'fold', content: [{ type: 'foldTitle' }, { type: 'paragraph' }] }]
		})
	},
	parts: { add: m.editor_add_fold, list: m.editor_parts_folds, least: 1 },
	nodes: {
		accordion: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		fold: {
			emptyIn: { paragraph: m.editor_placeholder_part },
			render: (attributes) => ['div', { ...attributes, class: 'fold' }, 0]
		},
		foldTitle: { empty: m.editor_placeholder_fold, render: (attributes) => ['div', attributes, 0] }
	}
};
