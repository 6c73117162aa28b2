import Footprints from '@lucide/svelte/icons/footprints';
import * as m from '$messages';
import type { PartsBlock } from '../block-editing';
import PartsView from './PartsView.svelte';
import StepView from './StepView.svelte';

export const steps: PartsBlock = {
	name: m.editor_kind_steps,
	icon: Footprints,
	insert: {
		words: '步骤 操作 流程 做法 第一步 steps howto',
		make: () => ({
			type: 'steps',
			content: [{ type: 'step', content: [{ type: 'stepTitle' }, { type: 'paragraph' }] }]
		})
	},
	parts: { add: m.editor_add_step, list: m.editor_parts_steps, least: 1 },
	nodes: {
		steps: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		step: {
			emptyIn: { paragraph: m.editor_placeholder_part },
			render: (attributes) => ['div', attributes, 0],
			view: StepView
		},
		stepTitle: { empty: m.editor_placeholder_step, render: (attributes) => ['div', attributes, 0] }
	}
};
