import Boxes from '@lucide/svelte/icons/boxes';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import ItemView from './ItemView.svelte';

const group = () => ({ type: 'group', content: [{ type: 'groupName' }, { type: 'option' }] });

export const grouping: BlockEditing = {
	name: m.editor_kind_grouping,
	icon: Boxes,
	insert: {
		words: '分类题 归类 分组 题目 测验 group sort question quiz',
		make: () => ({
			type: 'grouping',
			content: [{ type: 'prompt' }, group(), group(), { type: 'explanation' }]
		})
	},
	nodes: {
		grouping: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		group: { render: (attributes) => ['div', attributes, 0], view: ItemView },
		groupName: { render: (attributes) => ['div', attributes, 0] }
	}
};
