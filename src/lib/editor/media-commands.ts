import type { Editor } from '@tiptap/core';
import { insertBlock } from './block-commands';
import { captionsFile } from './captions';
import { placeOfId } from './places';
import { posterKey } from './prepare';
import type { Uploads } from './uploads.svelte';

/** Prepares and sends a file for a block, or for the still of a film. */
export function fillBlock(editor: Editor, uploads: Uploads, id: string, file: File, poster = false): void {
	const isVideo = placeOfId(editor.state.doc, id)?.node.type.name === 'video';
	uploads.start(poster ? posterKey(id) : id, file, isVideo && !poster ? 'video' : 'image');
}

/** Adds a caption file to a video. Gives false when it is no caption file. */
export async function addCaptions(uploads: Uploads, id: string, file: File): Promise<boolean> {
	const vtt = await captionsFile(file);
	if (vtt) uploads.start(`${id}:captions`, vtt, 'captions');
	return vtt !== null;
}

/** Puts dropped or pasted pictures and videos into blocks of their own after the block at a position. Gives false when there are none. */
export function insertFiles(editor: Editor, uploads: Uploads, files: File[], near: number): boolean {
	const media = files.filter(isMedia);
	for (const file of media) {
		const $near = editor.state.doc.resolve(Math.min(near, editor.state.doc.content.size));
		if ($near.depth < 1) return false;
		const pos =
			$near.depth > 1
				? $near.after(2)
				: Math.max($near.pos, $near.start(1) + ($near.node(1).firstChild?.nodeSize ?? 0));
		insertBlock(pos, { type: isPicture(file) ? 'image' : 'video' })(editor.state, editor.view.dispatch);
		const { node, id } = selectedMedia(editor);
		if (node && id) fillBlock(editor, uploads, id, file);
		near = editor.state.selection.from;
	}
	return media.length > 0;
}

function selectedMedia(editor: Editor) {
	const node = editor.state.doc.nodeAt(editor.state.selection.from);
	return { node, id: node?.attrs.id as string | undefined };
}

const isPicture = (file: File) => file.type.startsWith('image/');
// Systems without an entry for Matroska give its files no type.
const isMedia = (file: File) => /^(image|video)\//.test(file.type) || /\.(mkv|mov|mts|ts)$/i.test(file.name);
