import { expect, test } from 'vitest';
import { readRoster } from '.';

test('names come from lines, commas, pauses, spaces and tables; repeated ones once', () => {
	const names = readRoster('王秀英\n李建国、张桂兰,刘志强\t陈玉珍;\n\n王秀英').map(({ name }) => name);
	expect(names).toEqual(['王秀英', '李建国', '张桂兰', '刘志强', '陈玉珍']);
	expect(readRoster('  \n')).toEqual([]);
});

test('digits after a name are its PIN, also in full width; other digits belong to a name', () => {
	expect(readRoster('王秀英 1234\n李建国:5678\n张桂兰\n刘志强2')).toEqual([
		{ name: '王秀英', pin: '1234' },
		{ name: '李建国', pin: '5678' },
		{ name: '张桂兰', pin: null },
		{ name: '刘志强2', pin: null }
	]);
	expect(readRoster('1234 王秀英')).toEqual([{ name: '王秀英', pin: null }]);
});
