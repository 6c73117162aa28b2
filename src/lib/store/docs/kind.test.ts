import * as v from 'valibot';
import { expect, test } from 'vitest';
import { namesToUnits, readDocument, type DocumentKind } from './kind';

const Note = v.object({
	_id: v.string(),
	kind: v.literal('note'),
	formatVersion: v.literal(3),
	text: v.string(),
	branch: v.array(v.string())
});
const kind: DocumentKind<v.InferOutput<typeof Note>> = {
	...{ kind: 'note', formatVersion: 3, schema: Note },
	steps: {
		1: ({ words, ...doc }) => Promise.resolve({ ...doc, text: String(words) }),
		2: namesToUnits
	}
};
const unitsOf = (names: string[]) => Promise.resolve(names.map((name) => `id of ${name}`));
const read = (doc: object) => readDocument(kind, { _id: 'note:1', kind: 'note', ...doc }, unitsOf);
const newest = { _id: 'note:1', kind: 'note', formatVersion: 3, text: 'x', branch: ['id of 省'] };

test('a document of any earlier form becomes the newest, step by step', async () => {
	expect(await read({ formatVersion: 1, words: 'x', branch: ['省'] })).toEqual(newest);
	expect(await read({ formatVersion: 2, text: 'x', branch: ['省'] })).toEqual(newest);
	expect(await read(newest)).toEqual(newest);
});

test.each([
	['by a newer program', { ...newest, formatVersion: 4 }, 'format_newer'],
	['in a form nobody knows', { ...newest, formatVersion: 0 }, 'hub_document_damaged'],
	['in half a form', { ...newest, formatVersion: 2.5 }, 'hub_document_damaged'],
	['without a form', { ...newest, formatVersion: 'x' }, 'hub_document_damaged'],
	['as another kind', { ...newest, kind: 'other' }, 'hub_document_damaged'],
	['without its text', { ...newest, text: undefined }, 'hub_document_damaged'],
	['in an older form with a broken place', { formatVersion: 2, text: 'x', branch: 7 }, 'hub_document_damaged']
])('what was written %s is refused by that name', async (_, doc, code) => {
	await expect(read(doc)).rejects.toMatchObject({ code });
});

test('what is no document at all is refused', async () => {
	for (const doc of [null, 7, [], {}])
		await expect(readDocument(kind, doc, unitsOf)).rejects.toMatchObject({ code: 'hub_document_damaged' });
});
