import type { MediaRef } from '$lib/lesson';
import type { Editor } from '@tiptap/core';
import { insertBlock, roomBelow } from './block-commands';
import { captionsFile } from './captions';
import { addPart } from './parts';
import { placeOfId } from './places';
import type { Uploads } from './uploads.svelte';
import { wantedFor } from './wanted';

/** Under what key a file for an attribute of a node is on its way. */
export const uploadKey = (id: string, name = 'media'): string => (name === 'media' ? id : `${id}:${name}`);

/** Prepares and sends a file for an attribute of the node with an id. */
export function fillBlock(editor: Editor, uploads: Uploads, id: string, file: File, name = 'media'): void {
	const kind = placeOfId(editor.state.doc, id)?.node.type.name;
	uploads.start(uploadKey(id, name), file, wantedFor(kind, name));
}

/** The kind of block a file of its own becomes; null for a file that belongs into none. */
function kindFor(file: File): 'image' | 'video' | 'audio' | 'attachment' | null {
	const family = /^(image|video|audio)\//.exec(file.type)?.[1];
	if (family) return family as 'image' | 'video' | 'audio';
	// Systems without an entry for Matroska give its files no type.
	if (/\.(mkv|mov|mts|ts)$/i.test(file.name)) return 'video';
	return /\.(pdf|docx?|xlsx?|pptx?|zip)$/i.test(file.name) ? 'attachment' : null;
}

/** Whether a file dropped on a selected block belongs into it. */
export const takesFile = (kind: string, file: File): boolean =>
	kindFor(file) === (kind === 'galleryImage' ? 'image' : kind);

/** Adds a picture to a gallery for each file. */
export function addPictures(editor: Editor, uploads: Uploads, galleryId: string, files: File[]): void {
	for (const file of files) {
		const gallery = placeOfId(editor.state.doc, galleryId);
		if (!gallery) return;
		const last = gallery.node.lastChild;
		const empty = last && !last.attrs.media && !uploads.get(String(last.attrs.id)) ? last : null;
		if (!empty) {
			const end = gallery.pos + gallery.node.nodeSize - 1;
			if (!addPart(end, 'galleryImage')(editor.state, editor.view.dispatch)) return;
		}
		const id = placeOfId(editor.state.doc, galleryId)?.node.lastChild?.attrs.id as string | undefined;
		if (id) fillBlock(editor, uploads, id, file);
	}
}

/**
 * Sends a caption file into a film: beside those it has, or in place of the track with the file `replaced`. Throws
 * `captions_malformed` with the line that cannot be read.
 */
export async function addCaptions(
	uploads: Uploads,
	id: string,
	file: File,
	replaced?: MediaRef
): Promise<void> {
	uploads.start(captionsKey(id, replaced), await captionsFile(file), 'captions');
}

/** Under what key captions for a film are on their way. */
export const captionsKey = (id: string, replaced?: MediaRef): string =>
	replaced ? `${id}:captions:${replaced.sha256}` : `${id}:captions`;

/** Puts dropped or pasted pictures, videos, sounds and documents into blocks of their own after the block at a position. Gives false when there are none. */
export function insertFiles(editor: Editor, uploads: Uploads, files: File[], near: number): boolean {
	const media = files.filter((file) => kindFor(file) !== null);
	for (const file of media) {
		const $near = editor.state.doc.resolve(Math.min(near, editor.state.doc.content.size));
		if ($near.depth < 1) return false;
		const pos =
			$near.depth > 1
				? $near.after(2)
				: Math.max($near.pos, $near.start(1) + ($near.node(1).firstChild?.nodeSize ?? 0));
		insertBlock(pos, { type: kindFor(file) ?? 'attachment' })(editor.state, editor.view.dispatch);
		const { node, id } = selectedMedia(editor);
		if (node && id) fillBlock(editor, uploads, id, file);
		near = editor.state.selection.from;
	}
	roomBelow(editor.state, editor.view.dispatch);
	return media.length > 0;
}

function selectedMedia(editor: Editor) {
	const node = editor.state.doc.nodeAt(editor.state.selection.from);
	return { node, id: node?.attrs.id as string | undefined };
}
