import { expect, test } from 'vitest';
import { isProgram, safeName } from './offered-file';

test.each([
	['修剪记录表.docx', '修剪记录表.docx'],
	['../../桌面/记录.xlsx', '记录.xlsx'],
	['C:\\temp\\记录.xlsx', '记录.xlsx'],
	['发票\u202excod.exe', '发票xcod.exe'],
	['说明.txt\u0000.exe', '说明.txt.exe'],
	['.bashrc', 'bashrc'],
	['…', '…'],
	['', 'file'],
	['a/', 'file'],
	['果树?"*.pdf', '果树.pdf']
])('%j is offered as %j', (given, name) => {
	expect(safeName(given)).toBe(name);
});

test('a long name is cut, and keeps its ending', () => {
	expect(safeName(`${'桃'.repeat(500)}.docx`)).toBe(`${'桃'.repeat(120)}.docx`);
});

test('programs are told from documents, whatever stands before the ending', () => {
	const names = ['装好.exe', 'a.pdf.BAT', '发票.docm', '点我.lnk', 'x.exe ', 'x.exe.'];
	expect(names.map(isProgram)).toEqual(names.map(() => true));
	expect(['表.docx', 'exe', '说明.exe.pdf'].map(isProgram)).toEqual([false, false, false]);
});
