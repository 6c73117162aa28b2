import Images from '@lucide/svelte/icons/images';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import GalleryImageView from './GalleryImageView.svelte';
import PartsView from './PartsView.svelte';

export const gallery: BlockEditing = {
	name: m.editor_kind_gallery,
	icon: Images,
	insert: {
		words: '图集 相册 多张图片 照片 组图 gallery photos pictures',
		make: () => ({ type: 'gallery', content: [{ type: 'galleryImage' }] })
	},
	nodes: {
		gallery: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		galleryImage: { render: (attributes) => ['div', attributes], view: GalleryImageView }
	}
};
