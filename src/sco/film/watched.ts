import { videoParts } from '$lib/lesson/tracking';

type Span = [from: number, to: number];

/** What may be missing at a part's edge, in seconds: a frame or two that no event told of. */
const slack = 0.1;

/** Which stretches of a film were really played, in seconds. */
export class Watched {
	#spans: Span[] = [];

	/** Goes on from the parts seen before; without a length there are none. */
	constructor(parts: readonly number[], length: number) {
		if (length > 0) for (const part of parts) this.add(...bounds(part, length));
	}

	/** Remembers that a stretch was played. */
	add(from: number, to: number): void {
		if (!(to > from)) return;
		const apart = this.#spans.filter(([a, b]) => b < from || a > to);
		const touching = this.#spans.filter(([a, b]) => b >= from && a <= to);
		const all: Span = [
			Math.min(from, ...touching.map(([a]) => a)),
			Math.max(to, ...touching.map(([, b]) => b))
		];
		this.#spans = [...apart, all].sort((a, b) => a[0] - b[0]);
	}

	/** Share of a film of this length that was played, in whole percent; 0 while the length is not known. */
	percent(length: number): number {
		if (!(length > 0) || !Number.isFinite(length)) return 0;
		// Played to the last frame is all of it, whatever rounding says.
		return Math.min(100, Math.floor((this.#within(0, length) / length) * 100 + 1e-6));
	}

	/** The parts of a film of this length that were played through. */
	parts(length: number): number[] {
		if (!(length > 0) || !Number.isFinite(length)) return [];
		return Array.from({ length: videoParts }, (_, part) => part).filter((part) => {
			const [from, to] = bounds(part, length);
			// In a very short film a part is hardly longer than the slack.
			return this.#within(from, to) >= to - from - Math.min(slack, (to - from) / 4);
		});
	}

	#within(from: number, to: number): number {
		return this.#spans.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0);
	}
}

const bounds = (part: number, length: number): Span => [
	(part * length) / videoParts,
	((part + 1) * length) / videoParts
];
