import { SerialQueue, UserError } from '$lib/base';
import leveldown, {
	type Done,
	type Key,
	type LevelDown,
	type LevelIterator,
	type Operation
} from 'leveldown';
import { setTimeout as pause } from 'node:timers/promises';
import { Gate } from './gate';
import { mustHaveRoom } from './room';
import { RecentKeys } from './recent-keys';
import { storeFailure } from './store-failure';
import { WaitingIterator } from './waiting-iterator';

/** How a database is kept. */
export interface Keeping {
	/** Whether a write is on the disk before it is acknowledged. */
	sync: boolean;
	/** Told when what is stored cannot be read or made right again: nothing may be answered from it any more. */
	onDamage: (failure: UserError) => void;
}

/** How long a database that was closed may take to open again, and those who read it to come to an end, in ms. */
const patience = { open: 20_000, readers: 5_000 };
const probe = '\xff\xffprobe';

/**
 * LevelDB that can be trusted after a write has failed. By itself it goes on in the torn log: everything it acknowledges from
 * then on is gone at the next start. Here a failed write is the last one of that log. Reads go on from what was acknowledged;
 * every further write first asks for room, closes the database, opens it again (which begins a new log), compares all that the
 * log could have held with what it was, and writes what differs anew, so that
 *
 * - what was acknowledged is there,
 * - a write that was told to have failed has not happened, whatever of it came onto the disk: PouchDB, above, goes on with the
 *   sequence numbers it has in memory, and must find under them what it knows,
 * - and only then is anything acknowledged again. Until then writes fail with `hub_disk_full` or its like.
 */
class Guard {
	readonly #writes = new SerialQueue();
	readonly #readers = new Gate();
	readonly #gets = new Gate();
	readonly #recent = new RecentKeys();
	readonly #plain: Pick<LevelDown, '_open' | '_close' | '_get' | '_getMany' | '_batch' | '_iterator'>;
	#options: object = {};
	#reading = 0;
	/** The keys of the write that failed; null while all is well. */
	#failed: Key[] | null = null;

