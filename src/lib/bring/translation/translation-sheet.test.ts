import { describe, expect, it } from 'vitest';
import { translationFromSheet } from './translation-sheet';

describe('a translated sheet', () => {
	it('is read by its headings, with numbers and further columns', () => {
		const back = translationFromSheet([
			['县里的翻译', null],
			['译文 ug', '备注', '编号', '原文'],
			[120, 'x', 'abc@unit', '个'],
			[null, null, null, null]
		]);
		expect(back).toEqual({ lang: 'ug', lines: [{ id: 'abc@unit', source: '个', target: '120' }] });
	});
	it('that lost its language is still read', () =>
		expect(translationFromSheet([['编号', '译文']])).toEqual({ lang: null, lines: [] }));
	it.each([[[['编号', '原文']]], [[['译文']]], [[]]])('without its columns is refused', (rows) =>
		expect(() => translationFromSheet(rows)).toThrow('translation_no_columns')
	);
});
