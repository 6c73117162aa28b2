import type { Unit } from '$lib/store';
import { expect, test } from 'vitest';
import { UnitTree } from './unit-tree';

const unit = (unitId: string, ...states: [from: string, name: string, parent: string | null][]): Unit => ({
	...{ _id: `unit:${unitId}`, kind: 'unit', formatVersion: 1, unitId, level: 'village', code: null },
	states: states.map(([from, name, parent]) => ({ from, name, parent }))
});
const tree = new UnitTree();
for (const one of [
	unit('p', ['2020', '示范省', null]),
	unit('c', ['2020', '青山县', 'p']),
	unit('d', ['2020', '绿水县', 'p']),
	unit('t', ['2020', '清水乡', 'c'], ['2024', '清水镇', 'c'], ['2025', '清水镇', 'd'])
])
	tree.set(one);

test('a path and its names are read as of a date, and as they are now when none is given', () => {
	expect(tree.pathOf('t')).toEqual(['p', 'd', 't']);
	expect(tree.pathOf('t', '2024-06')).toEqual(['p', 'c', 't']);
	expect(tree.names(['p', 'c', 't'], '2023')).toEqual(['示范省', '青山县', '清水乡']);
	expect(tree.names(['p', 'c', 't'], '2024')).toEqual(['示范省', '青山县', '清水镇']);
	// Nobody wrote down what was before the first state.
	expect(tree.nameOf('t', '1999')).toBe('清水乡');
	expect(tree.nameOf('unknown')).toBe('unknown');
});

test('a unit is found by its present name at its present place only', () => {
	expect(tree.childNamed('d', '清水镇')).toBe('t');
	expect(tree.childNamed('d', '清水乡')).toBeUndefined();
	expect(tree.childNamed('c', '清水镇')).toBeUndefined();
	expect(tree.childNamed(null, '示范省')).toBe('p');
});

test('a unit in a further state is the same one, no longer found under its name of before', () => {
	const own = new UnitTree();
	own.set(unit('v', ['2020', '柳树村', null]));
	own.set(unit('v', ['2020', '柳树村', null], ['2024', '杨树村', null]));
	expect([own.size, own.childNamed(null, '柳树村'), own.childNamed(null, '杨树村')]).toEqual([
		1,
		undefined,
		'v'
	]);
});

test('units that name each other as parents end the path', () => {
	const odd = new UnitTree();
	odd.set(unit('a', ['2020', '甲', 'b']));
	odd.set(unit('b', ['2020', '乙', 'a']));
	expect(odd.pathOf('a')).toEqual(['b', 'a']);
});
