import Paperclip from '@lucide/svelte/icons/paperclip';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import AttachmentView from './AttachmentView.svelte';

export const attachment: BlockEditing = {
	name: m.editor_kind_attachment,
	icon: Paperclip,
	insert: {
		words: '附件 文件 下载 资料 PDF Word Excel 表格 attachment file download',
		make: () => ({ type: 'attachment' })
	},
	nodes: { attachment: { render: (attributes) => ['div', attributes], view: AttachmentView } }
};
