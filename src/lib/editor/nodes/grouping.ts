import Boxes from '@lucide/svelte/icons/boxes';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import ItemView from './ItemView.svelte';

const group = () => ({ type: 'group', content: [{ type: 'groupName' }, { type: 'option' }] });

export const grouping: QuestionBlock = {
	name: m.editor_kind_grouping,
	icon: Boxes,
	insert: {
		words: '分类题 归类 分组 题目 测验 group sort question quiz',
		make: () => ({
			type: 'grouping',
			content: [{ type: 'prompt' }, group(), group(), { type: 'explanation' }]
		})
	},
	question: { answer: null, partial: true },
	nodes: {
		grouping: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		group: {
			emptyIn: { option: m.editor_placeholder_thing },
			render: (attributes) => ['div', attributes, 0],
			view: ItemView
		},
		groupName: { empty: m.editor_placeholder_group, render: (attributes) => ['div', attributes, 0] }
	}
};
