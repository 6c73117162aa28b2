import ListOrdered from '@lucide/svelte/icons/list-ordered';
import * as m from '$messages';
import { wrappingInputRule } from '@tiptap/core';
import type { BlockEditing } from '../block-editing';

export const orderedList: BlockEditing = {
	name: m.editor_kind_ordered_list,
	icon: ListOrdered,
	insert: {
		words: '编号 步骤 数字 列表 number steps list',
		make: () => ({ type: 'orderedList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] })
	},
	nodes: {
		orderedList: {
			parse: [{ tag: 'ol' }],
			render: (attributes) => ['ol', attributes, 0],
			rules: (type) => [wrappingInputRule({ find: /^\s*1([.)]\s|[、.])$/, type })]
		}
	}
};
