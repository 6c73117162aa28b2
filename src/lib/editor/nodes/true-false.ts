import Scale from '@lucide/svelte/icons/scale';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';

export const trueFalse: BlockEditing = {
	name: m.editor_kind_true_false,
	icon: Scale,
	insert: {
		words: '判断题 对错 题目 测验 question true false quiz',
		make: () => ({ type: 'trueFalse', content: [{ type: 'prompt' }, { type: 'explanation' }] })
	},
	nodes: { trueFalse: { render: (attributes) => ['section', attributes, 0], view: QuestionView } }
};
