import Cable from '@lucide/svelte/icons/cable';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import ItemView from './ItemView.svelte';

const pair = () => ({ type: 'pair', content: [{ type: 'pairLeft' }, { type: 'pairRight' }] });

export const matching: BlockEditing = {
	name: m.editor_kind_matching,
	icon: Cable,
	insert: {
		words: '连线题 配对题 题目 测验 match question quiz',
		make: () => ({
			type: 'matching',
			content: [{ type: 'prompt' }, pair(), pair(), pair(), { type: 'explanation' }]
		})
	},
	nodes: {
		matching: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		pair: { render: (attributes) => ['div', attributes, 0], view: ItemView },
		pairLeft: { render: (attributes) => ['div', attributes, 0] },
		pairRight: { render: (attributes) => ['div', attributes, 0] }
	}
};
