import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ out: 'build/app' }),
		alias: { $messages: 'src/lib/paraglide/messages.js' },
		// The station's shell is served by its service worker for every depth of address, so asset paths must be absolute.
		paths: { relative: false },
		// Two headers are sent: this one, and one from hooks.server.ts that names the content origin, known only at start-up.
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'blob:', 'data:'],
				'media-src': ['self', 'blob:'],
				'connect-src': ['self', 'blob:'], // files just chosen are read again from this computer
				'worker-src': ['self', 'blob:'],
				'frame-src': ['http:', 'https:'], // narrowed to the content origin by the second header
				'object-src': ['none'],
				'base-uri': ['none'],
				'frame-ancestors': ['none'],
				'form-action': ['self']
			}
		},
		serviceWorker: { register: false },
		typescript: {
			config: (c) => ({
				...c,
				include: [
					...c.include,
					'../bench/**/*.ts',
					'../tests/**/*.ts',
					'../src/cli/**/*.js',
					'../*.config.ts'
				]
			})
		}
	}
};

export default config;
