import PenLine from '@lucide/svelte/icons/pen-line';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';

export const shortAnswer: QuestionBlock = {
	name: m.editor_kind_short_answer,
	icon: PenLine,
	insert: {
		words: '简答题 问答题 题目 short answer open question',
		make: () => ({
			type: 'shortAnswer',
			content: [{ type: 'prompt' }, { type: 'explanation' }]
		})
	},
	question: { answer: null, partial: false },
	nodes: {
		shortAnswer: {
			emptyIn: { explanation: m.editor_placeholder_model_answer },
			render: (attributes) => ['section', attributes, 0],
			view: QuestionView
		}
	}
};
