import Minus from '@lucide/svelte/icons/minus';
import * as m from '$messages';
import { nodeInputRule } from '@tiptap/core';
import type { BlockEditing } from '../block-editing';

export const divider: BlockEditing = {
	name: m.editor_kind_divider,
	icon: Minus,
	insert: { words: '分隔线 横线 分割 divider line', make: () => ({ type: 'divider' }) },
	nodes: {
		divider: {
			parse: [{ tag: 'hr' }],
			render: (attributes) => ['div', { ...attributes, class: 'divider' }, ['hr']],
			rules: (type) => [nodeInputRule({ find: /^(---|———|——-)$/, type })]
		}
	}
};
