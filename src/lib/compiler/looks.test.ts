import { accents, contrast, newLesson, readableContrast } from '$lib/lesson';
import { describe, expect, it } from 'vitest';
import { compile, type PackageFile } from '.';
import { everyBlock } from './every-block.fixture';
import { withPinyin } from './pinyin';

const fileOf = (files: PackageFile[], path: string) => {
	const file = files.find((one) => one.path === path);
	return file && 'body' in file ? new TextDecoder().decode(file.body) : null;
};
const looking = (settings: Partial<ReturnType<typeof newLesson>['settings']>) => {
	const lesson = everyBlock();
	return compile({ ...lesson, settings: { ...lesson.settings, ...settings } }, []);
};

describe('the look of a lesson', () => {
	it('is said once, and its colour comes as a file of its own', () => {
		const files = looking({ look: { name: 'solemn', accent: '#9a4a00' } });
		const html = fileOf(files, 'index.html')!;
		expect(html).toContain('data-theme="solemn"');
		expect(html.indexOf('runtime/sco.css')).toBeLessThan(html.indexOf('accent.css'));
		expect(fileOf(files, 'accent.css')).toContain('--action:#9a4a00');
	});
	it('without a colour of its own brings no such file', () => {
		const files = looking({});
		expect(fileOf(files, 'accent.css')).toBeNull();
		expect(fileOf(files, 'index.html')).not.toContain('accent.css');
	});
	it('offers only colours that can be read', () => {
		for (const accent of accents)
			expect(contrast(accent, '#ffffff')).toBeGreaterThanOrEqual(readableContrast);
		expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
	});
});

describe('pinyin', () => {
	it('stands above each character and follows the words around it', () => {
		expect(withPinyin('<p>银行 ok</p>')).toBe('<p><ruby>银<rt>yín</rt>行<rt>háng</rt></ruby> ok</p>');
		expect(withPinyin('行走')).toContain('<rt>xíng</rt>');
	});
	it('leaves tags and attributes alone', () => {
		const html = '<img alt="水稻" src="media/a.png">';
		expect(withPinyin(html)).toBe(html);
	});
	it('adds nothing but readings: the text is the same without them', () => {
		const main = (pinyin: boolean) =>
			/<main>[^]*<\/main>/.exec(fileOf(looking({ aids: { pinyin, aloud: false } }), 'index.html')!)![0];
		expect(main(true)).toContain('<rt>');
		expect(main(true).replace(/<rt>[^<]*<\/rt>|<\/?ruby>/g, '')).toBe(main(false));
	});
});
