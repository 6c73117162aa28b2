import ArrowDownWideNarrow from '@lucide/svelte/icons/arrow-down-wide-narrow';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';

export const ordering: BlockEditing = {
	name: m.editor_kind_ordering,
	icon: ArrowDownWideNarrow,
	insert: {
		words: '排序题 顺序 先后 题目 测验 order sequence question quiz',
		make: () => ({
			type: 'ordering',
			content: [
				{ type: 'prompt' },
				{ type: 'option' },
				{ type: 'option' },
				{ type: 'option' },
				{ type: 'explanation' }
			]
		})
	},
	nodes: {
		ordering: { render: (attributes) => ['section', attributes, 0], view: QuestionView }
	}
};
