import { describe, expect, it } from 'vitest';
import { blankAbout, blankSource, isDue, sourcesOf, tidyAbout } from './about';
import { copyLesson, newLesson } from './create';
import { openLesson, storedLesson } from './migrate';
import { withTranslation } from './translate';

const lesson = newLesson('稻', 'zh-CN');
const about = {
	...blankAbout,
	author: '农技站',
	reviewer: '张三',
	sources: [{ ...blankSource, title: '《农药管理条例》' }],
	validOn: '2026-11-30',
	lookAgain: '2027-11-30'
};
const told = { ...lesson, settings: { ...lesson.settings, about } };
const state = (settings: object) =>
	openLesson({ ...lesson, settings: { ...lesson.settings, ...settings } }).state;

describe('who answers for a lesson', () => {
	it('is left out of a lesson nobody has said it of: its bytes stay what they were', () => {
		const bytes = JSON.stringify(lesson);
		const opened = openLesson(JSON.parse(bytes));
		expect(opened.state === 'ok' && JSON.stringify(storedLesson(opened.lesson))).toBe(bytes);
		expect(tidyAbout(blankAbout)).toBeUndefined();
		expect(tidyAbout({ ...blankAbout, sources: [blankSource] })).toBeDefined();
	});
	it('comes back as it was stored', () => {
		const opened = openLesson(JSON.parse(JSON.stringify(storedLesson(told))));
		expect(opened.state === 'ok' && opened.lesson.settings.about).toEqual(about);
	});
	it.each([
		['a day that is none', { validOn: '30.11.2026' }],
		['an endless name', { author: 'x'.repeat(9999) }],
		['a thousand sources', { sources: Array(1000).fill(blankSource) }]
	])('does not open with %s', (_, wrong) => {
		expect(state({ about })).toBe('ok');
		expect(state({ about: { ...about, ...wrong } })).toBe('invalid');
	});
	it('is due the day after it was to be looked at again', () => {
		expect([undefined, about].map((one) => isDue(one, '2027-11-30'))).toEqual([false, false]);
		expect(isDue(about, '2027-12-01')).toBe(true);
		expect(isDue(blankAbout, '2027-12-01')).toBe(false);
	});
	it('counts only sources with a name', () =>
		expect(sourcesOf({ ...about, sources: [...about.sources, blankSource] })).toEqual(about.sources));
	it('a copy or a translation keeps the sources and was reviewed by nobody', () => {
		for (const other of [copyLesson(told, '二'), withTranslation(told, new Map(), 'en').lesson])
			expect(other.settings.about).toEqual({ ...about, reviewer: '' });
		expect(told.settings.about.reviewer).toBe('张三');
	});
});
