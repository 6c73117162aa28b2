import { describe, expect, it } from 'vitest';
import {
	item,
	legacy,
	manifestXml,
	packageOf,
	page,
	sco,
	utf16,
	zipOf,
	type Files,
	type RawEntry
} from '../../../tests/fixtures/packages';
import type { FindingCode } from '.';
import { refusal, taken } from './taken.fixture';

describe('a good package', () => {
	it.each(['1.2', '2004'] as const)('of SCORM %s has no findings and works', async (version) => {
		const { report, files } = await taken(packageOf({ version }));
		expect(report).toMatchObject({
			kind: 'scorm',
			title: '水稻育秧',
			scorm: { version },
			parts: [{ title: '水稻育秧', path: 'index.html', sco: true }],
			languages: ['zh-CN'],
			findings: [],
			verdict: 'works',
			files: 2
		});
		expect(await files.get('index.html')?.text()).toBe(page());
	});
	it.each([
		[
			'<lom><educational><typicallearningtime><datetime>00:45:00</datetime></typicallearningtime></educational></lom>',
			45
		],
		[
			'<lom><educational><typicalLearningTime><duration>PT1H30M</duration></typicalLearningTime></educational></lom>',
			90
		],
		[
			'<lom><educational><typicalLearningTime><duration>soon</duration></typicalLearningTime></educational></lom>',
			null
		]
	])('tells its minutes: %s', async (metadata, minutes) => {
		expect((await taken(packageOf({ metadata }))).report.minutes).toBe(minutes);
	});
	it('tells its title and languages in its own metadata', async () => {
		const metadata =
			'<lom><general><title><langstring xml:lang="en">Rice</langstring><langstring xml:lang="zh">稻</langstring></title><language>en</language><language>none at all</language></general></lom>';
		expect((await taken(packageOf({ metadata }))).report).toMatchObject({
			title: '稻',
			languages: ['en', 'zh-CN']
		});
	});
});

describe('where the manifest is', () => {
	it('may be one folder, or two, below the top', async () => {
		const { report, files, codes } = await taken(
			zipOf({ 'a/课/imsmanifest.xml': manifestXml(), 'a/课/index.html': page(), 'read me.txt': 'x' })
		);
		expect(report.parts[0]?.path).toBe('index.html');
		expect([...files.keys()]).toEqual(['imsmanifest.xml', 'index.html']);
		expect(codes).toEqual(['files_outside']);
	});
	it('may leave a part without a title: then its page names it', async () => {
		const href = encodeURI('课/催芽.html?a=1');
		const untitled = manifestXml({ href }).replace(/<item\b[\s\S]*?<\/item>/, (item) =>
			item.replace(/<title>.*?<\/title>/, '<title></title>')
		);
		const { report } = await taken(zipOf({ 'imsmanifest.xml': untitled, '课/催芽.html': page() }));
		expect(report.parts[0]?.title).toBe('催芽');
	});
	it('may be written in capitals', async () => {
		expect((await taken(zipOf({ 'IMSMANIFEST.XML': manifestXml(), 'index.html': page() }))).report.kind).toBe(
			'scorm'
		);
	});
	it('is not guessed when there are several', async () => {
		const two = { 'a/imsmanifest.xml': manifestXml(), 'b/imsmanifest.xml': manifestXml() };
		expect(await refusal(zipOf(two))).toBe('several_packages');
	});
});

