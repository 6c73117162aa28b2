import { describe, expect, it } from 'vitest';
import { legacy, packageOf, page, type Files } from '../../../tests/fixtures/packages';
import type { FindingCode } from '.';
import { taken } from './taken.fixture';

describe('what a station cannot give is found', () => {
	it('Flash', async () => {
		const { report, finding } = await taken(packageOf({}, { 'a.swf': 'FWS' }));
		expect(finding('flash')).toMatchObject({ severity: 'limits', where: ['a.swf'] });
		expect(report.verdict).toBe('limits');
		expect((await taken(packageOf({ href: 'a.swf' }, { 'a.swf': 'FWS' }))).report.verdict).toBe('fails');
		const shown = page('<object data="a.swf"></object>');
		expect((await taken(packageOf({}, { 'index.html': shown }))).codes).toContain('flash');
		const told = { 'a.xml': '<a>intro.swf</a>', 'index.html': page('<p>intro.swf</p>') };
		expect((await taken(packageOf({}, told))).codes).toEqual([]);
	});
	it('calls to the internet, with their addresses', async () => {
		const body = `<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Lato"><script src='//cdn.example.net/x.js'></script>
			<a href="https://www.moa.gov.cn/">链接</a><script>fetch("https://api.example.net/v1/a")</script>`;
		const { finding } = await taken(
			packageOf(
				{},
				{
					'index.html': page(body),
					'a.css':
						'@import "https://use.fontawesome.com/a.css"; a { background: url(https://img.example.net/b.png) }',
					'a.js':
						'const at = "https://cloud.scorm.com/api"; const ns = "http://www.w3.org/2000/svg"; // https://never.example.net'
				}
			)
		);
		expect(finding('calls_out')?.where).toEqual([
			'https://fonts.googleapis.com/css?family=Lato',
			'https://api.example.net/v1/a',
			'https://use.fontawesome.com/a.css',
			'https://img.example.net/b.png'
		]);
		expect(finding('addresses')).toMatchObject({
			severity: 'note',
			where: ['https://cloud.scorm.com']
		});
		expect(finding('programs_online')?.where).toEqual(['//cdn.example.net/x.js']);
	});
	it('programs from the internet, without which a page may stay empty; those that count visits are none', async () => {
		const body = `<script src="https://hm.baidu.com/hm.js?1"></script><script src="https://cdn.example.net/p5.js"></script>`;
		const { finding, report } = await taken(
			packageOf({}, { 'index.html': page(body), 'w.js': 'importScripts("https://cdn.example.net/w.js")' })
		);
		expect(report.findings.filter(({ code }) => code === 'programs_online')).toMatchObject([
			{ severity: 'fails', where: ['https://cdn.example.net/p5.js'] },
			{ severity: 'limits', where: ['https://cdn.example.net/w.js'] }
		]);
		expect(finding('calls_out')?.where).toEqual(['https://hm.baidu.com/hm.js?1']);
	});
	it('films and pages on the internet, also those a script puts in; that a player could is not enough', async () => {
		const body = `<iframe src="https://quiz.example.net/1"></iframe><a href="https://www.youtube.com/embed/abcdefghijk">看</a>`;
		const script = `const known = 'https://www.youtube.com/embed/' + id; play("https://player.vimeo.com/video/70211955?autoplay=1");
			frame = "<iframe src='//player.bilibili.com/player.html?bvid=BV1x'>"`;
		const { finding } = await taken(packageOf({}, { 'index.html': page(body), 'a.js': script }));
		expect(finding('media_online')).toMatchObject({
			severity: 'limits',
			where: ['https://player.vimeo.com/video/70211955', '//player.bilibili.com/player.html?bvid=BV1x']
		});
	});
	it('films a script or its data names by their address, however it writes the slashes', async () => {
		const script = String.raw`x = "{\"path\":\"https:\/\/media.example.net\/a\/iv.webm\"}"; y = 'https://media.example.net/b.mp3?1';
			z = 'b.mp4'; help = "https://example.net/page.html"`;
		const { finding } = await taken(
			packageOf(
				{},
				{ 'a.js': script, 'index.html': page('<a href="https://media.example.net/c.mp4">看</a>') }
			)
		);
		expect(finding('media_online')?.where).toEqual([
			'https://media.example.net/a/iv.webm',
			'https://media.example.net/b.mp3'
		]);
	});
	it('Flash beside a version without it is only to know', async () => {
		const both = { 'story.swf': 'FWS', 'story_html5.html': page('') };
		const { finding, report } = await taken(packageOf({}, both));
		expect([finding('flash'), finding('flash_beside')?.severity]).toEqual([undefined, 'note']);
		expect(report.verdict).toBe('works');
	});
	it.each([
		['popups', 'window.open("a.html")'],
		['own_worker', 'navigator.serviceWorker.register("w.js")'],
		['direct_connection', 'new RTCPeerConnection()']
	])('%s', async (code, script) => {
		expect((await taken(packageOf({}, { 'a.js': script }))).finding(code as FindingCode)?.where).toEqual([
			'a.js'
		]);
	});
	it('windows open inside the lesson: that is only to know', async () => {
		const files = { 'a.js': 'window.open("a.html")', 'a.html': page() };
		const { report, finding } = await taken(packageOf({}, files));
		expect([finding('popups')?.severity, report.verdict]).toEqual(['note', 'works']);
	});
	it.each([
		['index.html', page('<link rel="dns-prefetch" href="//leak.example.net">')],
		['index.html', page('<link href="https://leak.example.net" crossorigin rel=preconnect>')],
		['index.html', page('<meta http-equiv="x-dns-prefetch-control" content="on">')],
		['a.js', 'var l = document.createElement("link"); l.rel = "preconnect"; l.href = x;'],
		['a.js', 'link.setAttribute("rel", \'dns-prefetch\')'],
		['a.js', 'h("link", { rel: "preconnect", href: x })'],
		['a.js', 'new webkitRTCPeerConnection({ iceServers })'],
		['a.js', 'new WebTransport(x)']
	])('connections that are made without a request: %s with %s', async (path, text) => {
		const { finding } = await taken(packageOf({}, { [path]: text }));
		expect(finding('direct_connection')?.where).toEqual([path]);
	});
	it('a library that merely knows such words connects nowhere', async () => {
		const { codes } = await taken(
			packageOf({}, { 'a.js': 'preconnectAs("preconnect", href); D("dns-prefetch", h)' })
		);
		expect(codes).not.toContain('direct_connection');
	});
	it('a last day that its maker set; once it is over the package does not open', async () => {
		const script = `cp.D={peon:true,pems:'C\\'est fini',pey:2027,pem:3,ped:9,fadeInAtStart:0}`;
		const zip = packageOf({}, { 'assets/js/CPM.js': script });
		const before = await taken(zip, Date.parse('2027-03-08T12:00:00Z'));
		expect(before.finding('expires')).toMatchObject({ severity: 'limits', where: ['2027-03-09'] });
		const after = await taken(zip, Date.parse('2027-03-09T12:00:00Z'));
		expect([after.finding('expires')?.severity, after.report.verdict]).toEqual(['fails', 'fails']);
		const without = packageOf({}, { 'assets/js/CPM.js': script.replace('true', 'false') });
		expect((await taken(without)).codes).toEqual([]);
	});
	it('plug-ins and films no browser plays', async () => {
		const { finding } = await taken(
			packageOf({}, { 'index.html': page('<applet code="A">'), '播种.wmv': 'x', 'b.mp4': 'x' })
		);
		expect(finding('plugin')?.where).toEqual(['index.html']);
		expect(finding('film_format')?.where).toEqual(['播种.wmv']);
	});
	it('missing files: those of the manifest and those of the first page', async () => {
		const body = '<img src="gone.png"><img src="here.png?1"><script src="data:text/javascript,1"></script>';
		const { finding } = await taken(
			packageOf({ files: ['index.html', 'a/gone.css'] }, { 'index.html': page(body), 'here.png': 'x' })
		);
		expect(finding('files_missing')?.where).toEqual(['a/gone.css', 'gone.png']);
	});
	it.each([
		['gbk', '<meta charset="gb2312">', '图/播种.png'],
		['gbk', '', '图/播种.png'],
		['big5', '', '圖片/播種的方法.png'],
		['gbk', '<meta charset="nothing">', 'a.png']
	])('those of a first page in %s %s are found by their names', async (encoding, meta, name) => {
		const first = legacy(`<html><head>${meta}</head><body><img src="${name}"></body></html>`, encoding);
		const { codes } = await taken(packageOf({}, { 'index.html': first, [name]: 'x' }));
		expect(codes).toEqual([]);
	});
});

