import { expect, it } from 'vitest';
import { courseWith } from '../../../tests/fixtures/courses';
import { pagesToTry } from './pages-to-try';

it('the steps come first, in the order of the course, then every other page once; each begins a course of its own', () => {
	const needs = '<adlcp:prerequisites type="aicc_script">A</adlcp:prerequisites>';
	const { course } = courseWith('1.2', [{ id: 'B' }, { id: 'A', inside: needs }]);
	const pages = pagesToTry(course, ['A.html', 'img/a.png', 'p10.htm', 'p2.htm', 'B.html', '课/一.html']);
	expect(pages.map(({ path, part }) => `${path} ${part}`)).toEqual([
		...['B.html true', 'A.html true', 'p2.htm false', 'p10.htm false', '课/一.html false']
	]);
	expect(pages.map(({ course: { items } }) => [items.length, items[0]?.prerequisites])).toEqual(
		Array(5).fill([1, ''])
	);
	expect(pages[4]?.course.items[0]?.href).toBe('%E8%AF%BE/%E4%B8%80.html');
});
