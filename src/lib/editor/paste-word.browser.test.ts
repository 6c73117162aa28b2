import { describe, expect, it } from 'vitest';
import googleDocs from '../../../tests/fixtures/clipboard/google-docs.html?raw';
import word from '../../../tests/fixtures/clipboard/word.html?raw';
import wps from '../../../tests/fixtures/clipboard/wps.html?raw';
import { cleanPasted, fileOfDataUrl, type PastedPicture } from './paste-word';

/** What is left, without what the browser writes differently. */
const plain = (html: string) =>
	html
		.replace(/<(\w+)[^>]*?((?: (?:col|row)span="\d")*)[^>]*>/g, '<$1$2>')
		.replace(/<\/?(span|a)>|[\s\u00a0]+(?=<|$)/g, '')
		.replace(/>\s+/g, '>')
		.trim();
const body = (html: string) => plain(cleanPasted(html, () => undefined));

describe('what is pasted', () => {
	it('from Word keeps headings, list levels, merged cells and pictures, and nothing of its looks', () => {
		const pictures: PastedPicture[] = [];
		const html = cleanPasted(word, (picture) => pictures.push(picture));
		expect(html).not.toMatch(/<style|<!--|file:|o:p|<img/);
		const left = plain(html);
		expect(left).toContain('<h1>育秧技术</h1><h2><b>一、选种</b></h2>');
		expect(left).toContain(
			'<ul><li><p>晒种</p><ol><li><p>晒两天</p></li><li><p>勤翻动</p></li></ol></li><li><p>浸种</p></li></ul>'
		);
		const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
		expect(
			[...(table?.querySelectorAll('td') ?? [])].map(
				(td) => `${td.colSpan}×${td.rowSpan} ${td.textContent.trim()}`
			)
		).toEqual(['2×1 品种', '1×2 亩产', '1×1 早稻', '1×1 ']);
		expect(pictures).toHaveLength(1);
		expect(fileOfDataUrl(pictures[0]!.url)).toMatchObject({ type: 'image/png' });
		expect(html).toContain(pictures[0]!.id);
		expect(left).toMatch(/<figure><\/figure><p>秧苗要壮<\/p>/);
	});
	it('from WPS becomes headings and numbered lists', () => {
		expect(body(wps)).toBe('<h2><b>二、播种</b></h2><ol><li><p>整地</p></li><li><p>撒播</p></li></ol>');
	});
	it('from Google Docs is not bold all over', () => {
		expect(body(googleDocs)).toBe('<h2>施肥</h2><p>每亩十公斤</p><ul><li><p>基肥</p></li></ul>');
	});
	it('from the editor itself is left alone', () => {
		expect(cleanPasted('<p data-pm-slice="0 0 []">a<img src="x"></p>')).toContain('<img');
	});
});