	constructor(
		private readonly level: LevelDown,
		private readonly keeping: Keeping
	) {
		const { _open, _close, _get, _getMany, _batch, _iterator } = level;
		this.#plain = {
			_open: _open.bind(level),
			_close: _close.bind(level),
			_get: _get.bind(level),
			_getMany: _getMany.bind(level),
			_batch: _batch.bind(level),
			_iterator: _iterator.bind(level)
		};
	}

	open(options: object, done: Done): void {
		this.#options = options;
		this.#failed = null;
		this.#plain._open(options, done);
	}

	/** After the writes given so far. */
	close(done: Done): void {
		void this.#writes.idle().then(() => this.#plain._close(done));
	}

	write(operations: Operation[], done: Done): void {
		this.#writes.run(() => this.#write(operations)).then(() => done(undefined), done);
	}

	get(key: Key, options: object, done: Done<Key>): void {
		this.#gets.pass(() => this.#plain._get(key, options, (error, value) => this.#answer(done, error, value)));
	}

	getMany(keys: Key[], options: object, done: Done<(Key | undefined)[]>): void {
		this.#gets.pass(() =>
			this.#plain._getMany(keys, options, (error, values) => this.#answer(done, error, values))
		);
	}

	iterator(options: object): LevelIterator {
		const begin = () => {
			this.#reading++;
			return this.#plain._iterator(options);
		};
		const hear = { onEnd: () => this.#reading--, onError: (error: Error) => void this.#damaged(error) };
		return new WaitingIterator(this.#readers, begin, hear);
	}

	/** PouchDB takes any failed read for "there is no such document": a damaged database must not answer. */
	#answer<T>(done: Done<T>, error: Error | null | undefined, value?: T): void {
		if (!error || /not ?found/i.test(error.message)) return done(error, value);
		void this.#damaged(error);
	}

	async #write(operations: Operation[]): Promise<void> {
		if (this.#failed) await this.#mend(this.#failed);
		try {
			await this.#batch(operations, this.keeping.sync);
		} catch (cause) {
			this.#failed = operations.map(({ key }) => key);
			throw storeFailure(cause) ?? cause;
		}
		this.#recent.note(operations);
	}

	/** Throws, with everything as it was, while there is no room; once closed, the database comes back right or not at all. */
	async #mend(failed: Key[]): Promise<void> {
		await mustHaveRoom(this.level.location);
		this.#readers.shut();
		try {
			if (!(await this.#readersEnded()))
				throw new UserError('hub_disk_full', {}, { cause: new Error('still read') });
			const keys = [...new Set([...this.#recent.all(), ...failed])];
			// The failed write never came into the memory of the open database: this is exactly what was acknowledged.
			const truth = await this.#values(keys);
			this.#gets.shut();
			await this.#reopen(keys, truth);
			this.#failed = null;
		} finally {
			this.#gets.open();
			this.#readers.open();
		}
	}

	async #readersEnded(): Promise<boolean> {
		for (let waited = 0; this.#reading > 0; waited += 10) {
			if (waited >= patience.readers) return false;
			await pause(10);
		}
		return true;
	}

	async #reopen(keys: Key[], truth: Values): Promise<void> {
		let open = true;
		for (const end = Date.now() + patience.open; ; await pause(250)) {
			try {
				if (open) await promised<void>((done) => this.#plain._close(done));
				open = false;
				await promised<void>((done) => this.#plain._open(this.#options, done));
				open = true;
				await this.#restore(keys, truth);
				return;
			} catch (error) {
				if (Date.now() < end && storeFailure(error)?.code !== 'hub_data_damaged') continue;
				await this.#damaged(error);
			}
		}
	}

	/** Makes the keys hold what they held, and proves that a write comes back. */
	async #restore(keys: Key[], truth: Values): Promise<void> {
		const now = await this.#values(keys);
		const operations = keys.flatMap((key, i): Operation[] => {
			const value = truth[i];
			if (same(value, now[i])) return [];
			return [value === undefined ? { type: 'del', key } : { type: 'put', key, value }];
		});
		const sign = String(Date.now());
		await this.#batch([...operations, { type: 'put', key: probe, value: sign }], true);
		const [back, ...held] = await this.#values([probe, ...keys]);
		if (String(back) !== sign || !held.every((value, i) => same(value, truth[i])))
			throw new UserError('hub_data_damaged', {}, { cause: new Error('mended, but not right') });
		await this.#batch([{ type: 'del', key: probe }], true);
	}

	#batch(operations: Operation[], sync: boolean): Promise<void> {
		return promised<void>((done) => this.#plain._batch(operations, { sync }, done));
	}

	async #values(keys: Key[]): Promise<Values> {
		if (!keys.length) return [];
		const values = await promised<Values>((done) => this.#plain._getMany(keys, { asBuffer: true }, done));
		return values ?? [];
	}

	/** Says so, and never settles: whoever waits is answered by the end of the process. */
	#damaged(cause: unknown): Promise<never> {
		this.keeping.onDamage(storeFailure(cause) ?? new UserError('hub_data_damaged', {}, { cause }));
		return new Promise<never>(() => undefined);
	}
}

type Values = (Key | undefined)[];

function promised<T>(call: (done: Done<T>) => void): Promise<T | undefined> {
	return new Promise((resolve, reject) => call((error, result) => (error ? reject(error) : resolve(result))));
}

const same = (a: Key | undefined, b: Key | undefined) =>
	a === undefined || b === undefined ? a === b : Buffer.from(a).equals(Buffer.from(b));

/** A leveldown over a folder whose writes and reads go through a {@link Guard}. */
export function guardedLevel(location: string, keeping: Keeping): LevelDown {
	const level = leveldown(location);
	const guard = new Guard(level, keeping);
	level._open = (options, done) => guard.open(options, done);
	level._close = (done) => guard.close(done);
	level._get = (key, options, done) => guard.get(key, options, done);
	level._getMany = (keys, options, done) => guard.getMany(keys, options, done);
	level._put = (key, value, _, done) => guard.write([{ type: 'put', key, value }], done);
	level._del = (key, _, done) => guard.write([{ type: 'del', key }], done);
	level._batch = (operations, _, done) => guard.write(operations, done);
	level._iterator = (options) => guard.iterator(options);
	// PouchDB uses neither; what went past the guard could not be made right.
	level._clear = (_, done) => done(new Error('clear is not guarded'));
	level._chainedBatch = () => {
		throw new Error('chained batches are not guarded');
	};
	return level;
}
