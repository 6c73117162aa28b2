// Builds what an administrator runs with the hub stopped: Node 20 runs no TypeScript. Packages stay outside.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

export function buildCare(outDir = 'build/cli') {
	return build({
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		resolve: { alias: { $lib: path('../lib') } },
		build: { ssr: path('care/care.ts'), outDir, emptyOutDir: true, target: 'node20' }
	});
}
