import TextCursorInput from '@lucide/svelte/icons/text-cursor-input';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import ItemView from './ItemView.svelte';

export const fillIn: QuestionBlock = {
	name: m.editor_kind_fill_in,
	icon: TextCursorInput,
	insert: {
		words: '填空题 题目 测验 fill blank gap question quiz',
		make: () => ({
			type: 'fillIn',
			content: [{ type: 'prompt' }, { type: 'blank' }, { type: 'explanation' }]
		})
	},
	question: { answer: null, partial: true },
	nodes: {
		fillIn: {
			emptyIn: { prompt: m.editor_placeholder_fill_in },
			render: (attributes) => ['section', attributes, 0],
			view: QuestionView
		},
		blank: {
			empty: m.editor_placeholder_blank,
			render: (attributes) => ['div', attributes, 0],
			view: ItemView
		}
	}
};
