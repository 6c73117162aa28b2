import type { CaptionTrack, MediaRef } from '$lib/lesson';
import { getLocale } from '$lib/paraglide/runtime';
import * as m from '$messages';
import type { Editor } from '@tiptap/core';
import { captionsFile } from './captions';
import { insertBlock } from './block-commands';
import { placeOfId } from './places';
import type { Uploads } from './uploads.svelte';

/** Sends a file into a block. What replaces an earlier file can be undone; the first one belongs to making the block. */
export function fillBlock(editor: Editor, uploads: Uploads, id: string, file: File, poster = false): void {
	const name = poster ? 'poster' : 'media';
	const kind = placeOfId(editor.state.doc, id)?.node.type.name;
	const wanted = kind === 'video' && !poster ? 'video' : 'image';
	uploads.start(poster ? `${id}:poster` : id, file, wanted, (media) => {
		const place = placeOfId(editor.state.doc, id);
		if (!place) return;
		const tr = editor.state.tr.setNodeAttribute(place.pos, name, media);
		if (!place.node.attrs[name]) tr.setMeta('addToHistory', false);
		if (kind === 'video' && !poster && !place.node.attrs.title)
			tr.setNodeAttribute(place.pos, 'title', file.name.replace(/\.[^.]+$/, ''));
		editor.view.dispatch(tr);
	});
}

/** Adds a caption file to a video. Gives false when it is no caption file. */
export async function addCaptions(
	editor: Editor,
	uploads: Uploads,
	id: string,
	file: File
): Promise<boolean> {
	const vtt = await captionsFile(file);
	if (!vtt) return false;
	uploads.start(`${id}:captions`, vtt, 'captions', (media: MediaRef) => {
		const place = placeOfId(editor.state.doc, id);
		if (!place) return;
		const track: CaptionTrack = { lang: getLocale(), label: m.editor_captions_label(), media };
		const captions = [...(place.node.attrs.captions as CaptionTrack[]), track];
		editor.view.dispatch(editor.state.tr.setNodeAttribute(place.pos, 'captions', captions));
	});
	return true;
}

/** Puts dropped or pasted pictures and videos into blocks of their own after the block at a position. Gives false when there are none. */
export function insertFiles(editor: Editor, uploads: Uploads, files: File[], near: number): boolean {
	const media = files.filter((file) => /^(image|video)\//.test(file.type));
	for (const file of media) {
		const $near = editor.state.doc.resolve(Math.min(near, editor.state.doc.content.size));
		if ($near.depth < 1) return false;
		const pos =
			$near.depth > 1
				? $near.after(2)
				: Math.max($near.pos, $near.start(1) + ($near.node(1).firstChild?.nodeSize ?? 0));
		insertBlock(pos, { type: file.type.startsWith('image/') ? 'image' : 'video' })(
			editor.state,
			editor.view.dispatch
		);
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
