import { blocks, type BlockSpec } from '$lib/lesson';
import { nodeSpecs } from '$lib/lesson/schema';
import { expect, test } from 'vitest';
import { editingOf, nodeEditing } from '.';

test('what is made of parts has the words for them, and nothing else has', () => {
	for (const [kind, { part }] of Object.entries<BlockSpec>(blocks))
		expect(!!editingOf(kind)?.parts, kind).toBe(part !== null);
});

test('what is a question is said to be one', () => {
	for (const kind of Object.keys(blocks))
		expect(!!editingOf(kind)?.question, kind).toBe(!!nodeSpecs[kind]?.group?.includes('question'));
});

test('every line an author types into says what belongs there while it is empty', () => {
	const lines = Object.entries(nodeSpecs).filter(([, { content = '' }]) => /^(inline|text)\*$/.test(content));
	const silent = lines.flatMap(([name]) => (nodeEditing[name]?.empty ? [] : [name]));
	// A paragraph says it by where it stands; the words of a table's and a list's are paragraphs.
	expect(silent).toEqual(['paragraph']);
});
