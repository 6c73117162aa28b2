import { unitIdOf, unitsOfNames, type Unit } from '$lib/store';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Units } from './units';

let dir: string;
let db: Awaited<ReturnType<typeof openDatabases>>;
let clock = Date.parse('2026-05-01T00:00:00Z');
const now = () => clock;
beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'yuanke-units-'));
	db = await openDatabases(testPlace(dir));
});
afterEach(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});
const open = () => new Units(db.units, now);
const written = async () => (await db.units.allDocs()).rows.map(({ id }) => id);

test('the same names lead to the same units, made once', async () => {
	const units = open();
	const path = await units.ensure([], ['示范省', '示范市', '青山县']);
	expect(await units.ensure([], ['示范省', ' 示范市 ', '青山县'])).toEqual(path);
	expect(await open().ensure(path.slice(0, 1), ['示范市', '绿水县'])).toEqual([
		...path.slice(0, 2),
		expect.not.stringContaining(path[2]!)
	]);
	expect(await written()).toHaveLength(4);
	const tree = await units.tree();
	expect(tree.get(path[2]!)).toMatchObject({
		level: 'county',
		states: [{ name: '青山县', parent: path[1] }]
	});
	expect(tree.pathOf(path[2]!)).toEqual(path);
});

test('two processes that make the same unit at once make one', async () => {
	const [one, other] = await Promise.all([
		open().ensure([], ['示范省', '示范市']),
		open().ensure([], ['示范省', '示范市'])
	]);
	expect(one).toEqual(other);
	expect(await written()).toHaveLength(2);
});

test('a unit that is renamed stays the one it was, and another of its old name is another', async () => {
	const units = open();
	const [province, old] = await units.ensure([], ['示范省', '柳树市']);
	clock += 1000;
	await units.rename(old!, '杨树市');
	expect(await units.ensure([], ['示范省', '杨树市'])).toEqual([province, old]);
	const [, young] = await units.ensure([], ['示范省', '柳树市']);
	expect(young).not.toBe(old);
	expect(await open().ensure([], ['示范省', '柳树市'])).toEqual([province, young]);
	const tree = await units.tree();
	expect(tree.nameOf(old!)).toBe('杨树市');
	expect(tree.nameOf(old!, '2026-05-01T00:00:00.000Z')).toBe('柳树市');
	await expect(units.rename(old!, '柳树市')).rejects.toMatchObject({ code: 'name_taken' });
	await units.rename(old!, '杨树市');
	expect(tree.get(old!)?.states).toHaveLength(2);
	await expect(units.rename('none', '柳树市')).rejects.toMatchObject({ code: 'not_found' });
});

test('names of a document from before there were units mean those of that time, also after they were renamed', async () => {
	const names = ['示范省', '柳树市'];
	const path = await open().ofNames(names);
	expect(path).toEqual(await unitsOfNames(names));
	await open().rename(path[1]!, '杨树市');
	const [, young] = await open().ensure([], names);
	expect(young).not.toBe(path[1]);
	expect(await open().ofNames(names)).toEqual(path);
	expect((await open().tree()).nameOf(path[1]!, '2019')).toBe('柳树市');
});

test('on a full disk what the names meant is known all the same, and is written as soon as there is room', async () => {
	const units = open();
	const names = ['示范省', '示范市'];
	await units.tree();
	const put = db.units.put.bind(db.units);
	db.units.put = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
	expect(await units.ofNames(names)).toEqual(await unitsOfNames(names));
	await expect(units.ensure([], ['别省'])).rejects.toThrow();
	expect((await units.tree()).names(await unitsOfNames(names))).toEqual(names);
	expect(await written()).toEqual([]);
	db.units.put = put;
	await units.ofNames(names);
	expect(await written()).toHaveLength(2);
	expect((await open().tree()).names(await unitsOfNames(names))).toEqual(names);
});

test('a document of a unit that cannot be read leaves the others as they are', async () => {
	await db.units.put({ _id: 'unit:odd', kind: 'unit', formatVersion: 9 } as unknown as Unit);
	const units = open();
	await units.ensure([], ['示范省']);
	expect((await units.tree()).size).toBe(1);
});

test.each([
	['no name', ['示范省', ' ']],
	['more levels than there are', ['省', '市', '县', '镇', '村', '组']],
	['a name longer than a unit may have', ['名'.repeat(61)]]
])('of %s no unit is made', async (_, names) => {
	await expect(open().ensure([], names)).rejects.toThrow();
	expect((await written()).length).toBeLessThanOrEqual(5);
});

test('a name that was used for many units one after the other leads to the last', async () => {
	const units = open();
	for (let nth = 1; nth <= 3; nth++) {
		const [unitId] = await units.ensure([], ['柳树省']);
		expect(unitId).toBe(await unitIdOf(['柳树省'], nth));
		await units.rename(unitId!, `第${nth}`);
	}
});
