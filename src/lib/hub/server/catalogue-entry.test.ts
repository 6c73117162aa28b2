import { FileBlobs, closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { themes } from '$lib/lesson';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Catalogue } from './catalogue';
import { Units } from './units';
import { readGeneration } from './generation';
import { hubKeys } from './keys';
import { Releases } from './releases';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-entry-'));
const db = await openDatabases(testPlace(join(dir, 'db')));
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const keys = await hubKeys(join(dir, 'keys'));
const catalogue = new Catalogue(db.catalogue, keys, await readGeneration(db.catalogue, Date.now), Date.now);
const releases = new Releases(
	catalogue,
	new FileBlobs(join(dir, 'blobs')),
	parts,
	Date.now,
	new Units(db.units, Date.now)
);
const author = { name: '周', roles: ['author' as const], branch: ['示范省'] };
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const release = (summary: number, branch = ['示范省']) =>
	releases.releasePackage(
		{
			formatVersion: 1,
			lessonId: 'abcdef',
			title: '课'.repeat(500),
			lang: 'zh-CN',
			items: [],
			files: []
		} as never,
		{
			themes: [...themes],
			audience: '民'.repeat(500),
			minutes: 5,
			summary: '摘'.repeat(summary),
			cover: null
		},
		branch,
		author
	);

test('the largest texts a lesson may have fit into a catalogue entry; whatever is larger never enters it', async () => {
	expect((await release(3000)).number).toBe(1);
	await expect(release(9000)).rejects.toMatchObject({ code: 'lesson_invalid' });
	expect(await releases.of('abcdef')).toHaveLength(1);
});

test.each([[['别省']], [['示范省', '示范市']], [[]]])(
	'what one branch let out no other lets out again: %j',
	async (branch) => {
		await expect(release(10, branch)).rejects.toMatchObject({ code: 'not_allowed' });
		expect(await releases.of('abcdef')).toHaveLength(1);
	}
);
