import { afterEach, describe, expect, it } from 'vitest';
import { dayText } from './format';
import { listText } from './list-text';
import { sentences } from './sentences';
import * as runtime from '$lib/paraglide/runtime';

const speak = (locale: 'zh-CN' | 'en') => runtime.overwriteGetLocale(() => locale);
afterEach(() => {
	speak('zh-CN');
});

describe('what stands between words', () => {
	it('is nothing after a Chinese sign, and a space after an English one', () => {
		speak('zh-CN');
		expect(sentences('都报上去了。', '', '很好。')).toBe('都报上去了。很好。');
		speak('en');
		expect(sentences('All is up.', '', 'Good.')).toBe('All is up. Good.');
	});

	it('is the sign for lists of each language', () => {
		speak('zh-CN');
		expect(listText(['稻', '麦'])).toBe('稻、麦');
		speak('en');
		expect(listText(['rice', 'wheat'])).toBe('rice, wheat');
	});

	it('keeps day, weekday and time of a Chinese date apart', () => {
		speak('zh-CN');
		expect(dayText(new Date(2026, 10, 22, 19, 30).getTime())).toBe('11月22日 周日 19:30');
	});
});
