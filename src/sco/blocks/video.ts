import { videoParts, watchedPercent, type VideoState } from '$lib/lesson/tracking';
import * as m from '$messages';
import { el } from '../dom';
import type { Behaviour } from './behaviour';

/** A film: goes on where it was left, and counts the seconds really played. */
export const video: Behaviour = (element, item, session) => {
	const film = element.querySelector('video');
	if (!film || item?.kind !== 'video') return;
	const status = el('p', { class: 'watched', role: 'status' });
	const stage = el('div', { class: 'stage' });
	film.before(stage);
	stage.append(film);
	element.append(status);

	const before = session.state.videos[item.sid] ?? {
		position: 0,
		furthest: 0,
		percent: 0,
		seen: []
	};
	const known: VideoState = { ...before };
	let played = new Set<number>();
	const length = () => Math.max(1, Math.floor(film.duration || item.seconds || 1));

	const say = () => {
		status.textContent =
			known.percent >= watchedPercent
				? `✓ ${m.sco_video_done()}`
				: m.sco_video_watched({ percent: known.percent });
	};
	const keep = (soon: boolean) => {
		known.position = Math.floor(film.currentTime);
		known.furthest = Math.max(known.furthest, known.position);
		const percent = Math.min(100, Math.floor((played.size / length()) * 100));
		const through = known.percent < watchedPercent && percent >= watchedPercent;
		known.percent = Math.max(known.percent, percent);
		known.seen = partsSeen(played, length());
		session.watch(item.sid, { ...known }, soon || through);
		say();
	};

	film.addEventListener(
		'loadedmetadata',
		() => {
			played = secondsOf(before.seen, length());
			if (before.position > 0 && before.position < length() - 2) film.currentTime = before.position;
		},
		{ once: true }
	);
	let last = -1;
	film.addEventListener('timeupdate', () => {
		if (film.paused || film.seeking) return;
		const now = Math.floor(film.currentTime);
		// Events may be a second apart on a slow machine; a larger step is a jump.
		for (let s = now - last <= 2 && now > last ? last + 1 : now; s <= now; s++)
			if (s < length()) played.add(s);
		if (now !== last) keep(false);
		last = now;
	});
	film.addEventListener('seeked', () => (last = Math.floor(film.currentTime)));
	film.addEventListener('pause', () => keep(true));
	film.addEventListener('ended', () => keep(true));
	film.addEventListener('error', () => (status.textContent = m.sco_video_failed()), true);
	say();
	window.YUANKE_FILM?.(film, session.lesson.lang);
};

/** The first second of a part of a film, and of the one after. */
const bounds = (part: number, length: number): [number, number] => [
	Math.floor((part * length) / videoParts),
	Math.floor(((part + 1) * length) / videoParts)
];
const seconds = (part: number, length: number): number[] => {
	const [from, to] = bounds(part, length);
	// A film shorter than its parts has several parts in one second.
	return Array.from({ length: Math.max(1, to - from) }, (_, i) => from + i);
};

/** The parts of which every second was played. */
const partsSeen = (played: Set<number>, length: number): number[] =>
	Array.from({ length: videoParts }, (_, part) => part).filter((part) =>
		seconds(part, length).every((second) => played.has(second))
	);

const secondsOf = (parts: number[], length: number): Set<number> =>
	new Set(parts.flatMap((part) => seconds(part, length)));
