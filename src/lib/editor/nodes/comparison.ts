import SquareSplitHorizontal from '@lucide/svelte/icons/square-split-horizontal';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import ComparisonView from './ComparisonView.svelte';

export const comparison: BlockEditing = {
	name: m.editor_kind_comparison,
	icon: SquareSplitHorizontal,
	insert: {
		words: '对比 比较 前后 两张图 before after compare',
		make: () => ({ type: 'comparison' })
	},
	nodes: { comparison: { render: (attributes) => ['div', attributes], view: ComparisonView } }
};
