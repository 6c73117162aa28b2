import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['cookie', 'baseLocale'],
			cookieName: 'yuanke-lang',
			emitTsDeclarations: true
		}),
		sveltekit()
	],
	// PouchDB's browser build names Node's global object.
	define: { global: 'globalThis' },
	ssr: { noExternal: ['svelte-tiptap', 'bits-ui', '@lucide/svelte'] },
	build: { target: 'es2022' }
});
