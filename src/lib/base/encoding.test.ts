import { describe, expect, it } from 'vitest';
import { legacy, utf16 } from '../../../tests/fixtures/packages';
import { encodingOf } from '.';

const simplified =
	'春季果树管理要点：三月上旬修剪，剪去病枝、枯枝和过密的枝条，伤口涂药；四月花前追肥，注意防霜冻。柑橘、猕猴桃和镰刀豆也一样。';
const traditional =
	'春季果樹管理要點：三月上旬修剪，剪去病枝、枯枝和過密的枝條，傷口塗藥；四月花前追肥，注意防霜凍。農民朋友們請記住這幾個步驟。';
const japanese =
	'春の果樹の管理：三月上旬に剪定を行い、病気の枝や枯れ枝を切り落とします。四月は花の前に肥料をやり、霜の害に気をつけましょう。';

describe('a text that does not say its encoding is told by its letters', () => {
	const cases: [string, string, string][] = [
		['gbk', 'gb18030', simplified],
		['big5', 'big5', traditional],
		['shift_jis', 'shift_jis', japanese],
		['euc-jp', 'euc-jp', japanese.repeat(3)],
		// Old pages of Taiwan saved on a Chinese Windows.
		['gbk', 'gb18030', traditional]
	];
	it.each(cases)('%s is %s', (written, told, text) => {
		const bytes = legacy(text, written);
		expect(new TextDecoder(written).decode(bytes)).toBe(text);
		expect(encodingOf(bytes)).toBe(told);
		const inPage = legacy(`<html><head><title>Lesson 1</title></head><body>${text}</body></html>`, written);
		expect(encodingOf(inPage)).toBe(told);
	});
	const short = cases.filter(([written]) => written !== 'euc-jp');
	it.each(short)('%s is %s in every sentence of it', (written, told, text) => {
		for (const part of text.split(/[：；。]/).filter((one) => one.length >= 8))
			expect([part, encodingOf(legacy(part, written))]).toEqual([part, told]);
	});
});

it('a few letters that could be either are GB 18030', () => {
	for (const text of ['指定的篩選器', '監控遠端物件', '果樹修剪', '镕喆堃'])
		expect([text, encodingOf(legacy(text, 'gbk'))]).toEqual([text, 'gb18030']);
});

it('UTF-8 and plain letters are UTF-8', () => {
	for (const text of [simplified, traditional, japanese, 'plain', ''])
		expect(encodingOf(new TextEncoder().encode(text))).toBe('utf-8');
});

it('Western and Russian letters are none of these, nor is what is no text', () => {
	for (const [text, encoding] of [
		['© 2004', 'windows-1252'],
		['25 °C: café au lait', 'windows-1252'],
		['Посев риса в апреле', 'windows-1251']
	] as const)
		expect(encodingOf(legacy(text, encoding))).toBeNull();
	expect(encodingOf(utf16(simplified, 'le'))).toBeNull();
});
