import { closeDatabases, openDatabases } from '$lib/store/node';
import { lookupOf } from '$lib/hub/server/lookup/lookup.fixture';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { Drafts, type Person } from '$lib/hub/server';
import { readAnswer } from '$lib/base';
import { drafts as endpoints } from '$lib/hub/protocol';
import { newLesson } from '$lib/lesson';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { GET } from '../../../../drafts/[draft]/+server';
import { load } from './+page.server';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-load-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const branch = ['示范省', '示范市', '青山县'];
const drafts: Drafts = new Drafts(
	db.lessons,
	lookupOf(db),
	{ mayRead: (sha256, by) => drafts.mayRead(sha256, by), holds: () => Promise.resolve(false) },
	() => 1
);
const author: Person = { name: '周农艺', roles: ['author'], branch };
const draft = await drafts.create(newLesson('课', 'zh-CN'), '课', author);

test.each([
	[['author'], { mayEdit: true, mayAdd: true }],
	[['administrator'], { mayEdit: true, mayAdd: false }],
	[['official'], { mayEdit: false, mayAdd: false }]
] as const)('%s are offered only what the hub would take from them', async (roles, may) => {
	const person: Person = { name: '某人', roles: [...roles], branch };
	const locals = { person, hub: { drafts, contentOrigin: '' } };
	const data = await load({ params: { draft }, locals } as unknown as Parameters<typeof load>[0]);
	expect(data).toMatchObject(may);
	// A tab that takes over asks again: it must be told all that the page was.
	const asked = { params: { draft }, locals, url: new URL('http://localhost/x') };
	const again = await readAnswer(endpoints.open, await GET(asked as unknown as Parameters<typeof GET>[0]));
	expect(data).toMatchObject(again);
	expect(again.mayEdit).toBe(may.mayEdit);
});
