import Crosshair from '@lucide/svelte/icons/crosshair';
import * as m from '$messages';
import type { QuestionBlock } from '../block-editing';
import QuestionView from './QuestionView.svelte';
import OptionView from './OptionView.svelte';
import HotspotPicture from './HotspotPicture.svelte';
import { hasRight } from '../question-items';

export const hotspot: QuestionBlock = {
	name: m.editor_kind_hotspot,
	icon: Crosshair,
	insert: {
		words: '看图题 点图 指图 热点 题目 测验 hotspot picture question quiz',
		make: () => ({
			type: 'hotspot',
			content: [{ type: 'prompt' }, { type: 'area', attrs: { correct: true } }, { type: 'explanation' }]
		})
	},
	question: {
		answer: HotspotPicture,
		partial: false,
		todo: (node) => (hasRight(node) ? null : m.editor_hint_area())
	},
	nodes: {
		hotspot: { render: (attributes) => ['section', attributes, 0], view: QuestionView },
		area: {
			empty: m.editor_placeholder_area,
			render: (attributes) => ['div', attributes, 0],
			view: OptionView
		}
	}
};
