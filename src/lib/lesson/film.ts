import type { NodeJson } from './block';

/** What a cue of a film asks of the one who watches. */
export type CueRequired = 'no' | 'answered' | 'right';

/** One thing that comes up in a film: `question` is the question's node, null for a note. */
export interface FilmCue {
	node: NodeJson;
	/** Seconds from the film's beginning. */
	at: number;
	required: CueRequired;
	pause: boolean;
	rewindTo: number | null;
	question: NodeJson | null;
}

/** The cues of a film's node by time; those at one moment keep their order. */
export function cuesOf(film: NodeJson): FilmCue[] {
	return (film.content ?? [])
		.filter((node) => node.type === 'cue')
		.map(cueOf)
		.sort((a, b) => a.at - b.at);
}

function cueOf(node: NodeJson): FilmCue {
	const { at, required, pause, rewindTo } = node.attrs ?? {};
	const first = node.content?.[0];
	const question = first && first.type !== 'paragraph' ? first : null;
	return {
		node,
		question,
		at: Number(at) || 0,
		// A note has nothing to answer.
		required: question && (required === 'answered' || required === 'right') ? required : 'no',
		pause: question !== null || pause !== false,
		rewindTo: question && typeof rewindTo === 'number' ? rewindTo : null
	};
}

/** A moment as people say it: `1:05`, `1:02:05`; with `tenths`, `1:05.3`. */
export function timeText(seconds: number, tenths = false): string {
	const all = Math.max(0, tenths ? Math.round(seconds * 10) / 10 : Math.floor(seconds));
	const [h, min] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
	const sec = (all % 60).toFixed(tenths ? 1 : 0).padStart(tenths ? 4 : 2, '0');
	return h ? `${h}:${String(min).padStart(2, '0')}:${sec}` : `${min}:${sec}`;
}

/** Reads a moment as people write it, `1:05`, `65`, `1:02:05.3`, also with `：`; null when it is none. */
export function readTime(text: string): number | null {
	const parts = text.trim().replaceAll('：', ':').split(':');
	if (
		parts.length > 3 ||
		!parts.every((part, i) => (i === parts.length - 1 ? /^\d+(\.\d+)?$/ : /^\d+$/).test(part))
	)
		return null;
	return Math.round(parts.reduce((sum, part) => sum * 60 + Number(part), 0) * 10) / 10;
}
