import Pilcrow from '@lucide/svelte/icons/pilcrow';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';

export const paragraph: BlockEditing = {
	name: m.editor_kind_paragraph,
	icon: Pilcrow,
	insert: { words: '文字 正文 段落 text paragraph', make: () => ({ type: 'paragraph' }) },
	nodes: { paragraph: { parse: [{ tag: 'p' }], render: (attributes) => ['p', attributes, 0] } }
};
