import type { Figure } from '$lib/store';
import type { Database } from '$lib/store/node';
import { allWritten, notFoundIsNull } from './documents';

/** How much is held in memory at most, in parts: a figure is one and as many as it has answers and evidence. */
const mostParts = 50_000;

/**
 * The documents of `figures`, those used last also in memory: the next page of a device continues the same chain and mostly the
 * same attempt. Nobody else may write them while this one is used.
 */
export class KeptFigures {
	/** The one used longest ago first; null is known to be missing. */
	readonly #recent = new Map<string, Figure | null>();
	#parts = 0;
	#written = 0;

	constructor(private readonly db: Database<Figure>) {}

	/** A figure as it was written last; null when there is none. It may not be changed in place. */
	async get<F extends Figure>(id: string): Promise<F | null> {
		const held = this.#recent.get(id);
		const written = this.#written;
		const figure = held === undefined ? await notFoundIsNull(this.db.get(id)) : held;
		// What was read while something was written may be the older one.
		if (written === this.#written) this.#keep(id, figure);
		return figure as F | null;
	}

	/** Writes figures at once; gives them with their new revisions. After a failure everything is read again. */
	async write<F extends Figure>(figures: readonly F[]): Promise<(F & { _rev: string })[]> {
		try {
			const answers = await this.db.bulkDocs([...figures]);
			allWritten(answers);
			const written = figures.map((figure, i) => ({ ...figure, _rev: answers[i]?.rev ?? '' }));
			this.#written++;
			for (const figure of written) this.#keep(figure._id, figure);
			return written;
		} catch (error) {
			this.forget();
			throw error;
		}
	}

	/** Reads everything from the disk again. */
	forget(): void {
		this.#written++;
		this.#recent.clear();
		this.#parts = 0;
	}

	#keep(id: string, figure: Figure | null): void {
		this.#parts -= partsOf(this.#recent.get(id));
		this.#recent.delete(id);
		this.#recent.set(id, figure);
		this.#parts += partsOf(figure);
		for (const [oldest, held] of this.#recent) {
			if (this.#parts <= mostParts) return;
			this.#recent.delete(oldest);
			this.#parts -= partsOf(held);
		}
	}
}

function partsOf(figure: Figure | null | undefined): number {
	if (figure === undefined) return 0;
	return figure?.kind === 'attempt' ? 1 + Object.keys(figure.answers).length + figure.evidence.length : 1;
}