describe('what is no SCORM is named for what it is', () => {
	const cases: [string, Files][] = [
		['aicc', { 'course.crs': '', 'course.cst': '', 'course.au': '', 'index.html': page() }],
		['cmi5', { 'cmi5.xml': '<courseStructure/>', 'index.html': page() }],
		['xapi', { 'tincan.xml': '<tincan/>', 'index.html': page() }],
		['h5p', { 'h5p.json': '{}', 'content/content.json': '{}' }],
		['exe', { 'contentv3.xml': '<instance/>', 'common.css': '' }],
		['office', { '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '' }],
		['web', { 'site/index.html': page(), 'site/a.css': '' }],
		['unknown', { 'a.txt': 'x' }]
	];
	it.each(cases)('%s', async (kind, files) => {
		const { report, finding } = await taken(zipOf(files));
		expect(report).toMatchObject({ kind, scorm: null, verdict: 'fails' });
		expect(finding('not_scorm')?.severity).toBe('fails');
	});
	it('an IMS content package or a common cartridge plays without results', async () => {
		const plain = manifestXml({ scormType: '' })
			.replaceAll('ADL SCORM', 'IMS Content')
			.replace(/xmlns:adlcp="[^"]*"/, '');
		const pack = await taken(zipOf({ 'imsmanifest.xml': plain, 'index.html': page() }));
		expect(pack.report).toMatchObject({ kind: 'content_package', verdict: 'limits' });
		expect(pack.codes).toContain('no_tracking');
		const cartridge = plain
			.replace('imscp_rootv1p1p2', 'imsccv1p1/imscp_v1p1')
			.replace('/xsd/imsccv1p1', '/xsd/imsccv1p1');
		expect((await taken(zipOf({ 'imsmanifest.xml': cartridge, 'index.html': page() }))).report.kind).toBe(
			'common_cartridge'
		);
	});
});

describe('the letters of a manifest', () => {
	const said = (encoding: string) => manifestXml({ encoding, title: '果树' });
	const cases: [string, Uint8Array, string][] = [
		['a byte order mark', new TextEncoder().encode(`\ufeff${said('UTF-8')}`), '果树'],
		['UTF-16, little end first', utf16(said('UTF-16'), 'le'), '果树'],
		['UTF-16, big end first', utf16(said('UTF-16'), 'be'), '果树'],
		['GB2312', legacy(said('GB2312'), 'gbk'), '果树'],
		['GBK', legacy(said('GBK'), 'gbk'), '果树'],
		['windows-1251', legacy(manifestXml({ encoding: 'windows-1251', title: 'Рис' }), 'windows-1251'), 'Рис']
	];
	it.each(cases)('may be %s', async (_, manifest, title) => {
		const { report, codes } = await taken(zipOf({ 'imsmanifest.xml': manifest, 'index.html': page() }));
		expect(report.title).toBe(title);
		expect(codes).toEqual([]);
	});
	it.each([
		['gbk', '果树'],
		['big5', '果樹的管理'],
		['shift_jis', '果樹の管理']
	])('are taken as what they are when they are %s and not the UTF-8 they say', async (encoding, title) => {
		const manifest = manifestXml({ encoding: 'UTF-8', title });
		for (const text of [manifest, manifest.replace(' encoding="UTF-8"', '')]) {
			const files = { 'imsmanifest.xml': legacy(text, encoding), 'index.html': page() };
			const { report, codes } = await taken(zipOf(files));
			expect(report.title).toBe(title);
			expect(codes).toEqual(['encoding_wrong']);
		}
	});
	it('may have a bare &', async () => {
		const { report, codes } = await taken(packageOf({ title: '水 & 肥 &nbsp; &constructor; &#33; &lt;1' }));
		expect(report.title).toBe('水 & 肥 &nbsp; &constructor; ! <1');
		expect(codes).toEqual(['ampersand']);
	});
});

describe('the names of files', () => {
	it.each(['gbk', 'big5', 'shift_jis', 'ibm866', 'windows-1251'])(
		'may be in %s, if the manifest names them',
		async (encoding) => {
			const name =
				{
					gbk: '播种方法.html',
					big5: '播種方法.html',
					shift_jis: '種まき.html',
					ibm866: 'Посев.html',
					'windows-1251': 'Посев.html'
				}[encoding] ?? '';
			const raw: RawEntry = { name: legacy(name, encoding), body: page(), utf8: false };
			const { report } = await taken(zipOf({ 'imsmanifest.xml': manifestXml({ href: name }) }, [raw]));
			expect(report).toMatchObject({ parts: [{ path: name }], verdict: 'works' });
		}
	);
	it('may be GBK that looks like UTF-8', async () => {
		const raw: RawEntry = { name: legacy('联通.html', 'gbk'), body: page(), utf8: false };
		const { report } = await taken(zipOf({ 'imsmanifest.xml': manifestXml({ href: '联通.html' }) }, [raw]));
		expect(report.parts[0]?.path).toBe('联通.html');
	});
	it('may be UTF-8 without saying so', async () => {
		const raw: RawEntry = { name: '播种.html', body: page(), utf8: false };
		const { report } = await taken(zipOf({ 'imsmanifest.xml': manifestXml({ href: '播种.html' }) }, [raw]));
		expect(report.verdict).toBe('works');
	});
	const repaired: [string, string, string][] = [
		['backslashes', 'pages\\one.html', 'pages/one.html'],
		['other letter case', 'Pages/One.HTML', 'pages/one.html'],
		['another Unicode form', 'caf\u00e9.html', 'cafe\u0301.html'],
		['%xx', 'my%20page.html', 'my page.html'],
		['%xx of GBK', '%B2%A5.html', '播.html'],
		['%xx of Big5', '%BC%BD.html', '播.html'],
		['%xx of Shift JIS', '%94d.html', '播.html']
	];
	it.each(repaired)('are found in spite of %s', async (_, href, path) => {
		const { report, codes } = await taken(packageOf({ href }, { [path]: page() }));
		expect(report.parts[0]?.path).toBe(path);
		expect(codes).toEqual(['names_repaired']);
	});
	it('may themselves have a % or #', async () => {
		const { report } = await taken(packageOf({ href: '50%25 #1.html' }, { '50%25 #1.html': page() }));
		expect(report.parts[0]?.path).toBe('50%25 #1.html');
	});
	it('of what Mac and Windows leave behind are dropped', async () => {
		const left = {
			'__MACOSX/._index.html': 'x',
			'.DS_Store': 'x',
			'a/Thumbs.db': 'x',
			'desktop.ini': 'x',
			'._b': 'x'
		};
		expect([...(await taken(packageOf({}, left))).files.keys()]).toEqual(['imsmanifest.xml', 'index.html']);
	});
});

describe('what a manifest says oddly', () => {
	it.each([
		[{ version: '2004' as const, schemaVersion: '1.2' }, '2004'],
		[{ version: '1.2' as const, schemaVersion: 'SCORM_1.2' }, '1.2'],
		[{ version: '2004' as const, schemaVersion: null }, '2004'],
		[{ version: '2004' as const, schemaVersion: 'CAM 1.3' }, '2004']
	])('its version is decided by its namespaces: %j', async (options, version) => {
		const { report, codes } = await taken(packageOf(options));
		expect(report.scorm?.version).toBe(version);
		expect(codes).toEqual(options.schemaVersion === 'CAM 1.3' ? [] : ['version_odd']);
	});
	it('its version is 2004 when it has sequencing, even if nothing else says so', async () => {
		const manifest = manifestXml({ schemaVersion: null })
			.replace('xsd/imscp_rootv1p1p2', 'xsd/imscp_v1p1')
			.replace('adlcp_rootv1p2', 'adlcp_v1p2');
		const { report } = await taken(zipOf({ 'imsmanifest.xml': manifest, 'index.html': page() }));
		expect(report.scorm?.version).toBe('2004');
	});
	it('identifiers may have white space around them, as in the ADL conformance suite', async () => {
		const resources = `<resources>${sco('   R     ', ' index.html ')}</resources>`;
		expect((await taken(packageOf({ resources }))).report).toMatchObject({ findings: [], verdict: 'works' });
	});
	it('without organizations every SCO is a part', async () => {
		const organizations = '<organizations/>';
		const resources = `<resources>${sco('A', 'a.html')}${sco('B', 'b.html')}<resource identifier="C" adlcp:scormtype="asset" href="c.html"/></resources>`;
		const named = '<!doctype html><title> 果树\n 修剪 </title>';
		const files = { 'a.html': named, 'b.html': page(), 'c.html': page() };
		const { report, codes } = await taken(packageOf({ organizations, resources }, files));
		expect(report.parts.map(({ path, title }) => [path, title])).toEqual([
			['a.html', 'a'],
			['b.html', 'b']
		]);
		expect(report.title).toBe('果树 修剪');
		expect(codes).toEqual(['no_organization']);
	});
	const two = (attribute: string) =>
		`<organizations ${attribute}><organization identifier="O1"><title>一</title>${item('I', 'R', '甲')}</organization><organization identifier="O2"><title>二</title>${item('J', 'R', '乙')}</organization></organizations>`;
	it.each([
		['default="O2"', '二', ['several_organizations']],
		['default="O9"', '一', ['several_organizations', 'default_wrong']],
		['', '一', ['several_organizations']]
	])('of several organizations %s the default is taken, else the first', async (attribute, title, wanted) => {
		const { report, codes } = await taken(packageOf({ organizations: two(attribute) }));
		expect(report.organizations.find(({ chosen }) => chosen)?.title).toBe(title);
		expect(codes).toEqual(wanted);
	});
	it('an item without a resource is a heading', async () => {
		const organizations = `<organizations><organization identifier="O"><title>课</title>${item('I', 'R', '甲')}${item('J', 'gone', '乙')}</organization></organizations>`;
		const { report, finding } = await taken(packageOf({ organizations }));
		expect(report.parts).toHaveLength(1);
		expect(finding('item_without_resource')).toMatchObject({ severity: 'note', where: ['乙'] });
	});
	it('scormType may be missing, or in any letter case', async () => {
		const { report, codes, finding } = await taken(packageOf({ scormType: '' }));
		expect(report.parts[0]?.sco).toBe(false);
		expect(codes).toEqual(['no_tracking', 'scormtype_missing']);
		expect(finding('no_tracking')?.severity).toBe('limits');
		const other = await taken(packageOf({ version: '2004', scormType: 'adlcp:SCORMTYPE="SCO"' }));
		expect(other.report.parts[0]?.sco).toBe(true);
	});
	it('xml:base counts in the manifest, its resources and each resource', async () => {
		const resources = `<resources xml:base="b/">${sco('R', 'index.html', ' xml:base="c"')}</resources>`;
		const { report } = await taken(
			packageOf({ attributes: 'xml:base="a/"', resources }, { 'a/b/c/index.html': page() })
		);
		expect(report).toMatchObject({ parts: [{ path: 'a/b/c/index.html' }], verdict: 'works' });
	});
	it.each([
		['index.html', '?a=1', 'index.html?a=1'],
		['index.html', '&amp;a=1', 'index.html?a=1'],
		['index.html?x=2', '?a=1', 'index.html?x=2&a=1'],
		['index.html#top', 'a=1', 'index.html?a=1#top'],
		['index.html', '#part', 'index.html#part']
	])('%s with parameters %s launches %s', async (href, parameters, launch) => {
		const { manifest, report } = await taken(packageOf({ href, parameters, files: ['index.html'] }));
		expect(manifest?.organizations[0]?.items[0]?.launch).toBe(launch);
		expect(report.verdict).toBe('works');
	});
	it.each([
		['https://a.example.net/x.html', 'launch_online'],
		['//a.example.net/x.html', 'launch_online'],
		['javascript:alert(1)', 'launch_script'],
		['java\tscript:alert(1)', 'launch_script'],
		['data:text/html,x', 'launch_script'],
		['../../index.html', 'launch_missing'],
		['gone.html', 'launch_missing']
	])('%s cannot be launched', async (href, code) => {
		const { report, finding } = await taken(packageOf({ href, files: [] }));
		expect(report.verdict).toBe('fails');
		expect(finding(code as FindingCode)).toMatchObject({ severity: 'fails', count: 1 });
	});
	it('one part that cannot be launched leaves the others', async () => {
		const organizations = `<organizations><organization identifier="O"><title>课</title>${item('J', 'S', '乙')}${item('I', 'R', '甲')}</organization></organizations>`;
		const resources = `<resources>${sco('R', 'index.html')}${sco('S', 'gone.html')}</resources>`;
		const { report, finding } = await taken(packageOf({ organizations, resources }));
		expect(report.verdict).toBe('limits');
		expect(finding('launch_missing')?.severity).toBe('limits');
	});
});
