import Lightbulb from '@lucide/svelte/icons/lightbulb';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import { toneNames } from '../tones';

export const callout: BlockEditing = {
	name: m.editor_kind_callout,
	icon: Lightbulb,
	insert: {
		words: '提示 注意 警告 小贴士 法条 法律 政策 重点 tip warning law callout note',
		make: () => ({ type: 'callout', content: [{ type: 'paragraph' }] })
	},
	nodes: {
		callout: {
			emptyIn: { paragraph: m.editor_placeholder_callout },
			// Sign and word are drawn by the style sheet from these, and are never part of the text.
			render: (attributes, { attrs }) => [
				'div',
				{
					...attributes,
					class: 'callout',
					'data-tone': String(attrs.tone),
					'data-word': toneNames[attrs.tone as keyof typeof toneNames](),
					'data-source': attrs.source ? m.editor_source_is({ source: String(attrs.source) }) : ''
				},
				0
			]
		}
	}
};
