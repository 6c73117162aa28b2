import { newLesson } from '$lib/lesson';
import type { NewRemark } from '$lib/lesson/comments';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { lookupOf } from './lookup/lookup.fixture';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from './accounts';
import { Comments } from './comments';
import { Drafts } from './drafts';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-comments-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const county = ['示范省', '示范市', '青山县'];
const author: Person = { name: '周农艺', roles: ['author'], branch: county };
const official: Person = { name: '刘科长', roles: ['official'], branch: county };
const elsewhere: Person = {
	name: '外县',
	roles: ['author', 'official'],
	branch: ['示范省', '示范市', '别县']
};
let clock = 1000;
const lookup = lookupOf(db);
const drafts: Drafts = new Drafts(
	db.lessons,
	lookup,
	{ mayRead: (sha256, by) => drafts.mayRead(sha256, by), holds: () => Promise.resolve(false) },
	() => clock++
);
const comments = new Comments(db.lessons, drafts, () => clock++);
const fresh = () => drafts.create(newLesson('', 'zh-CN'), '水稻', author);
const comment = (id: string): NewRemark => ({
	says: 'comment',
	id,
	blockId: 'block0',
	about: '文',
	text: '请核对'
});

test('an official comments on a draft of the branch and the author reads it, with who and when', async () => {
	const id = await fresh();
	await comments.add(id, comment('aaaaaa'), official);
	await comments.add(id, { says: 'reply', id: 'bbbbbb', thread: 'aaaaaa', text: '核对过了' }, author);
	expect(await comments.list(id, author)).toMatchObject([
		{ says: 'comment', text: '请核对', by: '刘科长' },
		{ says: 'reply', text: '核对过了', by: '周农艺' }
	]);
});

test('a remark sent twice is kept once, as it was first', async () => {
	const id = await fresh();
	const first = await comments.add(id, comment('aaaaaa'), official);
	expect(await comments.add(id, comment('aaaaaa'), official)).toEqual(first);
	expect(await comments.list(id, author)).toHaveLength(1);
});

test('only who may change the lesson decides about a suggestion', async () => {
	const id = await fresh();
	const quote = { text: '文', nth: 0, of: 1 };
	const suggestion: NewRemark = {
		...{ says: 'suggestion', id: 'aaaaaa', blockId: 'block0', about: '文', text: '' },
		...{ quote, replacement: '字' }
	};
	await comments.add(id, suggestion, official);
	const accepted: NewRemark = { says: 'accepted', id: 'bbbbbb', thread: 'aaaaaa' };
	await expect(comments.add(id, accepted, official)).rejects.toMatchObject({ code: 'not_allowed' });
	await comments.add(id, accepted, author);
});

test('nobody of another branch reads or says anything, and nothing is said in a thread that is not there', async () => {
	const id = await fresh();
	await expect(comments.list(id, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
	await expect(comments.add(id, comment('aaaaaa'), elsewhere)).rejects.toMatchObject({ code: 'not_found' });
	const reply: NewRemark = { says: 'reply', id: 'bbbbbb', thread: 'nowhere', text: '?' };
	await expect(comments.add(id, reply, author)).rejects.toMatchObject({ code: 'not_found' });
});
