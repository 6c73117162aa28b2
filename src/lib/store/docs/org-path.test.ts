import { expect, test } from 'vitest';
import { inBranch, placeOf, unitIdOf, unitsOfNames } from './org-path';

test('a place lies in its own branch, in those above it and in the one that holds everything', () => {
	for (const branch of [[], ['p'], ['p', 'c'], ['p', 'c', 't']])
		expect(inBranch(['p', 'c', 't'], branch)).toBe(true);
	for (const branch of [['q'], ['p', 'd'], ['p', 'c', 't', 'v']])
		expect(inBranch(['p', 'c', 't'], branch)).toBe(false);
});

test('what was signed for a unit holds for it after it was moved', () => {
	expect(inBranch(['p', 'newer', 'c', 't'], ['p', 'older', 'c'])).toBe(true);
	expect(inBranch(['p', 'newer', 'c', 't'], ['p', 'older'])).toBe(false);
});

// Written down: ids of documents that were signed before there were any follow from this, at every station and hub.
test('names of before have the same ids for ever, one for each place', async () => {
	const path = await unitsOfNames(['示范省', '示范市', '青山县']);
	expect(path).toEqual(['u4b3d88570ad9765', 'u31da82b53edc576', 'u6ddf160eae5b797']);
	expect(await unitsOfNames(['别省', '示范市'])).not.toContain(path[1]);
	expect(await unitIdOf(['示范省'])).toBe(path[0]);
	expect(await unitIdOf(['示范省'], 2)).not.toBe(path[0]);
});

test('a signed document is where its units say, and where its names said before there were any', async () => {
	const names = ['示范省', '示范市'];
	expect(await placeOf({ units: ['p', 'c'], names })).toEqual(['p', 'c']);
	expect(await placeOf({ names })).toEqual(await unitsOfNames(names));
	expect(await placeOf({ names: [] })).toEqual([]);
});
