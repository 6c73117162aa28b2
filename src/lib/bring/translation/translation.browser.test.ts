import { newLesson, numberLesson, type Lesson, type NodeJson } from '$lib/lesson';
import { unitsOf } from '$lib/lesson/translate';
import { expect, it } from 'vitest';
import { readTranslation, translationSheet, unitsFromXliff, xliffOf } from '.';

const text = (words: string, ...marks: string[]): NodeJson => ({
	...{ type: 'text', text: words },
	...(marks.length && { marks: marks.map((type) => ({ type })) })
});
const lesson: Lesson = numberLesson({
	...newLesson('冬剪 <第 1 课> & "要点"', 'zh-CN'),
	doc: {
		type: 'doc',
		content: [
			{
				type: 'page',
				content: [
					{ type: 'pageTitle', content: [text('{1} 号果园')] },
					{
						type: 'paragraph',
						content: [
							text(' 先'),
							text('剪 ]]> 枝', 'strong', 'em'),
							{ type: 'hardBreak' },
							text('再涂药。 ')
						]
					},
					{ type: 'audio', attrs: { media: null, title: '', transcript: '一看\n二剪\u0001' } }
				]
			}
		]
	}
});
const place = () => '第1页 <页>';
const xml = (blob: Blob) => blob.text();
const bytes = (words: string) => new Blob([words]).arrayBuffer();
const withTargets = (words: string, target: (source: string) => string) =>
	words.replace(
		/<source>(.*?)<\/source>/gs,
		(whole, inner: string) => `${whole}<target>${target(inner)}</target>`
	);
const clean = (words: string) => words.replaceAll('\u0001', '');

it('a lesson goes out as XLIFF and comes back with every line, mark, space and brace as it was', async () => {
	const back = unitsFromXliff(
		await bytes(withTargets(await xml(xliffOf(lesson, 'en', place)), (same) => same))
	);
	expect(back.lang).toBe('en');
	const units = unitsOf(lesson).map(({ id, source }) => ({
		id,
		source: clean(source),
		target: clean(source)
	}));
	expect(back.lines).toEqual(units);
	expect(units.map(({ source }) => source)).toContain(' 先{1}{2}剪 ]]> 枝{/2}{/1}{3/}再涂药。 ');
});

it('what a tool puts around the words is seen through, in UTF-16 too', async () => {
	const said = withTargets(
		await xml(xliffOf(lesson, 'en', place)),
		() => '<mrk mtype="seg"><g id="1">A</g></mrk> b'
	);
	const utf16 = new Uint8Array(2 + said.length * 2);
	utf16.set([0xff, 0xfe]);
	[...said].forEach((_, i) => new DataView(utf16.buffer).setUint16(2 + i * 2, said.charCodeAt(i), true));
	expect(unitsFromXliff(utf16.buffer).lines[0]?.target).toBe('{1}A{/1} b');
});

it('a line without a translation comes back empty', async () => {
	const back = unitsFromXliff(await xliffOf(lesson, 'en', place).arrayBuffer());
	expect(back.lines.map(({ target }) => target).join('')).toBe('');
});

it.each([
	['not XML', 'hello'],
	['torn', '<xliff version="1.2"><file>'],
	['of another kind', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
	['of version 2', '<xliff version="2.0"/>'],
	['with entities', '<!DOCTYPE x [<!ENTITY a "aa">]><xliff version="1.2">&a;</xliff>']
])('a file that is %s is refused', async (_, words) => {
	const read = readTranslation(new File([words], 'a.xlf'));
	await expect(read).rejects.toMatchObject({ code: 'xliff_broken' });
});

it('a lesson goes out as a sheet and comes back, spaces and line ends kept', async () => {
	const sheet = new File([await translationSheet(lesson, 'kk-Arab', place)], 'a.XLSX');
	const back = await readTranslation(sheet);
	expect(back.lang).toBe('kk-Arab');
	expect(back.lines.map(({ id, target }) => [id, target])).toEqual(unitsOf(lesson).map(({ id }) => [id, '']));
	expect(back.lines.map(({ source }) => source)).toEqual(unitsOf(lesson).map(({ source }) => clean(source)));
});
