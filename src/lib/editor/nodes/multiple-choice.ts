import SquareCheck from '@lucide/svelte/icons/square-check';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import { emptyChoice } from './choice';
import QuestionView from './QuestionView.svelte';
import { hasRight } from '../question-items';

export const multipleChoice: QuestionBlock = {
	name: m.editor_kind_multiple_choice,
	icon: SquareCheck,
	insert: {
		words: '多选题 选择题 题目 测验 question multiple choice quiz',
		make: () => emptyChoice('multipleChoice')
	},
	question: {
		answer: null,
		partial: true,
		todo: (node) => (hasRight(node) ? null : m.editor_hint_mark())
	},
	nodes: { multipleChoice: { render: (attributes) => ['section', attributes, 0], view: QuestionView } }
};
