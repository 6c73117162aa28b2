import { coursesOf } from '$lib/scorm/course';
import { expect, it } from 'vitest';
import { legacy, oldSco, page, structureXml, zipOf, type Files } from '../../../tests/fixtures/packages';
import { refusal, taken } from './taken.fixture';

const pages = { 'a/one.html': page(), 'a/two.html': page(), 'a/three.html': page() };
const inner = `<block id="B2"><identification><title>插秧</title></identification><prerequisites type="aicc_script">S1</prerequisites>
	${oldSco('S2', '密度', 'a/two.html', '<timeLimit><maxTimeAllowed>00:30:00</maxTimeAllowed><timeLimitAction>exit,message</timeLimitAction></timeLimit><masteryScore>80</masteryScore>', '<parameterString>?page=2</parameterString><dataFromLMS>甲</dataFromLMS>')}
	<sco id="S3"><scoAlias targetID="S1"/></sco></block>`;
const course = structureXml(oldSco('S1', '选种', 'a/one.html') + inner);

it('a course structure of SCORM 1.1 is played as SCORM 1.2, whatever its file is called', async () => {
	const { report, manifest, files, codes } = await taken(
		zipOf({ '课/course.xml': course, ...within(pages) })
	);
	expect(report).toMatchObject({
		kind: 'scorm',
		title: '水稻育秧',
		scorm: { version: '1.2', edition: '1.1' },
		verdict: 'works',
		parts: [
			{ title: '选种', path: 'a/one.html', sco: true },
			{ title: '密度', path: 'a/two.html', sco: true },
			{ title: '选种', path: 'a/one.html', sco: true }
		]
	});
	expect(codes).toEqual(['scorm_1_1']);
	const [played] = manifest ? coursesOf(manifest, files.keys()) : [];
	expect(played).toMatchObject({
		version: '1.2',
		edition: '1.1',
		items: [
			{ id: 'S1', href: 'a/one.html' },
			{
				id: 'B2',
				href: null,
				prerequisites: 'S1',
				items: [
					{
						id: 'S2',
						href: 'a/two.html?page=2',
						launchData: '甲',
						masteryScore: '80',
						maxTimeAllowed: '00:30:00',
						timeLimitAction: 'exit,message'
					},
					{ id: 'S3', href: 'a/one.html' }
				]
			}
		]
	});
});

const within = (files: Files): Files =>
	Object.fromEntries(Object.entries(files).map(([path, body]) => [`课/${path}`, body]));

it('a missing page of it is named', async () => {
	const { report, finding } = await taken(zipOf({ 'CSF.xml': course, 'a/one.html': page() }));
	expect(report.verdict).toBe('limits');
	expect(finding('launch_missing')?.where).toEqual(['a/two.html']);
});

it('it may name its DTD, but declare nothing', async () => {
	const named = structureXml(oldSco('S1', '选种', 'a/one.html'), {
		start: '<!DOCTYPE content SYSTEM "scormcsf(1.1).dtd">'
	});
	expect((await taken(zipOf({ 'CSF.xml': named, ...pages }))).report.verdict).toBe('works');
	const declaring = structureXml(oldSco('S1', '&a;', 'a/one.html'), {
		start: '<!DOCTYPE content [<!ENTITY a "b">]>'
	});
	expect(await refusal(zipOf({ 'CSF.xml': declaring, ...pages }))).toBe('manifest_doctype');
});

it('its letters and a broken end are dealt with as those of any manifest', async () => {
	const chinese = await taken(zipOf({ 'CSF.xml': legacy(course, 'gbk'), ...pages }));
	expect([chinese.report.title, chinese.codes]).toEqual(['水稻育秧', ['encoding_wrong', 'scorm_1_1']]);
	expect(await refusal(zipOf({ 'CSF.xml': course.slice(0, -30), ...pages }))).toBe('manifest_malformed');
});

it('aliases that lead into themselves or multiply come to an end', async () => {
	const around = structureXml(
		'<block id="B2"><blockAlias targetID="B1"/></block>' + oldSco('S1', '一', 'a/one.html')
	);
	const { manifest } = await taken(zipOf({ 'CSF.xml': around, ...pages }));
	expect(manifest?.organizations[0]?.items.map(({ id, items }) => [id, items.length])).toEqual([
		['B2', 0],
		['S1', 0]
	]);
	const tenfold = Array.from({ length: 7 }, (_, level) => {
		const inside = Array.from(
			{ length: 10 },
			(__, n) => `<block id="A${level}-${n}"><blockAlias targetID="L${level + 1}"/></block>`
		);
		return `<block id="L${level}">${inside.join('')}</block>`;
	});
	const growing = structureXml(
		tenfold.join('') + `<block id="L7">${oldSco('S1', '一', 'a/one.html')}</block>`
	);
	expect(await refusal(zipOf({ 'CSF.xml': growing, ...pages }))).toBe('manifest_too_many_elements');
});

it('another file that speaks of content is none', async () => {
	const other = '<page><content><blockquote/></content><block/></page>';
	const { report } = await taken(zipOf({ 'a.xml': other, 'index.html': page() }));
	expect([report.kind, report.verdict]).toEqual(['web', 'fails']);
});
