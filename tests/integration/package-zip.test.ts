import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { zipStream } from '$lib/archive';
import { sha256 } from '$lib/base';
import { compile, packageEntries, releaseManifest, type SchemaFiles } from '$lib/compiler';
import { everyBlock } from '$lib/compiler/every-block.fixture';
import { copySchemas } from '../../src/cli/schemas.js';

const folder = mkdtempSync(join(tmpdir(), 'zips-'));

function schemas(): SchemaFiles {
	copySchemas(join(folder, 'xsd'));
	const read = (version: string) =>
		readdirSync(join(folder, 'xsd', version)).map((path) => ({
			path,
			body: new Uint8Array(readFileSync(join(folder, 'xsd', version, path)))
		}));
	return { '1.2': read('1.2'), '2004': read('2004') };
}

it.each([
	['1.2', 'imscp_rootv1p1p2.xsd'],
	['2004', 'imscp_v1p1.xsd']
] as const)(
	'a SCORM %s file opens elsewhere, lists all it holds and brings its schemas',
	async (version, schema) => {
		const lesson = everyBlock();
		const files = compile(lesson, []);
		const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
		for (const file of files) if ('body' in file) blobs.set(await sha256(file.body), file.body);
		const manifest = await releaseManifest(lesson, files, () => Promise.reject(new Error('no media')));
		const shipped = schemas();
		const open = (hash: string) => new Blob([blobs.get(hash)!]).stream();
		const path = join(folder, `${version}.zip`);
		const stream = zipStream(packageEntries(manifest, version, open, shipped));
		writeFileSync(path, new Uint8Array(await new Response(stream).arrayBuffer()));
		const python = `import zipfile,sys,json
z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps([z.namelist(), z.read('imsmanifest.xml').decode()]))`;
		const [names, xml] = JSON.parse(execFileSync('python3', ['-c', python, path], { encoding: 'utf8' })) as [
			string[],
			string
		];
		const control = new Set(['imsmanifest.xml', ...shipped[version].map((file) => file.path)]);
		const listed = [...xml.matchAll(/<file href="([^"]*)"/g)].map((m) => m[1]);
		expect(names[0]).toBe('imsmanifest.xml');
		expect(names).toContain(schema);
		expect(names.filter((name) => !control.has(name))).toEqual(listed);
		for (const name of names) expect(name).toMatch(/^[\x21-\x7e]+$/);
	}
);
