import { blankAbout, blankSource, newLesson, type Lesson } from '$lib/lesson';
import { describe, expect, it } from 'vitest';
import { compile } from '.';

const lesson = newLesson('稻', 'zh-CN');
const saying = (settings: Partial<Lesson['settings']>) =>
	new Map(
		compile({ ...lesson, settings: { ...lesson.settings, ...settings } }, []).map((file) => [
			file.path,
			'body' in file ? new TextDecoder().decode(file.body) : ''
		])
	);
const about = {
	...blankAbout,
	author: '农技站 <一>',
	sources: [
		{ ...blankSource, title: '《农药管理条例》', publisher: '国务院令第 677 号', supports: '第 2 页' },
		blankSource
	],
	validOn: '2026-03-05'
};

describe('where a lesson comes from', () => {
	it('is one line at its end that unfolds into people, sources and days', () => {
		const html = saying({ about }).get('index.html')!;
		expect(html).toContain('<summary>这一课从哪里来 · 2026 年 3 月 5 日核对</summary>');
		expect(html).toContain('编写：农技站 &lt;一&gt;');
		expect(html).toContain('《农药管理条例》，国务院令第 677 号');
		expect(html).toContain('用在：第 2 页');
		expect(html.match(/<li>/g)).toHaveLength(1);
		expect(html).toContain('专家审读：还没有');
		const reviewed = saying({ about: { ...about, reviewer: '李老师' } }).get('index.html')!;
		expect(reviewed).toContain('专家审读：李老师');
		expect(reviewed).not.toContain('还没有');
		expect(html.indexOf('class="about"')).toBeGreaterThan(html.lastIndexOf('<h1'));
	});
	it('is not there where nothing is said', () => {
		for (const settings of [{}, { about: blankAbout }])
			expect(saying(settings).get('index.html')).not.toContain('class="about"');
	});
});

it('a note to authors is in no file of a package', () => {
	const files = saying({ note: '放给大家看以前请改' });
	expect([...files.values()].filter((text) => text.includes('放给大家看以前'))).toEqual([]);
	expect(JSON.parse(files.get('lesson-source.json')!)).toEqual(lesson);
});
