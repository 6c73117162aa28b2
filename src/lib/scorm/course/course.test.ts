import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { item, manifestXml, sco, type ManifestOptions } from '../../../../tests/fixtures/packages';
import { readManifest } from '..';
import { activitiesOf, Course, courseOf, FileIndex } from '.';

function courseWith(options: ManifestOptions, files: string[], organization = 0): Course | null {
	const reading = readManifest(new TextEncoder().encode(manifestXml(options)));
	if (reading.state !== 'read') throw new Error(reading.why);
	return courseOf(reading.manifest, organization, new FileIndex(new Set(files)));
}

const hrefs = (course: Course | null) => activitiesOf(course?.items ?? []).map(({ href }) => href);

describe('a course', () => {
	it('is what the manifest says, folders and all, and survives being stored', () => {
		const organizations = `<organizations default="O"><organization identifier="O"><title>水稻</title>
			<item identifier="F"><title>第一章</title>${item('A', 'R', '育秧', '', '<adlcp:masteryscore>70</adlcp:masteryscore><adlcp:datafromlms>x=1</adlcp:datafromlms>')}</item>
			${item('B', 'S', '插秧', ' isvisible="false"', '<adlcp:prerequisites type="aicc_script">A</adlcp:prerequisites>')}</organization></organizations>`;
		const resources = `<resources>${sco('R', 'a.html')}${sco('S', 'b.html')}</resources>`;
		const course = courseWith({ organizations, resources }, ['a.html', 'b.html']);
		expect(course).toMatchObject({
			version: '1.2',
			edition: '1.2',
			id: 'O',
			title: '水稻',
			items: [
				{
					id: 'F',
					title: '第一章',
					href: null,
					items: [{ id: 'A', href: 'a.html', masteryScore: '70', launchData: 'x=1' }]
				},
				{ id: 'B', visible: false, sco: true, prerequisites: 'A' }
			]
		});
		expect(v.parse(Course, JSON.parse(JSON.stringify(course)))).toEqual(course);
	});
	it('gives two items of one name two names', () => {
		const organizations = `<organizations><organization identifier="O"><title>t</title>${item('A', 'R', '一')}${item('A', 'R', '二')}${item('', 'R', '三')}</organization></organizations>`;
		const course = courseWith({ organizations }, ['index.html']);
		expect(course?.items.map(({ id }) => id)).toEqual(['A', 'A-2', 'item']);
	});
	it('is the organization that was chosen, and null when there is none', () => {
		const one = (id: string) =>
			`<organization identifier="${id}"><title>${id}</title>${item('I', 'R', id)}</organization>`;
		const organizations = `<organizations default="P">${one('O')}${one('P')}</organizations>`;
		expect(courseWith({ organizations }, ['index.html'], 1)?.title).toBe('P');
		expect(courseWith({ organizations }, ['index.html'], 2)).toBeNull();
	});
});

describe('an address', () => {
	it.each([
		['index.html', 'index.html', 'index.html'],
		['INDEX.HTML?a=1#top', 'index.html', 'index.html?a=1#top'],
		['课 程\\开始.html', '课 程/开始.html', '%E8%AF%BE%20%E7%A8%8B/%E5%BC%80%E5%A7%8B.html'],
		['a%231.html?x', 'a#1.html', 'a%231.html?x'],
		['a?b.html', 'a?b.html', 'a%3Fb.html'],
		['http://example.org/x', 'index.html', null],
		['gone.html', 'index.html', null]
	])('%s for the file %s is %s', (href, file, expected) => {
		expect(hrefs(courseWith({ href }, [file]))).toEqual([expected]);
	});
});
