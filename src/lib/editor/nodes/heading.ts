import Heading from '@lucide/svelte/icons/heading';
import * as m from '$messages';
import { textblockTypeInputRule } from '@tiptap/core';
import type { BlockEditing } from '../block-editing';

/** Two levels below the page's title: `#` and `##` when typed, h1–h2 and h3–h6 when pasted. */
export const heading: BlockEditing = {
	name: m.editor_kind_heading,
	icon: Heading,
	insert: { words: '小标题 标题 heading title', make: () => ({ type: 'heading', attrs: { level: 2 } }) },
	nodes: {
		heading: {
			empty: m.editor_placeholder_heading,
			parse: [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: n < 3 ? 2 : 3 } })),
			render: (attributes, node) => [node.attrs.level === 3 ? 'h3' : 'h2', attributes, 0],
			rules: (type) => [
				textblockTypeInputRule({ find: /^#\s$/, type, getAttributes: { level: 2 } }),
				textblockTypeInputRule({ find: /^##\s$/, type, getAttributes: { level: 3 } })
			]
		}
	}
};
