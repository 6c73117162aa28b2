import Images from '@lucide/svelte/icons/images';
import * as m from '$messages';
import type { PartsBlock } from '../block-editing';
import GalleryImageView from './GalleryImageView.svelte';
import PartsView from './PartsView.svelte';

export const gallery: PartsBlock = {
	name: m.editor_kind_gallery,
	icon: Images,
	insert: {
		words: '图集 相册 多张图片 照片 组图 gallery photos pictures',
		make: () => ({ type: 'gallery', content: [{ type: 'galleryImage' }] })
	},
	parts: { add: m.editor_add_pictures, list: m.editor_parts_pictures, least: 1 },
	nodes: {
		gallery: { render: (attributes) => ['div', attributes, 0], view: PartsView },
		galleryImage: { render: (attributes) => ['div', attributes], view: GalleryImageView }
	}
};
