import TextCursorInput from '@lucide/svelte/icons/text-cursor-input';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import ItemView from './ItemView.svelte';

export const fillIn: BlockEditing = {
	name: m.editor_kind_fill_in,
	icon: TextCursorInput,
	insert: {
		words: '填空题 题目 测验 fill blank gap question quiz',
		make: () => ({
			type: 'fillIn',
			content: [{ type: 'prompt' }, { type: 'blank' }, { type: 'explanation' }]
		})
	},
	nodes: {
		fillIn: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		blank: { render: (attributes) => ['div', attributes, 0], view: ItemView }
	}
};
