import Quote from '@lucide/svelte/icons/quote';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';

export const quote: BlockEditing = {
	name: m.editor_kind_quote,
	icon: Quote,
	insert: {
		words: '引用 引文 名言 原话 quote citation',
		make: () => ({ type: 'quote', content: [{ type: 'paragraph' }] })
	},
	nodes: {
		quote: {
			emptyIn: { paragraph: m.editor_placeholder_quote },
			parse: [{ tag: 'blockquote' }],
			render: (attributes, { attrs }) => [
				'blockquote',
				{ ...attributes, class: 'quote', 'data-source': String(attrs.source) },
				0
			]
		}
	}
};
