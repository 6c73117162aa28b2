import MessagesSquare from '@lucide/svelte/icons/messages-square';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import DiscussionView from './DiscussionView.svelte';

export const discussion: BlockEditing = {
	name: m.editor_kind_discussion,
	icon: MessagesSquare,
	insert: {
		words: '讨论 大家谈 交流 discussion talk',
		make: () => ({ type: 'discussion', content: [{ type: 'prompt' }] })
	},
	nodes: {
		discussion: {
			emptyIn: { prompt: m.editor_placeholder_discussion },
			render: (attributes) => ['section', attributes, 0],
			view: DiscussionView
		}
	}
};
