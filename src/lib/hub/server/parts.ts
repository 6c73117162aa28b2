import type { PackageFile } from '$lib/compiler';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageParts } from './releases';

const types: Record<string, string> = {
	js: 'text/javascript',
	css: 'text/css',
	svg: 'image/svg+xml',
	woff2: 'font/woff2'
};

/** Reads what the build made for packages: `sco/` (the run-time) and `xsd/<version>/` (the official schemas). */
export async function packageParts(build: string): Promise<PackageParts> {
	const [runtime, xsd12, xsd2004, xsd2004third] = await Promise.all(
		['sco', 'xsd/1.2', 'xsd/2004', 'xsd/2004-3rd'].map((folder) => filesUnder(join(build, folder)))
	);
	const files: PackageFile[] = (runtime ?? []).map(({ path, body }) => ({
		path: `runtime/${path}`,
		type: types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
		body
	}));
	return { runtime: files, schemas: { '1.2': xsd12, '2004': xsd2004, '2004-3rd': xsd2004third } };
}

async function filesUnder(folder: string): Promise<{ path: string; body: Uint8Array<ArrayBuffer> }[]> {
	const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
	return Promise.all(
		names.map(async (path) => ({ path, body: Uint8Array.from(await readFile(join(folder, path))) }))
	);
}
