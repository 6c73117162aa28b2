// The entry of what an administrator does with the hub stopped: builds when the sources changed, then does it.
import { pathToFileURL } from 'node:url';
import { runBuild } from './run-build.js';
import { isStale, sourceStamp } from './stamp.js';

// Nobody else on this computer may read what is written.
process.umask(0o077);

try {
	if (isStale(sourceStamp())) await runBuild();
	/** @type {{ care(args: string[]): Promise<number> }} */
	const { care } = await import(pathToFileURL('build/cli/care.js').href);
	process.exitCode = await care(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 2;
}
