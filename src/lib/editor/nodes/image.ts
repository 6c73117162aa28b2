import Image from '@lucide/svelte/icons/image';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import ImageView from './ImageView.svelte';

export const image: BlockEditing = {
	name: m.editor_kind_image,
	icon: Image,
	insert: { words: '图片 照片 图 picture photo image', make: () => ({ type: 'image' }) },
	nodes: { image: { render: (attributes) => ['div', attributes], view: ImageView } }
};
