// Builds everything in the order in which one part needs another; plain JavaScript because Node 20 runs no TypeScript.
import { existsSync } from 'node:fs';
import { build } from 'vite';

for (const part of ['sco', 'content', 'app', 'cli']) {
	const configFile = part === 'app' ? 'vite.config.ts' : `src/${part}/vite.config.ts`;
	if (existsSync(configFile)) await build({ configFile, logLevel: 'warn' });
}
