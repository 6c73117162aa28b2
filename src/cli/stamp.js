import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
	'src',
	'static',
	'messages',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];
const generated = 'src/lib/paraglide';
const stampFile = 'build/stamp';

/**
 * SHA-256 over the names and contents of everything the build is made of.
 * @returns {string}
 */
export function sourceStamp() {
	const hash = createHash('sha256').update(process.version);
	for (const source of sources) addTo(hash, source);
	return hash.digest('hex');
}

/**
 * Whether the build on disk was made from other sources than those here now.
 * @param {string} stamp
 */
export function isStale(stamp) {
	return !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp;
}

/**
 * Notes what the build was made from, after it is complete.
 * @param {string} stamp
 */
export function writeStamp(stamp) {
	writeFileSync(stampFile, stamp);
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
	if (path === generated || !existsSync(path)) return;
	if (statSync(path).isDirectory())
		for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
	else hash.update(path).update('\0').update(readFileSync(path, 'latin1')).update('\0');
}
