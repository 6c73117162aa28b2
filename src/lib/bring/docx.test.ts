import { plainText, type NodeJson } from '$lib/lesson';
import { describe, expect, it } from 'vitest';
import { lessonFromDocx } from '.';
import { makeDocx, png, word } from './docx.fixture';

const { para, item, cell, picture } = word;
const brief = (node: NodeJson): string =>
	['paragraph', 'pageTitle', 'heading', 'prompt', 'option', 'explanation'].includes(node.type)
		? `${node.type === 'paragraph' ? '' : `${node.type}${(node.attrs?.level as number | undefined) ?? ''}:`}${plainText(node)}`
		: `${node.type}(${(node.content ?? []).map(brief).join(' ')})`;
const table = `<w:tbl><w:tr>${cell('品种', '<w:gridSpan w:val="2"/>')}${cell('亩产', '<w:vMerge w:val="restart"/>')}</w:tr><w:tr>${cell('早稻')}${cell('晚稻')}${cell('', '<w:vMerge/>')}</w:tr></w:tbl>`;

describe('a Word file', () => {
	it('becomes pages with headings, lists, merged cells, pictures and marks', async () => {
		const file = await makeDocx(
			para('水稻育秧', 'T') +
				para('前言') +
				para('选种', '1') +
				para('怎样选', '2') +
				para('要饱满', '', '<w:b/>') +
				item('晒种', 0, 1) +
				item('两天', 1, 1) +
				item('浸种', 0, 1) +
				table +
				picture('rId9', '秧苗') +
				picture('rId8', '') +
				'<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>' +
				para('播种', '1'),
			'育秧.docx'
		);
		const { title, pages, pictures, notices } = await lessonFromDocx(file, { findQuestions: false });
		expect(title).toBe('水稻育秧');
		expect(pages.map(brief)).toEqual([
			'page(pageTitle:水稻育秧 前言)',
			'page(pageTitle:选种 heading2:怎样选 要饱满 bulletList(listItem(晒种 orderedList(listItem(两天))) listItem(浸种)) table(tableRow(tableCell(品种) tableCell(亩产)) tableRow(tableCell(早稻) tableCell(晚稻))) image())',
			'page(pageTitle:播种 )'
		]);
		expect(pages[1]?.content?.[2]?.content?.[0]?.marks).toEqual([{ type: 'strong' }]);
		const cells = pages[1]?.content?.[4]?.content?.[0]?.content?.map(({ attrs }) => [
			attrs?.colspan,
			attrs?.rowspan
		]);
		expect(cells).toEqual([
			[2, 1],
			[1, 2]
		]);
		const image = pages[1]?.content?.[5];
		expect(image?.attrs?.alt).toBe('秧苗');
		const found = pictures.get(String(image?.attrs?.id));
		expect(found?.type).toBe('image/png');
		expect(new Uint8Array(await found!.arrayBuffer())).toEqual(png);
		expect(notices).toEqual([
			{ what: 'equation', count: 1 },
			{ what: 'picture', count: 1 }
		]);
	});
	it('gives its exam questions when asked to, and keeps the text around them', async () => {
		const body = [
			'复习一下',
			'1. 何时浸种？',
			'A. 早 B. 晚',
			'答案：A',
			'2. 要炼苗。',
			'答案：√',
			'3. 缺答案',
			'A. 一 B. 二'
		]
			.map((text) => para(text))
			.join('');
		const file = await makeDocx(body, '试题.docx');
		const asText = await lessonFromDocx(file, { findQuestions: false });
		expect(asText.pages[0]?.content?.every(({ type }) => type === 'pageTitle' || type === 'paragraph')).toBe(
			true
		);
		const { title, pages, notUnderstood } = await lessonFromDocx(file, { findQuestions: true });
		expect(title).toBe('试题');
		expect(pages.map(brief)).toEqual([
			'page(pageTitle: 复习一下 singleChoice(prompt:何时浸种？ option:早 option:晚 explanation:) trueFalse(prompt:要炼苗。 explanation:) singleChoice(prompt:缺答案 option:一 option:二 explanation:))'
		]);
		expect(notUnderstood).toEqual([{ line: 7, text: '3. 缺答案', why: 'no_answer' }]);
	});
	it('that is none is refused', async () => {
		const open = (blob: Blob) => lessonFromDocx(new File([blob], 'a.docx'), { findQuestions: false });
		await expect(open(new Blob(['x']))).rejects.toMatchObject({ code: 'archive_broken' });
		const broken = await makeDocx('<w:p', 'a.docx');
		await expect(open(broken)).rejects.toMatchObject({ code: 'docx_broken' });
	});
});
