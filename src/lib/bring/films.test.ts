import { describe, expect, it } from 'vitest';
import { filmFromName, filmsFromSheet, stemOf } from '.';

describe('a film', () => {
	it.each([
		['01_水稻育秧_技术_15分钟.mp4', '水稻育秧', 'technology', 15],
		['水稻育秧.mp4', '水稻育秧', null, null],
		['技术.mov', '技术', null, null],
		['3_民法典_普法.mkv', '民法典', 'law', null],
		['02_党课_第一讲_党建_20分.mp4', '党课 第一讲', 'party', 20],
		['VID_20260301_101010.mp4', 'VID 20260301 101010', null, null],
		['1_育秧_9999分钟.mp4', '育秧 9999分钟', null, null]
	])('called %s says what its lesson is', (name, title, theme, minutes) => {
		expect(filmFromName(name)).toMatchObject({ title, theme, minutes });
	});
	it('is described by a list, whatever the order of its columns', () => {
		const films = filmsFromSheet([
			['春季视频'],
			['分钟', '主题', '文件名', '标题', '简介'],
			[15, '科技', 'A01.MP4', '育秧', '怎样育秧'],
			[null, null, 'b', null, null],
			[1, null, null, '无名', null]
		]);
		expect(films.get(stemOf('a01.mp4'))).toEqual({
			title: '育秧',
			theme: 'technology',
			minutes: 15,
			summary: '怎样育秧'
		});
		expect(films.get('b')).toEqual({});
		expect(films.size).toBe(2);
	});
});
