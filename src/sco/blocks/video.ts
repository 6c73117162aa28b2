import { isDone, isQuestion, timeText, watchedPercent, type VideoState } from '$lib/lesson/tracking';
import * as m from '$messages';
import { el } from '../dom';
import { captionsFromPage } from '../film/captions';
import { CueStand } from '../film/cue-stand';
import { chapterButtons, putMarks, questionButtons } from '../film/marks';
import { PassingNote } from '../film/passing';
import { SeenPicture } from '../film/picture';
import { takeChapters, takeCues } from '../film/read-cues';
import { farthest, isSettled, letsGoOn, nextCue, type Cue, type Given } from '../film/rules';
import { Watching } from '../film/watching';
import type { Behaviour } from './behaviour';

/**
 * A film: goes on where it was left, counts what was really played, stops for its notes and questions, and does not let one
 * jump past what is still to be seen or answered.
 */
export const video: Behaviour = (element, item, session) => {
	const film = element.querySelector('video');
	if (!film || item?.kind !== 'video') return;
	const cues = takeCues(element);
	const chapters = takeChapters(element);
	const forced = element.dataset.viewing === 'forced';
	const status = el('p', { class: 'watched', role: 'status' });
	const stage = el('div', { class: 'stage' });
	const seen = new SeenPicture();
	const passing = new PassingNote();
	film.before(stage);
	stage.append(film);
	// A film held upright needs the height of the screen, one held across its width.
	const fit = (width: number, height: number) => stage.classList.toggle('portrait', height > width);
	fit(film.width, film.height);

	const before = session.state.videos[item.sid] ?? { position: 0, furthest: 0, percent: 0, seen: [] };
	const known: VideoState = { ...before };
	const watching = new Watching(film, item.seconds, before, () => step());
	let next = 0;

	const given = (cue: Cue): Given => {
		const asked = cue.question === null ? undefined : session.item(cue.question);
		return {
			state: session.state.questions[cue.question ?? 0],
			triesLeft: asked && isQuestion(asked) ? session.triesLeft(asked) : Infinity
		};
	};
	const stand = new CueStand({
		given,
		goOn: () => leaveCue(film.currentTime),
		rewind: (to) => {
			film.currentTime = to;
			leaveCue(to);
		}
	});
	const questions = questionButtons(cues, session, (cue) => jump(cue.at, cue));

	const say = () => {
		const missing = item.required.filter((sid) => !(sid in session.state.questions)).length;
		status.textContent =
			known.percent < watchedPercent
				? m.sco_video_watched({ percent: known.percent })
				: missing
					? m.sco_film_to_answer({ percent: known.percent, n: missing })
					: `✓ ${m.sco_video_done()}`;
		seen.show(known.seen);
		questions.refresh();
		stand.refresh();
	};
	const keep = (soon: boolean) => {
		known.position = Math.floor(film.currentTime);
		known.furthest = Math.floor(watching.furthest);
		const through = known.percent < watchedPercent && watching.percent >= watchedPercent;
		known.percent = Math.max(known.percent, watching.percent);
		known.seen = watching.parts;
		session.watch(item.sid, { ...known }, soon || through);
		say();
	};
	const limit = () =>
		farthest(cues, given, { forced, done: isDone(item, session.state), furthest: watching.furthest });

	/** Plays through to a moment: whatever comes up before it comes up. */
	const comeTo = (now: number) => {
		while (!stand.cue && next < cues.length && cues[next]!.at <= now) {
			const cue = cues[next++]!;
			if (isSettled(cue, given(cue))) continue;
			if (cue.pause) halt(cue);
			else passing.show(...[...cue.element.children].slice(1).map((part) => part.cloneNode(true)));
		}
	};
	const halt = (cue: Cue) => {
		film.pause();
		// The browser's own full screen shows the film alone.
		if (document.fullscreenElement === film) void document.exitFullscreen();
		next = cues.indexOf(cue) + 1;
		stage.classList.add('asking');
		stand.show(cue);
	};
	const leaveCue = (now: number) => {
		stand.hide();
		stage.classList.remove('asking');
		comeTo(now);
		if (stand.cue) return;
		if (!film.ended) void film.play().catch(() => undefined); // some browsers want a press of the play button first
		film.focus({ preventScroll: true });
	};
	/** Goes to a moment, as far as one may; to what comes up there, if given. */
	const jump = (to: number, cue?: Cue) => {
		if (stand.cue) leaveCue(-1);
		if (to > limit()) return hold();
		film.currentTime = to;
		if (cue) halt(cue);
		else void film.play().catch(() => undefined);
	};
	/** Back to where one may be, with the reason. */
	const hold = () => {
		const to = limit();
		const gate = cues.find((cue) => cue.at === to && !letsGoOn(cue, given(cue)));
		film.currentTime = to;
		if (gate) halt(gate);
		passing.show(gate ? m.sco_film_held_question({ time: timeText(gate.at) }) : m.sco_film_held());
	};
	let lastKept = -1;
	const step = () => {
		if (film.seeking) return;
		comeTo(film.currentTime);
		const second = Math.floor(film.currentTime);
		if (second !== lastKept) keep(false);
		lastKept = second;
	};

	const ready = () => {
		fit(film.videoWidth, film.videoHeight);
		watching.resume(before.seen);
		if (before.position > 0 && before.position < watching.length - 2) film.currentTime = before.position;
		if (player?.bar) putMarks(player.bar, cues, chapters, watching.length);
	};
	film.addEventListener('loadedmetadata', ready, { once: true });
	film.addEventListener('seeking', () => {
		// A little beyond is what the browser makes of a jump to the very place.
		if (film.currentTime > limit() + 0.5) hold();
		else if (!stand.cue) next = nextCue(cues, film.currentTime);
	});
	film.addEventListener('play', () => {
		if (stand.cue && letsGoOn(stand.cue, given(stand.cue))) leaveCue(film.currentTime);
		else if (stand.cue) film.pause();
	});
	film.addEventListener('pause', () => keep(true));
	film.addEventListener('ended', () => {
		comeTo(Infinity);
		keep(true);
	});
	film.addEventListener('error', () => (status.textContent = m.sco_video_failed()), true);
	session.onChange((change) => {
		// The question shows its verdict only after this.
		if (change.kind === 'answer')
			queueMicrotask(() => {
				say();
				if (stand.cue?.question === change.sid) stand.answered();
			});
	});
	// A second try is no change of the session's, but changes which button leads on.
	stand.element.addEventListener('click', () => stand.refresh());

	captionsFromPage(film);
	const player = window.YUANKE_FILM?.(film, session.lesson.lang, chapters);
	(player?.frame ?? stage).append(passing.element, stand.element);
	element.append(
		...chapterButtons(chapters, jump),
		...questions.elements,
		el('div', { class: 'film-standing' }, status, seen.element)
	);
	say();
};
