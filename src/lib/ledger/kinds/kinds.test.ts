import * as v from 'valibot';
import { expect, test } from 'vitest';
import { entryKinds } from '.';

test('every kind of entry stands under its own name', () => {
	for (const [name, schema] of Object.entries(entryKinds)) expect(schema.entries.kind.literal).toBe(name);
});

test.each([
	['a share above all', { kind: 'attempt-status', scaled: 1.01 }],
	['a share below nothing', { kind: 'attempt-status', scaled: -1.01 }],
	['less than no time', { kind: 'attempt-status', seconds: -1 }],
	['an age of the world', { kind: 'attempt-status', seconds: 1e10 }],
	['no time at all', { kind: 'attempt-status', seconds: NaN }],
	['half a release', { kind: 'attempt-opened', release: 1.5 }],
	['a release before the first', { kind: 'attempt-opened', release: 0 }],
	['an attempt of no name', { kind: 'attempt-opened', attemptId: '' }],
	['a negative tracking number', { kind: 'answer', sid: -1 }],
	['more tries than anybody makes', { kind: 'answer', tries: 2_000_000 }],
	['what no object may hold', { kind: 'answer', item: '__proto__' }],
	['a book', { kind: 'discussion', points: 'x'.repeat(4001) }]
])('an entry that says %s makes no sense', (_, { kind, ...wrong }) => {
	const good = {
		...{ attemptId: 'attempt1', lessonId: 'l', release: 1, title: '课', resumed: false },
		...{ sid: 1, question: '问', response: 'a', text: '甲', correct: true, tries: 1, points: '要点' },
		...{ completion: 'completed', success: 'passed', scaled: 1, seconds: 300 }
	};
	const schema = entryKinds[kind as keyof typeof entryKinds];
	expect(v.is(schema, { kind, ...good })).toBe(true);
	expect(v.is(schema, { kind, ...good, ...wrong })).toBe(false);
});
