import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The run-time as classic scripts: modules do not load from a plain folder. Mode `video` builds the film player, which
 * only lessons with a film carry.
 */
export default defineConfig(({ mode }) => {
	const name = mode === 'video' ? 'video' : 'sco';
	return {
		root,
		publicDir: false,
		plugins: [
			paraglideVitePlugin({
				project: './project.inlang',
				outdir: './src/lib/paraglide',
				strategy: ['cookie', 'baseLocale'],
				cookieName: 'yuanke-lang',
				emitTsDeclarations: true
			})
		],
		resolve: { alias: { $lib: `${root}src/lib`, $messages: `${root}src/lib/paraglide/messages.js` } },
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			target: 'es2020',
			outDir: 'build/sco',
			emptyOutDir: name === 'sco',
			lib: {
				entry: `src/sco/${name}.ts`,
				formats: ['iife'],
				name: `yuanke_${name}`,
				fileName: () => `${name}.js`,
				cssFileName: name
			}
		}
	};
});
