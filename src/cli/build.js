// Builds everything in the order in which one part needs another; plain JavaScript because Node 20 runs no TypeScript.
import { execFileSync } from 'node:child_process';
import { build } from 'vite';
import { buildCare } from './build-care.js';
import { copySchemas } from './schemas.js';
import { sourceStamp, writeStamp } from './stamp.js';

process.env.NODE_ENV = 'production';

/** @type {Record<string, () => unknown>} */
const parts = {
	xsd: copySchemas,
	sco: async () => {
		for (const mode of ['production', 'video'])
			// the film player is a script of its own
			await build({ configFile: 'src/sco/vite.config.ts', mode, logLevel: 'warn' });
	},
	content: () => import('../content/build.js'),
	cli: () => buildCare(),
	app: () => build({ configFile: 'vite.config.ts', logLevel: 'warn' })
};

// `node src/cli/build.js sco` builds only that part.
// tsconfig.json extends a file that SvelteKit makes; a fresh clone has none, and no part builds without it.
execFileSync(process.execPath, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'], { stdio: 'inherit' });

const stamp = sourceStamp();
const asked = process.argv.slice(2).filter((part) => part in parts);
for (const [part, run] of Object.entries(parts)) if (!asked.length || asked.includes(part)) await run();
if (!asked.length) writeStamp(stamp);
