import Signpost from '@lucide/svelte/icons/signpost';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import ChoiceView from './ChoiceView.svelte';
import PartsView from './PartsView.svelte';

const choice = { type: 'choice', content: [{ type: 'choiceText' }, { type: 'choiceFeedback' }] };

export const scenario: BlockEditing = {
	name: m.editor_kind_scenario,
	icon: Signpost,
	insert: {
		words: '情景 故事 案例 分支 选择 怎么办 scenario story case branch',
		make: () => ({
			type: 'scenario',
			content: [{ type: 'scene', content: [{ type: 'sceneTitle' }, { type: 'paragraph' }, choice, choice] }]
		})
	},
	nodes: {
		scenario: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		scene: { render: (attributes) => ['div', { ...attributes, class: 'scene' }, 0] },
		sceneTitle: { render: (attributes) => ['div', attributes, 0] },
		choice: { render: (attributes) => ['div', attributes, 0], view: ChoiceView },
		choiceText: { render: (attributes) => ['div', attributes, 0] },
		choiceFeedback: { render: (attributes) => ['div', attributes, 0] }
	}
};
