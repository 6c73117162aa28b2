import { newLesson, type NodeJson } from '$lib/lesson';
import type { BankAsked } from '$lib/lesson/bank';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { lookupOf } from './lookup/lookup.fixture';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from './accounts';
import { Bank } from './bank';
import { Drafts } from './drafts';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-bank-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const county = ['示范省', '示范市', '青山县'];
const author: Person = { name: '周农艺', roles: ['author'], branch: county };
const colleague: Person = { name: '吴老师', roles: ['author'], branch: county };
const official: Person = { name: '刘科长', roles: ['official'], branch: county };
const elsewhere: Person = { name: '外县', roles: ['author'], branch: ['示范省', '示范市', '别县'] };
let clock = 1000;
const lookup = lookupOf(db);
const drafts: Drafts = new Drafts(
	db.lessons,
	lookup,
	{ mayRead: (sha256, by) => drafts.mayRead(sha256, by), holds: () => Promise.resolve(false) },
	() => clock++
);
const bank = new Bank(
	db.lessons,
	lookup,
	(sha256, person) => drafts.mayRead(sha256, person),
	() => clock++
);

const picture = 'a'.repeat(64);
const hotspot = (sha256 = picture): NodeJson => ({
	type: 'hotspot',
	attrs: {
		...{ id: 'hotspot000', sid: 7, alt: '枝条' },
		media: { sha256, size: 1, type: 'image/png', name: 'a.png' }
	},
	content: [
		{ type: 'prompt', content: [{ type: 'text', text: '从哪里剪？' }] },
		{ type: 'area', attrs: { key: 'a', correct: true }, content: [{ type: 'text', text: '基部' }] },
		{ type: 'explanation' }
	]
});
const keep = (id: string, shared: boolean, question: unknown = hotspot(), by = author) =>
	bank.keep({ id, question, shared, words: ['果树'] }, by);
const list = async (by: Person, asked?: BankAsked) => (await bank.list(by, asked)).questions;
const seen = async (by: Person, asked?: BankAsked) => (await list(by, asked)).map(({ id }) => id);

const lesson = newLesson('果树', 'zh-CN');
lesson.doc.content![0]!.content!.push(hotspot());
await drafts.create(lesson, '果树', author, [picture]);

test('a question is its owner’s until it is shared with the authors of the place', async () => {
	await keep('shared', true);
	await keep('secret', false);
	expect(await seen(author)).toEqual(['secret', 'shared']);
	expect(await seen(colleague)).toEqual(['shared']);
	expect(await seen(elsewhere)).toEqual([]);
	expect(await seen(official)).toEqual([]);
});

test('it is kept without id and tracking number, with its option keys, and says whose it is', async () => {
	const [kept] = await list(colleague);
	expect(kept).toMatchObject({ owner: '周农艺', mine: false, shared: true, words: ['果树'] });
	expect(kept?.question.attrs).not.toHaveProperty('id');
	expect(kept?.question.attrs).not.toHaveProperty('sid');
	expect(kept?.question.content?.[1]?.attrs).toMatchObject({ key: 'a', correct: true });
});

test('sent twice it is kept once, as it was first', async () => {
	await keep('shared', false);
	expect(await seen(colleague)).toEqual(['shared']);
});

test('its files can be seen by those who may use it, and by nobody else', async () => {
	expect(await bank.mayReadFile(picture, colleague)).toBe(true);
	expect(await bank.mayReadFile(picture, elsewhere)).toBe(false);
	expect(await bank.mayReadFile(picture, official)).toBe(false);
	expect(await bank.mayReadFile('b'.repeat(64), colleague)).toBe(false);
});

test('nobody comes to a file by keeping a question that names it', async () => {
	await expect(keep('thief0', false, hotspot(), elsewhere)).rejects.toMatchObject({ code: 'not_allowed' });
	expect(await bank.mayReadFile(picture, elsewhere)).toBe(false);
});

test.each([
	['no question', { type: 'paragraph' }],
	['of a kind nobody knows', { type: 'hologram' }],
	['torn', { type: 'singleChoice', content: [] }],
	['nothing', null]
])('what is %s is refused', async (_, question) => {
	await expect(keep('wrong0', true, question)).rejects.toMatchObject({ code: 'lesson_invalid' });
});

test('only authors keep questions', () =>
	expect(keep('other0', true, hotspot(), official)).rejects.toMatchObject({ code: 'not_allowed' }));

test('its owner changes its words, shares it no longer, and puts another question in its place', async () => {
	await keep('mine00', true);
	await bank.change('mine00', { words: ['修剪'], shared: false }, author);
	expect((await list(author))[0]).toMatchObject({ id: 'mine00', words: ['修剪'], shared: false });
	expect(await seen(colleague)).not.toContain('mine00');
	const better = structuredClone(hotspot());
	better.content![0]!.content![0]!.text = '从哪里下剪？';
	await bank.change('mine00', { question: better }, author);
	const [changed] = await list(author);
	expect(changed).toMatchObject({ words: ['修剪'], question: { type: 'hotspot' } });
	expect(changed?.question.content?.[0]?.content?.[0]?.text).toBe('从哪里下剪？');
	expect(changed?.question.attrs).not.toHaveProperty('sid');
});

