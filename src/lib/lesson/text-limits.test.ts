import { describe, expect, test } from 'vitest';
import { copyLesson, newLesson } from './create';
import { openLesson } from './migrate';
import { clip, textLimits, textsFit } from './text-limits';

const lesson = newLesson('水稻', 'zh-CN');
const state = (changed: object) => openLesson({ ...lesson, ...changed }).state;
const ofLength = (n: number) => '课'.repeat(n);
const page = (inner: unknown) => ({ type: 'doc', content: [inner] });

describe('a lesson', () => {
	test.each([
		['title', { title: ofLength(textLimits.title) }, { title: ofLength(textLimits.title + 1) }],
		[
			'summary',
			{ settings: { ...lesson.settings, summary: ofLength(3000) } },
			{ settings: { ...lesson.settings, summary: ofLength(3001) } }
		],
		[
			'audience',
			{ settings: { ...lesson.settings, audience: ofLength(500) } },
			{ settings: { ...lesson.settings, audience: ofLength(501) } }
		],
		['lang', { lang: 'zh-Hans-CN' }, { lang: 'x'.repeat(36) }],
		[
			'text',
			{ doc: page({ type: 'paragraph', content: [{ type: 'text', text: ofLength(200_000) }] }) },
			{ doc: page({ type: 'paragraph', content: [{ type: 'text', text: ofLength(200_001) }] }) }
		]
	])('whose %s is as long as allowed opens, and one character longer does not', (_, fits, tooLong) => {
		expect([state(fits), state(tooLong)]).toEqual(['ok', 'invalid']);
	});

	test('with a thousand themes does not open', () => {
		expect(state({ settings: { ...lesson.settings, themes: Array(1000).fill('law') } })).toBe('invalid');
	});

	test('that is nested a hundred thousand deep, or has a million values, is told invalid, quickly', () => {
		let deep: unknown = 'x';
		for (let i = 0; i < 5000; i++) deep = { type: 'quote', content: [deep] };
		expect(textsFit(page(deep))).toBe(false);
		expect(textsFit(page(Array(1_000_000).fill(0)))).toBe(false);
		expect(textsFit(page(Array(1000).fill({ type: 'paragraph' })))).toBe(true);
	});

	test('made or copied under an endless title has one that opens', () => {
		expect(openLesson(newLesson(ofLength(9999), 'zh-CN')).state).toBe('ok');
		expect(openLesson(copyLesson(lesson, '𠮷'.repeat(9999))).state).toBe('ok');
		expect(clip('𠮷'.repeat(300), 'title')).toBe('𠮷'.repeat(250));
		expect(clip(`a${'𠮷'.repeat(300)}`, 'title')).toBe(`a${'𠮷'.repeat(249)}`);
	});
});
