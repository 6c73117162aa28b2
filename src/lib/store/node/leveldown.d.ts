declare module 'leveldown' {
	type Write = (...args: unknown[]) => void;
	interface LevelDown {
		_put: Write;
		_batch: Write;
		_del: Write;
	}
	export default function leveldown(location: string): LevelDown;
}
