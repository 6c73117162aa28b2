// The one entry: reads the command line, builds when the sources changed, starts the hub and watches over it.
import { help, readArgs } from './args.js';
import { runBuild } from './run-build.js';
import { isStale, sourceStamp } from './stamp.js';
import { supervise } from './supervise.js';

try {
	const options = readArgs(process.argv.slice(2), process.env);
	if (options.help) console.log(help);
	else {
		if (options.rebuild || isStale(sourceStamp())) await runBuild();
		process.exitCode = await supervise(process.argv.slice(2));
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
