import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchForFalls } from './falls';

function watched() {
	const [falls, notes]: [unknown[], unknown[]] = [[], []];
	const process = new EventEmitter();
	watchForFalls(
		process,
		(error) => falls.push(error),
		(...said: unknown[]) => notes.push(said)
	);
	return { process, falls, notes };
}

test.each(['unhandledRejection', 'uncaughtException'])(
	'%s: a broken connection is noted and nothing falls',
	(event) => {
		const { process, falls, notes } = watched();
		process.emit(event, Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
		expect([falls.length, notes.length]).toEqual([0, 1]);
	}
);

test.each([new Error('Invalid array length'), 'a text', undefined])(
	'%s is said and ends the hub, once',
	(error) => {
		const { process, falls, notes } = watched();
		process.emit('unhandledRejection', error);
		process.emit('uncaughtException', error);
		expect([falls.length, notes.length]).toEqual([1, 2]);
	}
);
