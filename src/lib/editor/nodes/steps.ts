import Footprints from '@lucide/svelte/icons/footprints';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import PartsView from './PartsView.svelte';
import StepView from './StepView.svelte';

export const steps: BlockEditing = {
	name: m.editor_kind_steps,
	icon: Footprints,
	insert: {
		words: '步骤 操作 流程 做法 第一步 steps howto',
		make: () => ({
			type: 'steps',
			content: [{ type: 'step', content: [{ type: 'stepTitle' }, { type: 'paragraph' }] }]
		})
	},
	nodes: {
		steps: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		step: { render: (attributes) => ['div', attributes, 0], view: StepView },
		stepTitle: { render: (attributes) => ['div', attributes, 0] }
	}
};
