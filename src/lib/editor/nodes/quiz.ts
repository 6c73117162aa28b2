import ListChecks from '@lucide/svelte/icons/list-checks';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import { emptyChoice } from './choice';
import QuizView from './QuizView.svelte';

export const quiz: BlockEditing = {
	name: m.editor_kind_quiz,
	icon: ListChecks,
	insert: {
		words: '测验 考试 考一考 题组 抽题 quiz exam test draw',
		make: () => ({ type: 'quiz', content: [{ type: 'quizTitle' }, emptyChoice('singleChoice')] })
	},
	nodes: {
		quiz: { render: (attributes) => ['section', attributes, 0], view: QuizView },
		quizTitle: { empty: m.editor_placeholder_quiz, render: (attributes) => ['h2', attributes, 0] }
	}
};
