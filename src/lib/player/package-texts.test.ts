import { expect, it } from 'vitest';
import { partOf, type FileSource } from './files';
import { textsOf } from './package-texts';

const source: FileSource = (path) =>
	Promise.resolve(path === 'gone.xml' ? null : partOf(new Blob([path]), 'text/plain', null));
const sized = (sizes: Record<string, number>) =>
	Object.entries(sizes).map(([path, size]) => ({ path, size }));
const pathsOf = async (sizes: Record<string, number>, most?: number) =>
	(await textsOf(sized(sizes), source, most)).filter(({ file }) => file).map(({ path }) => path);

it('data comes before pages, pages before scripts, and of each the smallest; pictures and films are none', async () => {
	const all = { 'a.js': 1, 'b.html': 5, 'c.XML': 900, 'd.json': 3, 'e.htm': 4, 'f.mp4': 1, 'g.png': 1 };
	expect(await pathsOf(all)).toEqual(['d.json', 'c.XML', 'e.htm', 'b.html', 'a.js']);
	expect(await pathsOf(all, 2)).toEqual(['d.json', 'c.XML']);
});

it('those that are too much together, and those that are not there, are left out', async () => {
	expect(await pathsOf({ 'a.xml': 9e6, 'b.xml': 8e6, 'c.html': 7e6, 'gone.xml': 1 })).toEqual([
		'b.xml',
		'c.html'
	]);
});

it('each has its type', async () => {
	const [one] = await textsOf(sized({ 'a.xml': 1 }), source);
	expect([one?.file?.type, await one?.file?.text()]).toEqual(['text/plain', 'a.xml']);
});

it('of the others it is said that they are there', async () => {
	const texts = await textsOf(sized({ 'a.xml': 1, 'b.png': 1, 'c.mp4': 9e9 }), source);
	expect(texts.filter(({ file }) => !file).map(({ path }) => path)).toEqual(['b.png', 'c.mp4']);
});
