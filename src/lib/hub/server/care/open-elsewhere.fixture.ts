import { spawn } from 'node:child_process';
import { join } from 'node:path';

const program = `
const level = require('leveldown')(process.argv[1]);
level.open((error) => {
	console.log(error ? String(error.message) : 'open');
	if (error) process.exit(0);
});
process.stdin.resume().on('end', () => process.exit(0));`;

/** Opens the first database of a data folder in a process of its own, as a hub does; `said` is `open`, or why not. */
export function openElsewhere(data: string): { said: Promise<string>; end(): Promise<void> } {
	const child = spawn(process.execPath, ['-e', program, join(data, 'db/lessons')]);
	const said = new Promise<string>((resolve) =>
		child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()))
	);
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	return {
		said,
		end: () => {
			child.stdin.end();
			return ended;
		}
	};
}
