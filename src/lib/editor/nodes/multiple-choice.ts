import SquareCheck from '@lucide/svelte/icons/square-check';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import { emptyChoice } from './choice';
import QuestionView from './QuestionView.svelte';

export const multipleChoice: BlockEditing = {
	name: m.editor_kind_multiple_choice,
	icon: SquareCheck,
	insert: {
		words: '多选题 选择题 题目 测验 question multiple choice quiz',
		make: () => emptyChoice('multipleChoice')
	},
	nodes: { multipleChoice: { render: (attributes) => ['section', attributes, 0], view: QuestionView } }
};