describe('the program that made it is told', () => {
	const cases: [string, string, Files][] = [
		['yuanke', '', { 'lesson-source.json': '{}' }],
		['yuanke', '', { 'abc123/lesson-source.json': '{}' }],
		[
			'storyline',
			'3.58.25266.0',
			{ 'index.html': '<!-- Created using Storyline 360 --><!-- version: 3.58.25266.0 -->' }
		],
		[
			'storyline',
			'3.50.1',
			{
				'story_content/a.js': '',
				'meta.xml': '<meta><application name="Articulate Storyline" version="3.50.1"/></meta>'
			}
		],
		['rise', '', { 'scormcontent/index.html': page(), 'scormdriver/indexAPI.html': page() }],
		[
			'captivate',
			'11.5.0.476',
			{ 'assets/js/CPM.js': '', 'project.txt': '{"metadata":{"version":"11.5.0.476"}}' }
		],
		['ispring', '', { 'index.html': page('<script src="ispring.min.js"></script>') }],
		['ispring', '10.1', { 'index.html': page('<!-- Created with iSpring Suite 10.1 -->') }],
		['exe', '2.9', { 'index.html': page('<meta name="generator" content="eXeLearning 2.9">') }],
		['adapt', '', { 'adapt/js/adapt.min.js': '' }],
		['h5p', '', { 'h5p/h5p.json': '{}' }],
		['lectora', '', { 'trivantis-core.js': '' }],
		['xerte', '', { 'xenith_html5.js': '' }],
		['hotpotatoes', '7.0', { 'index.html': page('<!-- Made with HotPotatoes: Masher Version 7.0 -->') }]
	];
	it.each(cases)('%s %s', async (id, version, files) => {
		expect((await taken(packageOf({}, files))).report.tool).toMatchObject({ id, version });
	});
	it('or what it calls itself', async () => {
		const files = { 'index.html': page('<meta name="generator" content="课件大师 3">') };
		expect((await taken(packageOf({}, files))).report.tool).toEqual({
			id: 'other',
			name: '课件大师 3',
			version: ''
		});
		expect((await taken(packageOf())).report.tool.id).toBe('unknown');
	});
});
