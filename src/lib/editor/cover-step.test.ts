import { redo, undo } from '@tiptap/pm/history';
import { describe, expect, it } from 'vitest';
import { changeCover, coverOf } from './cover-step';
import { addPage } from './page-commands';
import { after, page, stateOf } from './testing';

const titled = (state: ReturnType<typeof stateOf>, title: string) =>
	state.apply(changeCover(state, { title }));

describe('title and settings in the history', () => {
	it('are undone in the order in which they and the pages were changed', () => {
		const start = stateOf(page('一'));
		const named = titled(start, '防病');
		const both = after(named, addPage(0));
		const once = after(both, undo);
		expect([coverOf(once).title, once.doc.childCount]).toEqual(['防病', 1]);
		const twice = after(once, undo);
		expect(coverOf(twice).title).toBe('课');
		expect(coverOf(after(twice, redo)).title).toBe('防病');
	});

	it('are one step when typed fast', () => {
		const typed = [...'防病'].reduce(
			(state, _, i) => titled(state, '防病'.slice(0, i + 1)),
			stateOf(page('一'))
		);
		expect(coverOf(after(typed, undo)).title).toBe('课');
	});
});
