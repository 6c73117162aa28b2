import { newLesson, numberLesson, type Lesson } from '$lib/lesson';
import { compareLessons } from '$lib/lesson/compare';
import { redo, undo, undoDepth } from '@tiptap/pm/history';
import { describe, expect, it } from 'vitest';
import { insertBlock } from '../block-commands';
import { changeCover, coverOf } from '../cover-step';
import { nextSidOf } from '../numbering-plugin';
import { addPage, deletePage } from '../page-commands';
import { after, page, paragraph, question, stateOf, valuesOf } from '../testing';
import { restoreLesson } from './restore';

type State = ReturnType<typeof stateOf>;
const lessonOf = (state: State): Lesson => ({
	...newLesson('', 'zh-CN'),
	...coverOf(state),
	nextSid: nextSidOf(state),
	doc: state.doc.toJSON() as Lesson['doc']
});

describe('bringing back an earlier state', () => {
	const start = () => stateOf(page('一', question('甲', '乙'), paragraph('文')), page('二'));

	it('gives text, title and settings as they were, with all ids and numbers', () => {
		const early = start();
		const kept = lessonOf(early);
		let now = after(early, deletePage(0));
		now = now.apply(changeCover(now, { title: '新名', settings: { ...kept.settings, minutes: 90 } }));
		const back = after(now, restoreLesson(kept));
		expect(back.doc.toJSON()).toEqual(early.doc.toJSON());
		expect(coverOf(back)).toEqual(coverOf(early));
		expect(compareLessons(kept, lessonOf(back)).changes).toEqual([]);
	});

	it('is taken back by one undo, title and settings too, and comes again by one redo', () => {
		const early = start();
		const kept = lessonOf(early);
		let now = after(after(early, deletePage(0)), addPage(0));
		now = now.apply(changeCover(now, { title: '新名' }));
		const depth = Number(undoDepth(now));
		const back = after(now, restoreLesson(kept));
		const undone = after(back, undo);
		expect(undone.doc.eq(now.doc)).toBe(true);
		expect(coverOf(undone)).toEqual(coverOf(now));
		expect(Number(undoDepth(undone))).toBe(depth);
		expect(after(undone, redo).doc.eq(back.doc)).toBe(true);
	});

	it('never lets a tracking number be given twice', () => {
		const early = start();
		const kept = { ...lessonOf(early), nextSid: 40 };
		const back = after(early, restoreLesson(kept));
		expect(Math.max(...valuesOf(after(back, addPage(0)), 'sid').map(Number))).toBe(40);
	});
});

describe('one thing done is one step of undo', () => {
	const start = () => stateOf(page('一', question('甲', '乙')), page('二', paragraph('文')), page('三'));
	const many = numberLesson({
		...newLesson('', 'zh-CN'),
		doc: {
			type: 'doc',
			content: Array.from({ length: 12 }, (_, i) => page(`来的第${i}页`, question('丙', '丁')))
		}
	});
	const steps: [string, (state: State) => State][] = [
		['a page deleted', (s) => after(s, deletePage(0))],
		['a page added', (s) => after(s, addPage(1))],
		['a block put in', (s) => after(s, insertBlock(s.doc.child(0).nodeSize - 1, question('戊', '己')))],
		['the settings', (s) => s.apply(changeCover(s, { settings: { ...coverOf(s).settings, minutes: 33 } }))],
		['twelve pages brought in', (s) => s.apply(s.tr.insert(0, s.schema.nodeFromJSON(many.doc).content))],
		['a state brought back', (s) => after(s, restoreLesson(many))]
	];
	it.each(steps)('%s', (_, step) => {
		const before = start();
		const done = step(before);
		expect(lessonOf(done)).not.toEqual(lessonOf(before));
		expect(undoDepth(done)).toBe(1);
		const undone = after(done, undo);
		expect(undone.doc.eq(before.doc)).toBe(true);
		expect(coverOf(undone)).toEqual(coverOf(before));
	});
});
