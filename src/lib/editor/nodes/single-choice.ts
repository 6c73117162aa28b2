import CircleDot from '@lucide/svelte/icons/circle-dot';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import { emptyChoice } from './choice';
import OptionView from './OptionView.svelte';
import QuestionView from './QuestionView.svelte';
import { hasRight } from '../question-items';

export const singleChoice: QuestionBlock = {
	name: m.editor_kind_single_choice,
	icon: CircleDot,
	insert: {
		words: '单选题 选择题 题目 测验 question single choice quiz',
		make: () => emptyChoice('singleChoice')
	},
	question: {
		answer: null,
		partial: false,
		todo: (node) => (hasRight(node) ? null : m.editor_hint_mark())
	},
	nodes: {
		singleChoice: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		prompt: { empty: m.editor_placeholder_prompt, render: (attributes) => ['div', attributes, 0] },
		option: {
			empty: m.editor_placeholder_option,
			render: (attributes) => ['div', attributes, 0],
			view: OptionView
		},
		explanation: { empty: m.editor_placeholder_explanation, render: (attributes) => ['div', attributes, 0] }
	}
};
