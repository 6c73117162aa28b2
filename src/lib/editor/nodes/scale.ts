import Gauge from '@lucide/svelte/icons/gauge';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';

export const scale: BlockEditing = {
	name: m.editor_kind_scale,
	icon: Gauge,
	insert: {
		words: '打分 评价 量表 满意度 scale rating likert survey',
		make: () => ({
			type: 'scale',
			content: [{ type: 'prompt' }]
		})
	},
	nodes: {
		scale: { render: (attributes) => ['section', attributes, 0], view: QuestionView }
	}
};
