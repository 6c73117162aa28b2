import Scale from '@lucide/svelte/icons/scale';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import TrueFalseAnswer from './TrueFalseAnswer.svelte';

export const trueFalse: QuestionBlock = {
	name: m.editor_kind_true_false,
	icon: Scale,
	insert: {
		words: '判断题 对错 题目 测验 question true false quiz',
		make: () => ({ type: 'trueFalse', content: [{ type: 'prompt' }, { type: 'explanation' }] })
	},
	question: {
		answer: TrueFalseAnswer,
		partial: false,
		todo: ({ attrs }) => (attrs.answer === null ? m.editor_hint_true_false() : null)
	},
	nodes: {
		trueFalse: {
			emptyIn: { prompt: m.editor_placeholder_statement },
			render: (attributes) => ['section', attributes, 0],
			view: QuestionView
		}
	}
};
