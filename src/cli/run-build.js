import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';

const log = 'build/build.log';

/**
 * Builds in a process of its own, its many words in `build/build.log`; a dot every two seconds shows that it goes on.
 * Throws an Error holding those words when it fails.
 */
export async function runBuild() {
	mkdirSync('build', { recursive: true });
	const out = openSync(log, 'w');
	process.stdout.write('Building 正在编译 (about a minute, only after a change) ');
	const dots = setInterval(() => process.stdout.write('.'), 2000);
	const child = spawn(process.execPath, ['src/cli/build.js'], { stdio: ['ignore', out, out] });
	const code = await new Promise((resolve) => child.once('exit', resolve));
	clearInterval(dots);
	process.stdout.write('\n');
	if (code !== 0) throw new Error(`The build failed:\n${readFileSync(log, 'utf8')}`);
}
