import CircleDot from '@lucide/svelte/icons/circle-dot';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import { emptyChoice } from './choice';
import OptionView from './OptionView.svelte';
import QuestionView from './QuestionView.svelte';

export const singleChoice: BlockEditing = {
	name: m.editor_kind_single_choice,
	icon: CircleDot,
	insert: {
		words: '单选题 选择题 题目 测验 question single choice quiz',
		make: () => emptyChoice('singleChoice')
	},
	nodes: {
		singleChoice: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		prompt: { render: (attributes) => ['div', attributes, 0] },
		option: { render: (attributes) => ['div', attributes, 0], view: OptionView },
		explanation: { render: (attributes) => ['div', attributes, 0] }
	}
};
