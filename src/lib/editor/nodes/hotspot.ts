import Crosshair from '@lucide/svelte/icons/crosshair';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import OptionView from './OptionView.svelte';

export const hotspot: BlockEditing = {
	name: m.editor_kind_hotspot,
	icon: Crosshair,
	insert: {
		words: '看图题 点图 指图 热点 题目 测验 hotspot picture question quiz',
		make: () => ({
			type: 'hotspot',
			content: [{ type: 'prompt' }, { type: 'area', attrs: { correct: true } }, { type: 'explanation' }]
		})
	},
	nodes: {
		hotspot: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		area: { render: (attributes) => ['div', attributes, 0], view: OptionView }
	}
};
