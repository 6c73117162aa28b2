import Calculator from '@lucide/svelte/icons/calculator';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import NumericAnswer from './NumericAnswer.svelte';

export const numeric: QuestionBlock = {
	name: m.editor_kind_numeric,
	icon: Calculator,
	insert: {
		words: '计算题 数字题 填数 题目 测验 number question quiz',
		make: () => ({
			type: 'numeric',
			content: [{ type: 'prompt' }, { type: 'explanation' }]
		})
	},
	question: {
		answer: NumericAnswer,
		partial: false,
		todo: ({ attrs }) => (attrs.answer === null ? m.editor_hint_number() : null)
	},
	nodes: {
		numeric: { render: (attributes) => ['section', attributes, 0], view: QuestionView }
	}
};
