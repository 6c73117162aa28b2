import type { CaptionTrack, MediaRef } from '$lib/lesson';
import { posterSuffix } from '$lib/media';
import { getLocale } from '$lib/paraglide/runtime';
import * as m from '$messages';
import type { Editor } from '@tiptap/core';
import { placeOfId } from './places';

/** Whether a block is there for what travels under a key. */
export const hasPlace = (editor: Editor, key: string): boolean =>
	placeOfId(editor.state.doc, key.split(':')[0] ?? '') !== null;

/**
 * Puts a file that has arrived into its block. What replaces an earlier file can be undone; the first one belongs to making
 * the block.
 */
export function putIntoBlock(editor: Editor, key: string, media: MediaRef): void {
	const [id = '', role = 'media', replaced] = key.split(':');
	const place = placeOfId(editor.state.doc, id);
	if (!place) return;
	const { attrs, type } = place.node;
	const { tr } = editor.state;
	const set = (name: string, value: unknown) => tr.setNodeAttribute(place.pos, name, value);
	if (role === 'captions') {
		const track: CaptionTrack = { lang: getLocale(), label: m.editor_captions_label(), media };
		const tracks = attrs.captions as CaptionTrack[];
		const mended = tracks.map((one) => (one.media.sha256 === replaced ? { ...one, media } : one));
		set('captions', tracks.some((one) => one.media.sha256 === replaced) ? mended : [...tracks, track]);
		return editor.view.dispatch(tr);
	}
	const before = attrs[role] as MediaRef | null;
	// A still taken from the film does not replace one that a person has chosen.
	const taken = (ref: MediaRef) => ref.name.endsWith(posterSuffix);
	if (role === 'poster' && before && taken(media) && !taken(before)) return;
	set(role, media);
	if (type.name === 'video' && role === 'media') set('standard', null);
	if (role === 'media' && attrs.title === '') set('title', media.name.replace(/\.[^.]+$/, ''));
	if (!before) tr.setMeta('addToHistory', false);
	editor.view.dispatch(tr);
}
