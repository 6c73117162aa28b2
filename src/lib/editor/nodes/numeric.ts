import Calculator from '@lucide/svelte/icons/calculator';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';

export const numeric: BlockEditing = {
	name: m.editor_kind_numeric,
	icon: Calculator,
	insert: {
		words: '计算题 数字题 填数 题目 测验 number question quiz',
		make: () => ({
			type: 'numeric',
			content: [{ type: 'prompt' }, { type: 'explanation' }]
		})
	},
	nodes: {
		numeric: { render: (attributes) => ['section', attributes, 0], view: QuestionView }
	}
};
