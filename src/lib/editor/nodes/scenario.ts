import Signpost from '@lucide/svelte/icons/signpost';
import * as m from '$messages';
import type { PartsBlock } from '../block-editing';
import ChoiceView from './ChoiceView.svelte';
import PartsView from './PartsView.svelte';

const choice = { type: 'choice', content: [{ type: 'choiceText' }, { type: 'choiceFeedback' }] };

export const scenario: PartsBlock = {
	name: m.editor_kind_scenario,
	icon: Signpost,
	insert: {
		words: '情景 故事 案例 分支 选择 怎么办 scenario story case branch',
		make: () => ({
			type: 'scenario',
			content: [{ type: 'scene', content: [{ type: 'sceneTitle' }, { type: 'paragraph' }, choice, choice] }]
		})
	},
	parts: { add: m.editor_add_scene, list: m.editor_parts_scenes, least: 1 },
	nodes: {
		scenario: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		scene: {
			emptyIn: { paragraph: m.editor_placeholder_scene_text },
			render: (attributes) => ['div', { ...attributes, class: 'scene' }, 0]
		},
		sceneTitle: { empty: m.editor_placeholder_scene, render: (attributes) => ['div', attributes, 0] },
		choice: { render: (attributes) => ['div', attributes, 0], view: ChoiceView },
		choiceText: { empty: m.editor_placeholder_choice, render: (attributes) => ['div', attributes, 0] },
		choiceFeedback: { empty: m.editor_placeholder_feedback, render: (attributes) => ['div', attributes, 0] }
	}
};