test('nobody but its owner changes it, and who may not see it does not learn that it is there', async () => {
	const before = await list(author);
	for (const change of [{ words: [] }, { shared: false }, { removed: true }, { question: hotspot() }]) {
		await expect(bank.change('shared', change, colleague)).rejects.toMatchObject({ code: 'not_allowed' });
		await expect(bank.change('secret', change, colleague)).rejects.toMatchObject({ code: 'not_found' });
		await expect(bank.change('shared', change, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
	}
	const retired = { ...author, roles: [] };
	await expect(bank.change('shared', { removed: true }, retired)).rejects.toMatchObject({
		code: 'not_allowed'
	});
	expect(await list(author)).toEqual(before);
});

test('nobody comes to a file by putting a question that names it in the place of theirs', async () => {
	await keep('plain0', false, { type: 'trueFalse', content: [{ type: 'prompt' }, { type: 'explanation' }] });
	const change = bank.change('plain0', { question: hotspot('c'.repeat(64)) }, author);
	await expect(change).rejects.toMatchObject({ code: 'not_allowed' });
});

test('taken out of the bank it is gone for all, comes back when that is undone, and lessons keep their copies', async () => {
	await keep('gone00', true);
	const [kept] = await list(colleague);
	const theirs = newLesson('别人的课', 'zh-CN');
	theirs.doc.content![0]!.content!.push(kept!.question);
	const draftId = await drafts.create(theirs, '别人的课', colleague);
	await bank.change('gone00', { removed: true }, author);
	expect(await seen(author)).not.toContain('gone00');
	expect(await seen(colleague)).not.toContain('gone00');
	const { opened } = await drafts.open(draftId, colleague);
	expect(opened).toMatchObject({ state: 'ok' });
	expect(JSON.stringify(opened)).toContain('从哪里剪？');
	expect(await drafts.mayRead(picture, colleague)).toBe(true);
	await bank.change('gone00', { removed: false }, author);
	expect(await seen(colleague)).toContain('gone00');
});

test('a search looks in texts and theme words, by kind and by owner', async () => {
	const reader: Person = { name: '寻农艺', roles: ['author'], branch: ['寻省', '寻市', '寻县'] };
	const neighbour: Person = { ...reader, name: '邻农艺' };
	const asks = (type: string, text: string) => ({
		type,
		content: [{ type: 'prompt', content: [{ type: 'text', text }] }, { type: 'explanation' }]
	});
	const put = (id: string, text: string, words: string[], shared: boolean, by: Person) =>
		bank.keep({ id, question: asks('trueFalse', text), shared, words }, by);
	await put('prune0', '剪口要涂药。', ['果树'], false, reader);
	await put('rice00', '育秧要炼苗 ＡＢ。', ['水稻'], true, neighbour);
	const found = (find: string, whose: BankAsked['whose'] = 'all', kind = '') =>
		seen(reader, { find, whose, kind });
	expect(await found('')).toEqual(['rice00', 'prune0']);
	expect(await found('水稻 炼苗')).toEqual(['rice00']);
	expect(await found('ab')).toEqual(['rice00']);
	expect(await found('果树 炼苗')).toEqual([]);
	expect(await found('', 'mine')).toEqual(['prune0']);
	expect(await found('', 'shared')).toEqual(['rice00']);
	expect(await found('', 'all', 'singleChoice')).toEqual([]);
	expect(await found('', 'all', 'trueFalse')).toHaveLength(2);
});

test('a long bank is read page by page: every question once, newest first, own and shared ones in one row', async () => {
	const me: Person = { name: '长农艺', roles: ['author'], branch: ['长省', '长市', '长县'] };
	const others: Person[] = [1, 2].map((n) => ({ ...me, name: `邻${n}`, branch: [...me.branch, `镇${n}`] }));
	const question = { type: 'trueFalse', content: [{ type: 'prompt' }, { type: 'explanation' }] };
	const usable: string[] = [];
	for (let n = 0; n < 260; n++) {
		const by = [me, ...others][n % 3]!;
		const id = `long${String(n).padStart(4, '0')}`;
		const shared = n % 7 !== 0;
		if (n % 5 === 0) clock--; // several in one millisecond
		await bank.keep({ id, question, shared, words: [`w${n % 2}`] }, by);
		if (shared || by === me) usable.push(id);
	}
	const read = async (asked: BankAsked, limit?: number) => {
		const all: string[] = [];
		for (let from: string | undefined; ;) {
			const page = await bank.list(me, { ...asked, ...(from !== undefined && { from }) }, limit);
			all.push(...page.questions.map(({ id }) => id));
			if (page.from === null) return all;
			expect(page.questions.length).toBeLessThanOrEqual(limit ?? 50);
			from = page.from;
		}
	};
	expect((await bank.list(me)).questions).toHaveLength(50);
	for (const limit of [undefined, 7, 100, 1000]) {
		const all = await read({}, limit);
		expect([...all].sort()).toEqual(usable);
		const created = new Map((await bank.list(me, {}, 1000)).questions.map((one) => [one.id, one.created]));
		expect(all.map((id) => -created.get(id)!)).toEqual(
			all.map((id) => -created.get(id)!).sort((a, b) => a - b)
		);
	}
	expect(await read({ find: 'w1' }, 10)).toHaveLength(usable.filter((id) => Number(id.slice(4)) % 2).length);
});
