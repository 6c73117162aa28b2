import { describe, expect, it } from 'vitest';
import { addPage, deletePage } from './page-commands';
import { PageOutline } from './page-outline';
import { after, cursorIn, page, paragraph, stateOf } from './testing';

describe('the list of pages', () => {
	const start = stateOf(page('一', paragraph('文')), page('二'));

	it('is the same list while only text changes, so that nothing is drawn anew', () => {
		const outline = new PageOutline();
		const rows = outline.of(start.doc);
		const typing = cursorIn(start, 'paragraph');
		expect(outline.of(typing.apply(typing.tr.insertText('字')).doc)).toBe(rows);
	});

	it('changes with a title, and in that row only', () => {
		const outline = new PageOutline();
		const [first, second] = outline.of(start.doc);
		const titled = cursorIn(start, 'pageTitle', 1);
		const rows = outline.of(titled.apply(titled.tr.insertText('月')).doc);
		expect(rows.map(({ title }) => title)).toEqual(['一', '二月']);
		expect(rows[0]).toBe(first);
		expect(rows[1]).not.toBe(second);
	});

	it('changes when pages come and go', () => {
		const outline = new PageOutline();
		expect(outline.of(start.doc)).toHaveLength(2);
		expect(outline.of(after(start, addPage(0)).doc).map(({ title }) => title)).toEqual(['一', '', '二']);
		expect(outline.of(after(start, deletePage(1)).doc).map(({ title }) => title)).toEqual(['一']);
	});
});
