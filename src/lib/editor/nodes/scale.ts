import Gauge from '@lucide/svelte/icons/gauge';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import ScaleRow from './ScaleRow.svelte';

export const scale: QuestionBlock = {
	name: m.editor_kind_scale,
	icon: Gauge,
	insert: {
		words: '打分 评价 量表 满意度 scale rating likert survey',
		make: () => ({
			type: 'scale',
			content: [{ type: 'prompt' }]
		})
	},
	question: { answer: ScaleRow, partial: false },
	nodes: {
		scale: { render: (attributes) => ['section', attributes, 0], view: QuestionView }
	}
};
