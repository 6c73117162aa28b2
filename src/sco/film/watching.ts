import { Watched } from './watched';

/** The longest time between two of a film's signs of life while it plays, in seconds of the clock. */
const tick = 2.5;

/** Follows a film as it plays: which stretches were played, and how far it ever got. */
export class Watching {
	#watched = new Watched([], 0);
	#last: number | null = null;
	/** The farthest moment that was reached by playing, in seconds. */
	furthest: number;
	#ended = false;

	constructor(
		readonly film: HTMLVideoElement,
		/** Length as the lesson knows it, for a file that does not say; 0: not known. */
		readonly known: number,
		before: { furthest: number },
		onStep: () => void
	) {
		this.furthest = before.furthest;
		film.addEventListener('playing', () => (this.#last = film.currentTime));
		film.addEventListener('seeking', () => (this.#last = null));
		film.addEventListener('seeked', () => (this.#last = film.currentTime));
		for (const sign of ['timeupdate', 'pause'] as const)
			film.addEventListener(sign, () => {
				if (!film.seeking) this.#step(film.currentTime);
				if (sign === 'timeupdate' && !film.paused) onStep();
			});
		film.addEventListener('ended', () => {
			this.#step(this.length || film.currentTime);
			this.#ended = true;
		});
	}

	/** Seconds; 0 while nobody knows. */
	get length(): number {
		const { duration } = this.film;
		return Number.isFinite(duration) && duration > 0 ? duration : this.known;
	}

	/** A film of unknown length that came to its end was seen. */
	get percent(): number {
		return this.length ? this.#watched.percent(this.length) : this.#ended ? 100 : 0;
	}

	get parts(): number[] {
		return this.#watched.parts(this.length);
	}

	/** Goes on from the parts seen before, once the length is known. */
	resume(parts: readonly number[]): void {
		this.#watched = new Watched(parts, this.length);
	}

	#step(now: number): void {
		const last = this.#last;
		this.#last = now;
		// Larger than any sign of life leaves: a jump.
		if (last === null || now < last || now - last > tick * this.film.playbackRate) return;
		this.#watched.add(last, now);
		this.furthest = Math.max(this.furthest, now);
	}
}
