import PenLine from '@lucide/svelte/icons/pen-line';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';

export const shortAnswer: BlockEditing = {
	name: m.editor_kind_short_answer,
	icon: PenLine,
	insert: {
		words: '简答题 问答题 题目 short answer open question',
		make: () => ({
			type: 'shortAnswer',
			content: [{ type: 'prompt' }, { type: 'explanation' }]
		})
	},
	nodes: {
		shortAnswer: { render: (attributes) => ['section', attributes, 0], view: QuestionView }
	}
};
