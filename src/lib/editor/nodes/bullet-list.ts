import List from '@lucide/svelte/icons/list';
import * as m from '$messages';
import { wrappingInputRule } from '@tiptap/core';
import type { BlockEditing } from '../block-editing';

export const bulletList: BlockEditing = {
	name: m.editor_kind_bullet_list,
	icon: List,
	insert: {
		words: '列表 圆点 项目 要点 list bullet',
		make: () => ({ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] })
	},
	nodes: {
		bulletList: {
			parse: [{ tag: 'ul' }],
			render: (attributes) => ['ul', attributes, 0],
			rules: (type) => [wrappingInputRule({ find: /^\s*([-*·])\s$/, type })]
		},
		listItem: { parse: [{ tag: 'li' }], render: (attributes) => ['li', attributes, 0] }
	}
};
