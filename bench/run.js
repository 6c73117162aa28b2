// Runs every bench/*.bench.ts, one after another. Each prints ratios against a peer or a floor measured in the same run:
// machines are noisy, and a second on one is not a second on another.
import { readdirSync } from 'node:fs';
import { createServer } from 'vite';

const vite = await createServer({
	server: { middlewareMode: true, watch: null },
	appType: 'custom',
	logLevel: 'error'
});
try {
	const asked = process.argv[2] ?? '';
	for (const name of readdirSync('bench').filter(
		(file) => file.endsWith('.bench.ts') && file.includes(asked)
	)) {
		/** @type {Record<string, unknown>} */
		const { bench } = await vite.ssrLoadModule(`/bench/${name}`);
		if (typeof bench !== 'function') throw new Error(`${name} exports no bench()`);
		console.log(`\n${name.replace('.bench.ts', '')}`);
		await bench();
	}
} finally {
	await vite.close();
}
