/** What we use of leveldown: below its public face, where PouchDB cannot tell the difference. */
declare module 'leveldown' {
	type Done<T = void> = (error: Error | null | undefined, result?: T) => void;
	type Key = string | Buffer;
	type Operation = { type: 'put'; key: Key; value: Key } | { type: 'del'; key: Key };

	interface LevelIterator {
		next(done: (...args: unknown[]) => void): unknown;
		seek(target: Key): void;
		end(done: Done): void;
	}

	interface LevelDown {
		location: string;
		_open: (options: object, done: Done) => void;
		_close: (done: Done) => void;
		_get: (key: Key, options: object, done: Done<Key>) => void;
		_getMany: (keys: Key[], options: object, done: Done<(Key | undefined)[]>) => void;
		_put: (key: Key, value: Key, options: object, done: Done) => void;
		_del: (key: Key, options: object, done: Done) => void;
		_batch: (operations: Operation[], options: object, done: Done) => void;
		_iterator: (options: object) => LevelIterator;
		_clear: (options: object, done: Done) => void;
		_chainedBatch: () => object;
	}

	function leveldown(location: string): LevelDown;
	namespace leveldown {
		const prototype: LevelDown;
		function destroy(location: string, done: Done): void;
	}
	export { type Done, type Key, type LevelDown, type LevelIterator, type Operation };
	export default leveldown;
}
