// Builds everything in the order in which one part needs another; plain JavaScript because Node 20 runs no TypeScript.
import { existsSync } from 'node:fs';
import { build } from 'vite';
import { copySchemas } from './schemas.js';

copySchemas();

/** @type {[part: string, mode: string][]} */
const parts = [
	['sco', 'production'],
	['sco', 'video'], // the film player, a script of its own
	['content', 'production'],
	['app', 'production'],
	['cli', 'production']
];
// `node src/cli/build.js sco` builds only that part.
const wanted = process.argv.slice(2);
for (const [part, mode] of parts) {
	if (wanted.length && !wanted.includes(part)) continue;
	const configFile = part === 'app' ? 'vite.config.ts' : `src/${part}/vite.config.ts`;
	if (existsSync(configFile)) await build({ configFile, mode, logLevel: 'warn' });
}
