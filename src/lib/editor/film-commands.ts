import type { NodeJson } from '$lib/lesson';
import type { Node } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import { placeOfId, selectionIn } from './places';

/** A moment as cues hold it: tenths of a second, not before the beginning. */
export const moment = (seconds: number): number => Math.max(0, Math.round(seconds * 10) / 10);

/** Where among a film's cues one belongs that comes at a moment: after those at the same time. */
function cuePos(film: Node, filmPos: number, at: number): number {
	let pos = filmPos + 1;
	film.forEach((cue, offset) => {
		if (Number(cue.attrs.at) <= at) pos = filmPos + 1 + offset + cue.nodeSize;
	});
	return pos;
}

/** Adds a cue to the film at a position: a note, or what is given. */
export const addCue =
	(filmPos: number, seconds: number, content: NodeJson = { type: 'paragraph' }): Command =>
	(state, dispatch) => {
		const film = state.doc.nodeAt(filmPos);
		if (film?.type.name !== 'video') return false;
		const at = moment(seconds);
		const required = content.type === 'paragraph' ? 'no' : 'answered';
		const cue = state.schema.nodeFromJSON({ type: 'cue', attrs: { at, required }, content: [content] });
		const pos = cuePos(film, filmPos, at);
		const tr = state.tr.insert(pos, cue);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
		return true;
	};

/** Moves a cue to another moment, and among the others to where it then belongs. */
export const moveCue =
	(id: string, seconds: number): Command =>
	(state, dispatch) => {
		const place = placeOfId(state.doc, id);
		const at = moment(seconds);
		if (place?.node.type.name !== 'cue' || place.node.attrs.at === at) return false;
		const { tr } = state;
		const end = place.pos + place.node.nodeSize;
		const $pos = state.doc.resolve(place.pos);
		const film = $pos.parent;
		const order = (index: number) => Number(film.maybeChild(index)?.attrs.at ?? NaN);
		const stays = !(order($pos.index() - 1) > at) && !(order($pos.index() + 1) < at);
		if (stays) tr.setNodeAttribute(place.pos, 'at', at);
		else {
			const filmPos = $pos.before();
			tr.delete(place.pos, end);
			const rest = tr.doc.nodeAt(filmPos);
			if (!rest) return false;
			const moved = place.node.type.create({ ...place.node.attrs, at }, place.node.content);
			tr.insert(cuePos(rest, filmPos, at), moved);
		}
		dispatch?.(tr);
		return true;
	};

/** Adds a chapter at a moment, or leaves the one that is there; gives it no name yet. */
export const addChapter =
	(filmPos: number, seconds: number): Command =>
	(state, dispatch) => {
		const film = state.doc.nodeAt(filmPos);
		if (film?.type.name !== 'video') return false;
		const at = moment(seconds);
		const chapters = film.attrs.chapters as { at: number; title: string }[];
		if (chapters.some((chapter) => chapter.at === at)) return false;
		const all = [...chapters, { at, title: '' }].sort((a, b) => a.at - b.at);
		dispatch?.(state.tr.setNodeAttribute(filmPos, 'chapters', all));
		return true;
	};
