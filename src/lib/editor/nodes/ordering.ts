import ArrowDownWideNarrow from '@lucide/svelte/icons/arrow-down-wide-narrow';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';

export const ordering: QuestionBlock = {
	name: m.editor_kind_ordering,
	icon: ArrowDownWideNarrow,
	insert: {
		words: '排序题 顺序 先后 题目 测验 order sequence question quiz',
		make: () => ({
			type: 'ordering',
			content: [
				{ type: 'prompt' },
				{ type: 'option' },
				{ type: 'option' },
				{ type: 'option' },
				{ type: 'explanation' }
			]
		})
	},
	question: { answer: null, partial: true, hint: m.editor_hint_order },
	nodes: {
		ordering: {
			emptyIn: { option: m.editor_placeholder_step },
			render: (attributes) => ['section', attributes, 0],
			view: QuestionView
		}
	}
};
