import type { Done, Key, LevelIterator } from 'leveldown';
import type { Gate } from './gate';

/**
 * A LevelDB iterator that begins when a gate is open, at once where it is. `onEnd` is told when the real one has ended; `onError`
 * is told of a failed read, and the reader is not: a stream of PouchDB's would throw it where nobody catches.
 */
export class WaitingIterator implements LevelIterator {
	#inner: LevelIterator | null = null;

	constructor(
		private readonly gate: Gate,
		begin: () => LevelIterator,
		private readonly hear: { onEnd: () => void; onError: (error: Error) => void }
	) {
		gate.pass(() => (this.#inner = begin()));
	}

	next(done: (...args: unknown[]) => void): this {
		this.#when((inner) =>
			inner.next((error, ...found) => {
				if (error instanceof Error && error.message !== 'iterator has ended') this.hear.onError(error);
				else done(error, ...found);
			})
		);
		return this;
	}

	seek(target: Key): void {
		this.#when((inner) => inner.seek(target));
	}

	end(done: Done): void {
		this.#when((inner) =>
			inner.end((error) => {
				this.hear.onEnd();
				done(error);
			})
		);
	}

	/** One that has begun goes on, whatever the gate does: it is what is waited for. */
	#when(then: (inner: LevelIterator) => void): void {
		if (this.#inner) then(this.#inner);
		else this.gate.pass(() => this.#inner && then(this.#inner));
	}
}
