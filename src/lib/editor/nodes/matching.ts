import Cable from '@lucide/svelte/icons/cable';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import ItemView from './ItemView.svelte';

const pair = () => ({ type: 'pair', content: [{ type: 'pairLeft' }, { type: 'pairRight' }] });

export const matching: QuestionBlock = {
	name: m.editor_kind_matching,
	icon: Cable,
	insert: {
		words: '连线题 配对题 题目 测验 match question quiz',
		make: () => ({
			type: 'matching',
			content: [{ type: 'prompt' }, pair(), pair(), pair(), { type: 'explanation' }]
		})
	},
	question: { answer: null, partial: true, hint: m.editor_hint_pairs },
	nodes: {
		matching: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		pair: { render: (attributes) => ['div', attributes, 0], view: ItemView },
		pairLeft: { empty: m.editor_placeholder_pair_left, render: (attributes) => ['div', attributes, 0] },
		pairRight: { empty: m.editor_placeholder_pair_right, render: (attributes) => ['div', attributes, 0] }
	}
};
