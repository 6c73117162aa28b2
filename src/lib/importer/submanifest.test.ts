import { coursesOf } from '$lib/scorm/course';
import { expect, it } from 'vitest';
import { item, packageOf, page, sco, submanifest } from '../../../tests/fixtures/packages';
import { refusal, taken } from './taken.fixture';

const organizations = (items: string) =>
	`<organizations><organization identifier="O"><title>全套</title>${items}</organization></organizations>`;
const resources = `<resources>${sco('R', 'index.html')}</resources>`;
const after = '<adlcp:prerequisites type="aicc_script">I&amp;"R"</adlcp:prerequisites>';
const volume = (id: string, more = '') =>
	submanifest(
		id,
		item('I', 'R', '选种') + item('J', 'S', '催芽', '', after),
		sco('R', 'a.html') + sco('S', 'b.html'),
		more
	);
const pages = (folder: string) => ({ [`${folder}/a.html`]: page(), [`${folder}/b.html`]: page() });

it('the organization of a manifest inside the manifest takes the place of the item that names it', async () => {
	const zip = packageOf(
		{
			organizations: organizations(item('I', 'R', '开始') + item('M1', 'A', '上册') + item('M2', 'B', '')),
			resources,
			inside: volume('A') + volume('B')
		},
		{ ...pages('A'), ...pages('B') }
	);
	const { report, codes, manifest, files } = await taken(zip);
	expect([report.verdict, codes]).toEqual(['works', []]);
	expect(report.parts.map(({ path, sco: speaks }) => [path, speaks])).toEqual([
		['index.html', true],
		['A/a.html', true],
		['A/b.html', true],
		['B/a.html', true],
		['B/b.html', true]
	]);
	const [course] = manifest ? coursesOf(manifest, files.keys()) : [];
	expect(course?.items.map(({ id, title, href }) => [id, title, href])).toEqual([
		['I', '开始', 'index.html'],
		['M1', '上册', null],
		['M2', '第B册', null]
	]);
	// Both have the same names, and each means its own.
	expect(course?.items[2]?.items.map(({ id, href, prerequisites }) => [id, href, prerequisites])).toEqual([
		['M2.I', 'B/a.html', ''],
		['M2.J', 'B/b.html', 'M2.I&"R"']
	]);
	expect(course?.items[1]?.items[1]?.prerequisites).toBe('M1.I&"R"');
});

it('manifests may lie in manifests, and their bases are joined', async () => {
	const inner = submanifest('C', item('I', 'R', '最里面'), sco('R', 'a.html'));
	const outer = submanifest('A', item('K', 'C', '里面'), '', inner);
	const zip = packageOf(
		{ organizations: organizations(item('M', 'A', '上册')), resources, inside: outer },
		{ 'A/C/a.html': page() }
	);
	const { report, codes, manifest } = await taken(zip);
	expect([report.parts.map(({ path }) => path), codes]).toEqual([['A/C/a.html'], []]);
	expect(manifest?.organizations[0]?.items[0]?.items[0]?.items[0]?.id).toBe('M.K.I');
});

it('what is missing in one is named, and so is one that no item names', async () => {
	const one = { organizations: organizations(item('I', 'R', '开始') + item('M', 'A', '上册')), resources };
	const lost = await taken(packageOf({ ...one, inside: volume('A') }, { 'A/a.html': page() }));
	expect(lost.finding('launch_missing')?.where).toEqual(['A/b.html']);
	const idle = await taken(packageOf({ ...one, inside: volume('A') + volume('B') }, pages('A')));
	expect(idle.finding('submanifest')).toMatchObject({ severity: 'limits', where: ['B'] });
});

it('manifests that multiply come to an end', async () => {
	const many = Array.from({ length: 30 }, (_, n) => n);
	const level = (n: number): string =>
		n > 4
			? submanifest('L5', item('I', 'R', '一'), sco('R', 'a.html'))
			: submanifest(`L${n}`, many.map((i) => item(`I${i}`, `L${n + 1}`, '一')).join(''), '', level(n + 1));
	const zip = packageOf({ organizations: organizations(item('M', 'L1', '一')), resources, inside: level(1) });
	expect(await refusal(zip)).toBe('manifest_too_many_elements');
	const deep = (n: number): string =>
		n > 12 ? '' : submanifest(`L${n}`, item('I', `L${n + 1}`, '一'), '', deep(n + 1));
	const well = packageOf({ organizations: organizations(item('M', 'L1', '一')), resources, inside: deep(1) });
	expect(await refusal(well)).toBe('manifest_too_deep');
});
