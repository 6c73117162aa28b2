// Builds the content origin's files: engines and frame page first, because the worker carries them as text.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const out = 'build/content';
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * One classic script from one entry.
 * @param {string} entry
 * @param {Record<string, string>} [define]
 * @returns {Promise<string>}
 */
async function script(entry, define = {}) {
	const result = await build({
		configFile: false,
		logLevel: 'warn',
		define,
		resolve: { alias: { $lib: here('../lib') } },
		build: {
			write: false,
			target: 'es2022',
			// modulePreload's helper has no place in a worker.
			modulePreload: false,
			rollupOptions: { input: here(entry), output: { format: 'iife' } }
		}
	});
	const [bundle] = Array.isArray(result) ? result : [result];
	if (!bundle || !('output' in bundle)) throw new Error(`nothing was built from ${entry}`);
	return bundle.output[0].code;
}

const javascript = 'text/javascript; charset=utf-8';
const files = {
	'/frame': { type: 'text/html; charset=utf-8', text: readFileSync(here('frame.html'), 'utf8') },
	'/frame.js': { type: javascript, text: await script('frame.ts') },
	'/scorm12.js': { type: javascript, text: await script('scorm12.ts') },
	'/scorm2004.js': { type: javascript, text: await script('scorm2004.ts') }
};
mkdirSync(out, { recursive: true });
writeFileSync(`${out}/worker.js`, await script('worker.ts', { __FRAME_FILES__: JSON.stringify(files) }));
writeFileSync(`${out}/install.js`, await script('install.ts'));
writeFileSync(`${out}/install.html`, readFileSync(here('install.html'), 'utf8'));
