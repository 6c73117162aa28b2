import { page, type Files } from '../../../tests/fixtures/packages';
import { item, manifestXml, sco } from '../../../tests/fixtures/packages';
import type { ImportReport } from '.';

/** A small package, what it is like, and the true answer to: will it work in a village without a network? */
export interface Row {
	kind: string;
	name: string;
	expected: ImportReport['verdict'];
	files: Files;
	/** Pages of its parts; one, `index.html`, by default. */
	parts?: string[];
}

const words = '<h1>水稻育秧</h1><p>选种、浸种、催芽，再播到秧田里。每天看水，别让秧板干裂。</p>';
const here = (inside = '') => page(`${words}${inside}`);
const script = (text: string) => `<script>${text}</script>`;
const png = new Uint8Array([137, 80, 78, 71]);
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const cdn = 'https://cdn.example-school.cn';
const quiz = 'https://quiz.example-school.cn/rice';
/** What packages find their API with; it loads nothing. */
const wrapper = `function findAPI(win) { var tries = 0; while (win.API == null && win.parent != null && win.parent != win) { if (++tries > 7) return null; win = win.parent; } return win.API; }
	var API = findAPI(window); if (API) { API.LMSInitialize(''); window.onunload = function () { API.LMSFinish(''); }; }`;

/** The manifest for pages that are parts. */
export function manifestOf({ parts = ['index.html'] }: Row): string {
	const items = parts.map((_, place) => item(`I${place}`, `R${place}`, `第${place + 1}节`)).join('');
	return manifestXml({
		organizations: `<organizations default="O"><organization identifier="O"><title>育秧</title>${items}</organization></organizations>`,
		resources: `<resources>${parts.map((path, place) => sco(`R${place}`, path)).join('')}</resources>`
	});
}

const rows: Row[] = [];
const add = (
	kind: string,
	expected: Row['expected'],
	cases: [name: string, files: Files, parts?: string[]][]
) =>
	rows.push(
		...cases.map(([name, files, parts]) => ({ kind, name, expected, files, ...(parts && { parts }) }))
	);

add('first page: program missing', 'fails', [
	['a script beside it', { 'index.html': here('<script src="player.js"></script>') }],
	['a script in a folder, without quotes', { 'index.html': here('<script src=lib/player.min.js></script>') }],
	['as a module', { 'index.html': here('<script type="module" src="./main.js"></script>') }],
	[
		'a module that imports what is not there',
		{
			'index.html': here('<script type="module" src="main.js"></script>'),
			'main.js': 'import { run } from "./run.js"; run();'
		}
	],
	[
		'a script that a script writes',
		{ 'index.html': here(script(`document.write('<script src="js/player.js"><\\/script>');`)) }
	],
	[
		'a script that a script appends',
		{
			'index.html': here(
				script(
					`var s = document.createElement('script'); s.src = 'js/' + 'player.js'; document.head.appendChild(s);`
				)
			)
		}
	],
	[
		'a script that a function appends',
		{
			'index.html': here(
				script(
					`function load(src) { var tag = document.createElement("script"); tag.src = src; document.body.append(tag); } load("engine/core.js");`
				)
			)
		}
	],
	[
		'what RequireJS begins with',
		{
			'index.html': here('<script data-main="js/app" src="require.js"></script>'),
			'require.js': 'var requirejs = 1;'
		}
	],
	[
		'in the frame that it shows',
		{
			'index.html': page('<iframe src="course/start.html"></iframe>'),
			'course/start.html': here('<script src="start.js"></script>')
		}
	],
	[
		'at the top of the server',
		{ 'index.html': here('<script src="/lib/player.js"></script>'), 'lib/player.js': '1' }
	]
]);
add('first page: program on the internet', 'fails', [
	['a script', { 'index.html': here(`<script src="${cdn}/player.js"></script>`) }],
	[
		'a script without a scheme',
		{ 'index.html': here('<script src="//code.jquery.com/jquery-3.7.1.min.js"></script>') }
	],
	[
		'a script that a script appends',
		{
			'index.html': here(
				script(
					`(function () { var s = document.createElement('script'); s.async = true; s.src = '${cdn}/player.js'; document.getElementsByTagName('head')[0].appendChild(s); })();`
				)
			)
		}
	],
	[
		'its address put together',
		{
			'index.html': here(
				script(
					`var host = 'cdn.example-school.cn', s = document.createElement('script'); s.src = document.location.protocol + '//' + host + '/p.js'; document.body.appendChild(s);`
				)
			)
		}
	],
	[
		'written by a script of its own',
		{
			'index.html': here('<script src="a.js"></script>'),
			'a.js': `document.writeln("<script src='${cdn}/p.js'></" + "script>");`
		}
	],
	['imported', { 'index.html': here(`<script type="module">import p from "${cdn}/p.mjs"; p();</script>`) }],
	[
		'imported when the page runs',
		{ 'index.html': here(script(`import("${cdn}/p.mjs").then(function (p) { p.run(); });`)) }
	],
	[
		'by jQuery',
		{
			'index.html': here(
				`<script src="jquery.js"></script>${script(`$(function () { $.getScript('${cdn}/p.js'); });`)}`
			),
			'jquery.js': 'window.$ = 1;'
		}
	],
	[
		'where a bundler looks for its parts',
		{
			'index.html': here('<script src="main.js"></script>'),
			'main.js': `(function(){var n={};n.p="${cdn}/parts/";n.u=function(e){return e+".chunk.js"};n.l=function(e,t){var a=document.createElement("script");a.src=e;document.head.appendChild(a)};n.e=function(e){n.l(n.p+n.u(e))};n.e(7)})();`
		}
	],
	[
		'without a fallback that is there',
		{
			'index.html': here(
				`<script src="${cdn}/jquery.js"></script>${script(`window.jQuery || document.write('<script src="js/jquery.js"><\\/script>')`)}`
			)
		}
	]
]);
add('first page: page missing or on the internet', 'fails', [
	[
		'in a frame, missing',
		{ 'index.html': page('<iframe src="course/index.html" width="100%" height="100%"></iframe>') }
	],
	[
		'in a frame, on the internet',
		{ 'index.html': page(`<iframe src="${quiz}" width="100%" height="600"></iframe>`) }
	],
	[
		'in a frameset, missing',
		{
			'index.html':
				'<html><frameset cols="20%,80%"><frame src="menu.html"><frame src="main.html"></frameset></html>',
			'menu.html': here()
		}
	],
	[
		'in a frameset, on the internet',
		{ 'index.html': `<html><frameset cols="*"><frame src="${quiz}"></frameset></html>` }
	],
	[
		'in a frame of a frame',
		{
			'index.html': page('<iframe src="a.html"></iframe>'),
			'a.html': page(`<iframe src="${quiz}"></iframe>`)
		}
	],
	['as an object', { 'index.html': page('<object data="course.html" type="text/html"></object>') }],
	[
		'as an object, on the internet',
		{ 'index.html': page(`<object type="text/html" data="${quiz}"></object>`) }
	],
	['embedded, on the internet', { 'index.html': page(`<embed src="${quiz}" width="800" height="600">`) }],
	[
		'where its base is on the internet',
		{
			'index.html': `<html><head><base href="${cdn}/course/"></head><body><script src="player.js"></script></body></html>`,
			'player.js': '1'
		}
	],
	[
		'in the words of a frame',
		{ 'index.html': page(`<iframe srcdoc="&lt;iframe src='${quiz}'&gt;&lt;/iframe&gt;"></iframe>`) }
	],
	[
		'with a fallback frame only for others',
		{
			'index.html': page(
				`<!--[if IE]><iframe src="a.html"></iframe><![endif]--><iframe src="${quiz}"></iframe>`
			),
			'a.html': here()
		}
	]
]);
add('proxy and dispatch: only by script', 'fails', [
	['goes elsewhere', { 'index.html': page(script(`window.location.href = "${quiz}";`)) }],
	[
		'goes elsewhere, for good',
		{
			'index.html': page(script(`location.replace('${quiz}?from=' + encodeURIComponent(document.referrer));`))
		}
	],
	[
		'goes elsewhere when it is loaded',
		{
			'index.html': `<html><body onload="go()"><script>${wrapper} function go() { top.location = "${quiz}"; }</script></body></html>`
		}
	],
	[
		'goes elsewhere after a while',
		{ 'index.html': page(script(`setTimeout(function () { self.location.assign("${quiz}") }, 500);`)) }
	],
	[
		'goes elsewhere by a tag',
		{ 'index.html': `<html><head><meta http-equiv="refresh" content="0; url=${quiz}"></head></html>` }
	],
	[
		'sets a frame',
		{
			'index.html': page(
				`<iframe id="content"></iframe>${script(`${wrapper} document.getElementById('content').src = '${quiz}';`)}`
			)
		}
	],
	[
		'sets a frame, its address in a settings file',
		{
			'index.html': page(
				`<script src="config.js"></script><iframe id="course" name="course"></iframe>${script(`window.onload = function () { document.getElementById("course").setAttribute("src", CONFIG.contentUrl + "?student=" + id()); }; function id() { return 7; }`)}`
			),
			'config.js': `var CONFIG = { title: "育秧", contentUrl: "${quiz}" };`
		}
	],
	[
		'sets a frame in three steps',
		{
			'index.html': page(`<script src="dispatch.js"></script>${script('start();')}`),
			'dispatch.js': `var base = "https://cloud.example-lms.com"; var path = '/launch/'; function url(id) { return base + path + id; }\nfunction start() { var u = url(42); build(u); }\nfunction build(address) { var f = document.createElement("iframe"); f.width = "100%"; f.src = address; document.body.appendChild(f); }`
		}
	],
	[
		'writes a frame',
		{
			'index.html': page(
				script(
					`document.write('<iframe src="' + 'https://' + 'quiz.example-school.cn' + '/a" width="100%"></iframe>');`
				)
			)
		}
	],
	[
		'puts a frame in as text',
		{
			'index.html': page(
				`<div id="c"></div>${script(`var u = '${quiz}'; document.getElementById('c').innerHTML = \`<iframe src="\${u}"></iframe>\`;`)}`
			)
		}
	],
	[
		'by jQuery',
		{
			'index.html': page(
				`<script src="jq.js"></script><div id="c"></div>${script(`$(document).ready(function () { $('#c').append($('<iframe>').attr('src', '${quiz}')); });`)}`
			),
			'jq.js': 'var $ = 1;'
		}
	],
	[
		'by jQuery, as text',
		{
			'index.html': page(
				`<script src="jq.js"></script>${script(`jQuery(function ($) { $('#c').html('<iframe src="${quiz}"></iframe>'); });`)}`
			),
			'jq.js': 'var jQuery = 1;'
		}
	],
	[
		'its address in base64',
		{ 'index.html': page(script(`location.href = atob("${Buffer.from(quiz).toString('base64')}");`)) }
	],
	[
		'its address in JSON',
		{
			'index.html': page(
				`<iframe id="c"></iframe>${script(`fetch('config.json').then(function (r) { return r.json() }).then(function (c) { document.getElementById('c').src = c.launchUrl; });`)}`
			),
			'config.json': JSON.stringify({ launchUrl: quiz })
		}
	],
	[
		'its address in JSON, by a plain name',
		{
			'index.html': page(
				script(
					`fetch('config.json').then((r) => r.json()).then((settings) => { location.href = settings.url; });`
				)
			),
			'config.json': JSON.stringify({ url: quiz })
		}
	],
	[
		'in a class',
		{
			'index.html': page(`<script src="app.js"></script>${script('new Player().open();')}`),
			'app.js': `class Player { constructor() { this.address = "${quiz}"; } open() { this.frame = document.createElement('iframe'); this.frame.src = this.address; document.body.append(this.frame); } }`
		}
	],
	[
		'in an object with methods',
		{
			'index.html': page(`<script src="app.js"></script>${script('app.init();')}`),
			'app.js': `var app = { server: "https://lms.example-school.cn", init: function () { this.show("/play"); }, show: function (path) { window.location = this.server + path; } };`
		}
	],
	[
		'a door and nothing else',
		{ 'index.html': page(`<p>请点这里开始学习</p><a href="${quiz}" target="_blank">开始</a>`) }
	],
	['a program within a program', { 'index.html': page(script(`eval("location.href = '${quiz}'");`)) }],
	[
		'a form that sends itself away',
		{
			'index.html': page(
				`<form id="f" action="${quiz}" method="post"></form>${script('document.getElementById("f").submit();')}`
			)
		}
	]
]);
add('only by script, when somebody presses', 'limits', [
	[
		'a button that goes elsewhere',
		{ 'index.html': here(`<button onclick="location.href='${quiz}'">做题</button>`) }
	],
	[
		'a button that opens a window',
		{
			'index.html': here(
				`<button id="b">做题</button>${script(`document.getElementById('b').addEventListener('click', function () { window.open('${quiz}'); });`)}`
			)
		}
	],
	[
		'a button that sets a frame',
		{
			'index.html': here(
				`<iframe id="c"></iframe><button id="b">做题</button>${script(`document.getElementById('b').onclick = function () { document.getElementById('c').src = '${quiz}'; };`)}`
			)
		}
	],
	[
		'answers that are sent away',
		{ 'index.html': here(`<form action="${quiz}" method="post"><input name="a"><button>交</button></form>`) }
	],
	[
		'a list of films',
		{
			'index.html': here(`<ul></ul><script src="films.js"></script>`),
			'films.js': `var films = [{ title: '浸种', src: '${cdn}/a.mp4' }];`
		}
	]
]);
add('first page: picture, film, style or font missing', 'limits', [
	['a picture', { 'index.html': here('<img src="img/a.png">') }],
	['a picture on the internet', { 'index.html': here(`<img src="${cdn}/a.jpg">`) }],
	['one of a set', { 'index.html': here('<img src="a.png" srcset="a.png 1x, b.png 2x">'), 'a.png': png }],
	['a picture behind the page', { 'index.html': `<html><body background="bg.gif">${words}</body></html>` }],
	['a picture in a style', { 'index.html': here('<div style="background: url(img/a.png)"></div>') }],
	[
		'a picture in a style sheet',
		{
			'index.html': here('<link rel="stylesheet" href="css/a.css">'),
			'css/a.css': '.a { background: url("../img/a.png") }'
		}
	],
	[
		'a picture a script sets',
		{
			'index.html': here(`<img id="p" src="a.png">${script(`document.getElementById('p').src = 'b.png';`)}`),
			'a.png': png
		}
	],
	['a picture of a drawing', { 'index.html': here('<svg><image xlink:href="field.png"></image></svg>') }],
	['a style sheet', { 'index.html': here('<link href="css/a.css" rel="stylesheet">') }],
	[
		'a style sheet on the internet',
		{ 'index.html': here('<link href="https://fonts.googleapis.com/css?family=Lato" rel="stylesheet">') }
	],
	[
		'a style sheet in a style sheet',
		{ 'index.html': here('<link href="a.css" rel="stylesheet">'), 'a.css': '@import "b.css";' }
	],
	[
		'a font',
		{
			'index.html': here('<link href="a.css" rel="stylesheet">'),
			'a.css': '@font-face { font-family: k; src: url(k.woff2) format("woff2"), url(k.ttf) }'
		}
	],
	[
		'a font on the internet',
		{ 'index.html': here(`<style>@font-face { font-family: k; src: url(${cdn}/k.woff2) }</style>`) }
	],
	['a film', { 'index.html': here('<video src="a.mp4" controls></video>') }],
	[
		'a film in two forms',
		{ 'index.html': here('<video controls><source src="a.webm"><source src="a.mp4"></video>') }
	],
	['a film on the internet', { 'index.html': here(`<video src="${cdn}/a.mp4"></video>`) }],
	[
		'a film of a film site',
		{ 'index.html': here('<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>') }
	],
	['a sound a script plays', { 'index.html': here(script(`new Audio('sound/right.mp3').play();`)) }],
	['its captions', { 'index.html': here('<video src="a.mp4"><track src="a.vtt"></video>'), 'a.mp4': 'x' }],
	['data it asks for', { 'index.html': here(script(`fetch('data/quiz.json').then((r) => r.json());`)) }],
	[
		'data on the internet',
		{ 'index.html': here(script(`fetch('${quiz}/data.json').then((r) => r.json());`)) }
	]
]);
add('object, embed and data-… that players read', 'limits', [
	['a film as an object', { 'index.html': here('<object data="a.mp4" type="video/mp4"></object>') }],
	['a picture as an object', { 'index.html': here('<object data="a.svg" type="image/svg+xml"></object>') }],
	['a film embedded, on the internet', { 'index.html': here(`<embed src="${cdn}/a.mp4" type="video/mp4">`) }],
	['data-src of a picture', { 'index.html': here('<img class="lazy" data-src="img/a.jpg">') }],
	['data-src of a frame', { 'index.html': here(`<iframe data-src="${quiz}"></iframe>`) }],
	['data-video', { 'index.html': here(`<div data-video="${cdn}/a.mp4"></div>`) }],
	['data-poster', { 'index.html': here('<div data-poster="a.jpg"></div>') }],
	[
		'data-setup in JSON',
		{ 'index.html': here(`<video data-setup='{"sources":[{"src":"a.mp4","type":"video/mp4"}]}'></video>`) }
	],
	['data-background', { 'index.html': here('<section data-background-image="img/field.jpg"></section>') }],
	['data-srcset', { 'index.html': here('<source data-original="img/field.webp">') }]
]);
add('second pages', 'limits', [
	[
		'a program missing',
		{ 'index.html': here('<a href="p2.html">下一页</a>'), 'p2.html': here('<script src="gone.js"></script>') }
	],
	[
		'a program on the internet',
		{
			'index.html': here('<a href="p2.html">下一页</a>'),
			'p2.html': here(`<script src="${cdn}/a.js"></script>`)
		}
	],
	[
		'a picture missing',
		{ 'index.html': here('<a href="p/2.html">下一页</a>'), 'p/2.html': here('<img src="../img/a.png">') }
	],
	[
		'a frame on the internet',
		{ 'index.html': here('<a href="p2.html">下一页</a>'), 'p2.html': page(`<iframe src="${quiz}"></iframe>`) }
	],
	[
		'goes elsewhere',
		{
			'index.html': here('<a href="p2.html">下一页</a>'),
			'p2.html': page(script(`location.href = "${quiz}"`))
		}
	],
	['the next page itself missing', { 'index.html': here('<a href="p2.html">下一页</a>') }],
	[
		'pages a script goes through',
		{
			'index.html': here(
				`<iframe name="m" src="p1.html"></iframe>${script(`var n = 1; function next() { n++; frames.m.location.href = 'p' + n + '.html'; }`)}<button onclick="next()">下一页</button>`
			),
			'p1.html': here(),
			'p2.html': here('<img src="no.png">')
		}
	],
	[
		'a page in a list',
		{
			'index.html': here(script(`var pages = ['p1.html', 'p2.html'];`)),
			'p1.html': here(),
			'p2.html': here('<video src="gone.mp4"></video>')
		}
	],
	[
		'another part',
		{ 'index.html': here(), 'b.html': page(script(`location.replace('${quiz}')`)) },
		['index.html', 'b.html']
	],
	[
		'another part, its program missing',
		{ 'index.html': here(), 'b.html': here('<script src="gone.js"></script>') },
		['index.html', 'b.html']
	]
]);
const rise = (more: object) => ({
	course: {
		title: '育秧',
		lessons: [
			{
				id: 'a',
				type: 'blocks',
				items: [
					{
						type: 'image',
						items: [
							{ media: { image: { key: 'field.jpg', originalUrl: 'IMG_2031.jpg', useCrushedKey: false } } }
						]
					},
					more
				]
			}
		]
	}
});
const riseFiles = (course: object, more: Files = {}): Files => ({
	'scormdriver/indexAPI.html': page('<iframe id="content" src="../scormcontent/index.html"></iframe>'),
	'scormcontent/index.html': page(
		`<div id="app"></div><script src="lib/rise/main.js"></script>${script(`window.courseData = "${base64(course)}";`)}`
	),
	'scormcontent/lib/rise/main.js':
		'var d = JSON.parse(atob(window.courseData)); document.getElementById("app").textContent = d.course.title;',
	'scormcontent/assets/field.jpg': png,
	...more
});
const riseStart = ['scormdriver/indexAPI.html'];
add('JSON and encoded course data', 'limits', [
	[
		'a picture named in JSON',
		{
			'index.html': here(script(`fetch('course.json')`)),
			'course.json': JSON.stringify({
				pages: [{ _graphic: { src: 'course/zh/images/seed.png', alt: '种子' } }]
			})
		}
	],
	[
		'a film named in JSON',
		{
			'index.html': here(script(`fetch('course.json')`)),
			'course.json': JSON.stringify({ items: [{ video: 'media/soak.mp4' }] })
		}
	],
	[
		'a film on the internet in JSON',
		{
			'index.html': here(script(`fetch('course.json')`)),
			'course.json': JSON.stringify({ items: [{ mp4: `${cdn}/soak.mp4` }] })
		}
	],
	[
		'a page on the internet in JSON',
		{
			'index.html': here(script(`fetch('course.json')`)),
			'course.json': JSON.stringify({ items: [{ type: 'web', iframe: quiz }] })
		}
	],
	[
		'a page in letters in JSON',
		{
			'index.html': here(script(`fetch('course.json')`)),
			'course.json': JSON.stringify({ items: [{ body: '<p>看图</p><img src="images/see.png">' }] })
		}
	],
	[
		'XML',
		{
			'index.html': here(script(`fetch('course.xml')`)),
			'course.xml': '<course><slide image="img/soak.jpg"/></course>'
		}
	],
	[
		'XML, a film on the internet',
		{
			'index.html': here(script(`fetch('course.xml')`)),
			'course.xml': `<course><video><src>${cdn}/soak.mp4</src></video></course>`
		}
	],
	[
		'Rise: a film on the internet',
		riseFiles(rise({ media: { video: { key: '', src: `${cdn}/a.mp4` } } })),
		riseStart
	],
	[
		'Rise: a page on the internet',
		riseFiles(rise({ media: { embed: { src: quiz, type: 'embed' } } })),
		riseStart
	],
	['Rise: a picture missing', riseFiles(rise({ media: { image: { key: 'gone.png' } } })), riseStart],
	[
		'Rise: its data handed to a function',
		{
			...riseFiles(rise({})),
			'scormcontent/index.html': page(
				`<script src="lib/rise/main.js"></script>${script(`__fetchCourse(function () { deserialize("${base64(rise({ media: { embed: { src: quiz } } }))}"); });`)}`
			)
		},
		riseStart
	],
	[
		'JSON in the page',
		{
			'index.html': here(
				`<script type="application/json" id="d">${JSON.stringify({ film: 'media/a.mp4', src: 'media/a.mp4' })}</script>`
			)
		}
	]
]);
add('asks for a text', 'limits', [
	['a name', { 'index.html': here(script(`var name = prompt('你叫什么？'); document.body.append(name);`)) }]
]);
add('workers', 'limits', [['missing', { 'index.html': here(script(`var w = new Worker('count.js');`)) }]]);
// A worker that the first page starts is a program it needs.
rows.at(-1)!.expected = 'fails';

add('good: pages', 'works', [
	['words', { 'index.html': here() }],
	[
		'pictures and a film',
		{
			'index.html': here(
				'<img src="img/%E7%A7%A7.png"><video controls><source src="a.webm"><source src="a.mp4"></video>'
			),
			'img/秧.png': png,
			'a.mp4': 'x'
		}
	],
	[
		'links to the internet',
		{
			'index.html': here('<p>想多看：<a href="https://www.moa.gov.cn/">农业农村部</a></p><img src="a.png">'),
			'a.png': png
		}
	],
	[
		'a short page with a link',
		{
			'index.html': page('<p>育秧</p><img src="a.png"><a href="https://www.moa.gov.cn/">农业农村部</a>'),
			'a.png': png
		}
	],
	[
		'several pages',
		{
			'index.html': here('<a href="p2.html#top">下一页</a>'),
			'p2.html': here('<a href="index.html?x=1">回去</a><link rel=stylesheet href=css/a.css>'),
			'css/a.css': 'p { background: url(../a.png) }',
			'a.png': png
		}
	],
	[
		'a frameset',
		{
			'index.html':
				'<html><frameset cols="20%,80%"><frame name="menu" src="menu.htm"><frame name="main" src="main.htm"></frameset></html>',
			'menu.htm': here('<a href="main.htm" target="main">一</a>'),
			'main.htm': here()
		}
	],
	[
		'a launcher',
		{
			'index.html': page(
				script(`${wrapper} window.location.href = 'course/start.html' + window.location.search;`)
			),
			'course/start.html': here()
		}
	],
	[
		'a launcher with a window',
		{
			'index.html': page(`<a href="#" onclick="window.open('course.html', 'c')">开始</a>`),
			'course.html': here()
		}
	],
	[
		'a launcher with a frame',
		{
			'index.html': page(
				`<iframe id="c"></iframe>${script(`var start = 'course/' + 'index.html'; document.getElementById('c').src = start;`)}`
			),
			'course/index.html': here()
		}
	],
	[
		'case and backslashes as on Windows',
		{
			'index.html': here('<img src="Img\\A.PNG"><script src="JS/a.js"></script>'),
			'img/a.png': png,
			'js/A.js': '1'
		}
	],
	[
		'data addresses',
		{
			'index.html': here(
				'<img src="data:image/png;base64,iVBORw0KGgo="><script src="data:text/javascript,1"></script>'
			)
		}
	],
	[
		'a base of its own',
		{
			'index.html': `<html><head><base href="course/"></head><body>${words}<script src="a.js"></script></body></html>`,
			'course/a.js': '1'
		}
	],
	[
		'in GBK, as old pages',
		{
			'index.html': '<HTML><BODY BGCOLOR=white><FONT SIZE=7>Rice</FONT><IMG SRC=a.gif></BODY></HTML>',
			'a.gif': png
		}
	],
	['only a film', { 'index.html': page('<video src="a.mp4" controls autoplay></video>'), 'a.mp4': 'x' }],
	[
		'a page in letters for a frame',
		{ 'index.html': page(`${words}<iframe srcdoc="&lt;p&gt;好&lt;/p&gt;"></iframe>`) }
	],
	[
		'templates',
		{
			'index.html': here(
				'<script type="text/x-handlebars"><img src="{{image}}"></script><template><img src="later.png"></template><img ng-src="{{a}}">'
			)
		}
	]
]);
add('good: what loads nothing', 'works', [
	[
		'a comment',
		{
			'index.html': here(
				`<!-- <script src="gone.js"></script><iframe src="${quiz}"></iframe><img src="no.png"> -->`
			)
		}
	],
	[
		'a comment for an old browser',
		{ 'index.html': here(`<!--[if lt IE 9]><script src="${cdn}/html5shiv.js"></script><![endif]-->`) }
	],
	[
		'a comment with a film',
		{ 'index.html': here('<!-- <iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe> -->') }
	],
	['canonical', { 'index.html': here('<link rel="canonical" href="https://www.example-school.cn/rice">') }],
	[
		'alternate',
		{
			'index.html': here(
				'<link rel="alternate" type="application/rss+xml" href="https://www.example-school.cn/rss"><link rel="alternate stylesheet" href="night.css">'
			)
		}
	],
	[
		'next, author, license, help',
		{
			'index.html': here(
				'<link rel=next href=p2.html><link rel="author" href="https://x.example-school.cn"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
			)
		}
	],
	[
		'icon, manifest, preload',
		{
			'index.html': here(
				`<link rel="icon" href="favicon.ico"><link rel="shortcut icon" href="${cdn}/f.ico"><link rel="manifest" href="m.json"><link rel="preload" href="${cdn}/a.woff2" as="font"><link rel="apple-touch-icon" href="t.png">`
			)
		}
	],
	[
		'without scripts',
		{
			'index.html': here(
				`<noscript><img src="https://www.facebook.com/tr?id=1"><iframe src="https://www.googletagmanager.com/ns.html?id=1"></iframe></noscript>`
			)
		}
	],
	[
		'a comment in a style',
		{
			'index.html': here(
				'<style>/* @import "gone.css"; a { background: url(no.png) } */ p { color: red }</style>'
			)
		}
	],
	[
		'a comment in a script',
		{
			'index.html': here(
				script(`// location.href = "${quiz}";\n/* document.write('<script src="gone.js">') */ var a = 1;`)
			)
		}
	],
	['a script for browsers that are old', { 'index.html': here('<script nomodule src="old.js"></script>') }],
	[
		'what counts visits',
		{
			'index.html': here(
				`<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>${script(`window.dataLayer = []; (function () { var hm = document.createElement("script"); hm.src = "https://hm.baidu.com/hm.js?1"; var s = document.getElementsByTagName("script")[0]; s.parentNode.insertBefore(hm, s); })();`)}`
			)
		}
	],
	[
		'a frame nobody sees',
		{ 'index.html': here('<iframe src="https://stat.example-school.cn/" width="0" height="0"></iframe>') }
	],
	['a print style', { 'index.html': here('<link rel="stylesheet" media="print" href="print.css">') }],
	[
		'share buttons',
		{ 'index.html': here('<div class="share" data-url="https://www.example-school.cn/rice"></div>') }
	],
	[
		'names of formats',
		{
			'index.html':
				'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"></svg><p>Rice</p></body></html>'
		}
	],
	[
		'words about programs',
		{
			'index.html': here('<pre>&lt;script src="https://cdn.example.net/a.js"&gt;</pre><p>src="gone.png"</p>')
		}
	],
	[
		'what nobody opens beside a library',
		{
			'index.html': here('<script src="lib/swipe.js"></script>'),
			'lib/swipe.js': 'var swipe = 1;',
			'lib/demo/index.html': page(
				'<script src="https://code.jquery.com/jquery.js"></script><img src="no.png">'
			)
		}
	]
]);
add('good: programs', 'works', [
	[
		'with a fallback of its own',
		{
			'index.html': here(
				`<script src="${cdn}/jquery.js"></script>${script(`window.jQuery || document.write('<script src="js/jquery.js"><\\/script>')`)}`
			),
			'js/jquery.js': 'var jQuery = 1;'
		}
	],
	[
		'of its own, with a fallback on the internet',
		{
			'index.html': here(
				`<script src="js/jquery.js"></script>${script(`window.jQuery || document.write('<script src="${cdn}/jquery.js"><\\/script>')`)}`
			),
			'js/jquery.js': 'var jQuery = 1;'
		}
	],
	[
		'that find their API',
		{ 'index.html': here(`<script src="APIWrapper.js"></script>`), 'APIWrapper.js': wrapper }
	],
	[
		'that name places in messages',
		{
			'index.html': here('<script src="react.js"></script>'),
			'react.js': `function e(t){for(var n="https://reactjs.org/docs/error-decoder.html?invariant="+t,r=1;r<arguments.length;r++)n+="&args[]="+encodeURIComponent(arguments[r]);return "Minified React error #"+t+"; visit "+n}; if (!window.ok) console.log(e(130));`
		}
	],
	[
		'that would load more if told to',
		{
			'index.html': here('<script src="lib.js"></script>'),
			'lib.js': `var Loader = function (options) { this.options = options; }; Loader.prototype.run = function () { var s = document.createElement('script'); s.src = this.options.src; document.body.appendChild(s); }; function ajax(o) { var x = new XMLHttpRequest(); x.open(o.type, o.url); x.send(); }`
		}
	],
	[
		'their parts beside them',
		{
			'index.html': here('<script src="js/main.js"></script>'),
			'js/main.js': `var s = document.createElement('script'); s.src = 'js/part.js'; document.head.appendChild(s);`,
			'js/part.js': 'var part = 1;'
		}
	],
	[
		'modules',
		{
			'index.html': here('<script type="module" src="js/main.js"></script>'),
			'js/main.js': `import { a } from './lib/a.js'; import './b.js'; a();`,
			'js/lib/a.js': 'export function a() {}',
			'js/b.js': ''
		}
	],
	[
		'RequireJS',
		{
			'index.html': here('<script data-main="js/app" src="js/require.js"></script>'),
			'js/require.js': 'var require = 1;',
			'js/app.js': `require(['lib/a'], function (a) { a(); });`,
			'js/lib/a.js': ''
		}
	],
	[
		'that show pictures from a list',
		{
			'index.html': here(
				`<img id="p" src="img/1.png">${script(`var all = ['1.png', '2.png'], n = 0; function next() { document.getElementById('p').src = 'img/' + all[++n % 2]; }`)}`
			),
			'img/1.png': png,
			'img/2.png': png
		}
	],
	[
		'that show numbered pictures',
		{
			'index.html': here(
				`<img id="p" src="img/1.png">${script(`for (var i = 1; i < 3; i++) { var x = new Image(); x.src = 'img/' + i + '.png'; }`)}`
			),
			'img/1.png': png,
			'img/2.png': png
		}
	],
	[
		'a worker of its own',
		{
			'index.html': here(script(`var w = new Worker('js/count.js');`)),
			'js/count.js': 'importScripts("more.js"); onmessage = function () { postMessage(1); };',
			'js/more.js': '1'
		}
	],
	[
		'a worker made on the spot',
		{
			'index.html': here(
				script(`var w = new Worker(URL.createObjectURL(new Blob(['onmessage = function () {}'])));`)
			)
		}
	],
	[
		'document.domain and confirm',
		{
			'index.html': here(
				script(
					`try { document.domain = document.domain.split('.').slice(-2).join('.'); } catch (e) {} function out() { if (confirm('走吗？')) window.close(); }`
				)
			)
		}
	],
	[
		'a form for its own frame',
		{
			'index.html': here(
				'<form action="answer.html" method="post" target="f"><input name="a"></form><iframe name="f" src="empty.html"></iframe>'
			),
			'answer.html': here(),
			'empty.html': here()
		}
	],
	[
		'a request that waits',
		{
			'index.html': here(
				script(`var x = new XMLHttpRequest(); x.open('GET', 'data/quiz.xml', false); x.send();`)
			),
			'data/quiz.xml': '<quiz/>'
		}
	],
	[
		'ends and begins its session',
		{
			'index.html': here(script(`${wrapper} function again() { API.LMSFinish(''); API.LMSInitialize(''); }`))
		}
	],
	[
		'a service worker where there is one',
		{
			'index.html': here(
				script(`if ('serviceWorker' in navigator) navigator.serviceWorker.register('sw.js');`)
			),
			'sw.js': 'self.onfetch = null;'
		}
	],
	[
		'a link in a script',
		{
			'index.html': here(
				script(
					`var a = document.createElement('a'); a.href = 'https://www.moa.gov.cn'; a.textContent = '农业农村部'; document.body.append(a);`
				)
			)
		}
	],
	[
		'settings nobody reads',
		{
			'index.html': here(
				script(
					`var settings = { homepage: 'https://www.example-school.cn', api: { help: 'https://help.example-school.cn/a' } };`
				)
			)
		}
	],
	[
		'a bundle',
		{
			'index.html': here('<div id="root"></div><script src="static/main.js"></script>'),
			'static/main.js': `!function(e){var t={};function n(r){if(t[r])return t[r].exports;var o=t[r]={exports:{}};return e[r].call(o.exports,o,o.exports,n),o.exports}n.p="",n.m=e;function l(i){var s=document.createElement("script");s.src=n.p+"static/"+({1:"page"}[i]||i)+".chunk.js";document.head.appendChild(s)}n(0)}([function(e,t,n){document.getElementById("root").innerHTML='<img src="static/a.png">'}]);`,
			'static/a.png': png
		}
	]
]);
add('good: as tools make them', 'works', [
	[
		'Rise',
		riseFiles(
			rise({
				type: 'text',
				items: [{ paragraph: '<p>见 <a href="https://www.moa.gov.cn">农业农村部</a></p>' }]
			})
		),
		riseStart
	],
	[
		'Storyline',
		{
			'index_lms.html': page(
				`<script src="lms/scormdriver.js"></script>${script(`var DS = { vars: { lmsPresent: true } }; function LoadContent() { document.getElementById('f').src = 'story.html'; }`)}<body onload="LoadContent()"><iframe id="f"></iframe>`
			),
			'story.html': page(
				`<script src="html5/lib/scripts/bootstrapper.min.js"></script>${script(`window.globals = { DATA_PATH_BASE: '', HAS_FRAME: true }; (function (doc) { doc.body.className = 'loading'; })(document);`)}<div id="app"></div><link rel="stylesheet" href="html5/data/css/output.min.css">`
			),
			'lms/scormdriver.js': wrapper,
			'html5/lib/scripts/bootstrapper.min.js': `!function(){var e=window.DATA_PATH_BASE+"html5/data/js/data.js",t=document.createElement("script");t.src=e;document.body.appendChild(t)}();`,
			'html5/data/js/data.js': `window.globalProvideData('data', '{"scenes":[{"slides":[{"id":"a","lmsId":"Slide1","assetLib":[{"url":"story_content/5a.png"}],"html5url":"html5/data/js/5a.js"}]}]}');`,
			'html5/data/js/5a.js': '1',
			'story_content/5a.png': png,
			'html5/data/css/output.min.css': '.a{background:url("data:image/png;base64,aa")}'
		},
		['index_lms.html']
	],
	[
		'Captivate',
		{
			'index.html': page(
				`<script src="assets/js/CPM.js"></script>${script(`var cp = {}; function initializeCP() { var s = document.createElement('script'); s.src = 'assets/js/' + 'data.js'; document.body.appendChild(s); } (function () { initializeCP(); })();`)}<div id="cp"></div>`
			),
			'assets/js/CPM.js': `cp.model = { images: ['dr/a.png'], audio: { s1: { src: 'ar/a.mp3' } } };`,
			'assets/js/data.js': '1',
			'dr/a.png': png,
			'ar/a.mp3': 'x'
		}
	],
	[
		'Adapt',
		{
			'index.html': page(
				'<div id="wrapper"></div><script src="adapt/js/adapt.min.js"></script><link rel="stylesheet" href="adapt/css/adapt.css">'
			),
			'adapt/js/adapt.min.js': `fetch('course/config.json').then(function (r) { return r.json() }).then(function (c) { return fetch('course/' + c._defaultLanguage + '/course.json'); });`,
			'adapt/css/adapt.css':
				'@font-face { font-family: i; src: url("fonts/i.eot"); src: url("fonts/i.eot?#iefix") format("embedded-opentype"), url("fonts/i.woff") format("woff") }',
			'adapt/css/fonts/i.woff': 'x',
			'course/config.json': '{"_defaultLanguage":"zh"}',
			'course/zh/course.json': JSON.stringify({ title: '育秧', _graphic: { src: 'course/zh/images/a.png' } }),
			'course/zh/images/a.png': png
		}
	],
	[
		'eXeLearning',
		{
			'index.html': `<html><head><link rel="stylesheet" type="text/css" href="base.css"><script type="text/javascript" src="common_i18n.js"></script></head><body class="exe-scorm">${words}<script type="text/javascript">document.write(unescape("%3Cscript src='extra.js' type='text/javascript'%3E%3C/script%3E"));</script><p>Licensed under the <a rel="license" href="http://creativecommons.org/licenses/by-sa/4.0/">CC</a></p></body></html>`,
			'base.css': '#a { background: url(icon.gif) no-repeat }',
			'icon.gif': png,
			'common_i18n.js': '$exe_i18n = {};',
			'extra.js': '1'
		}
	],
	[
		'iSpring',
		{
			'index.html': page(
				`<script src="data/player.js"></script><div id="content"></div>${script(`ISPRING = { load: function (p) { var s = document.createElement('script'); s.src = p + 'slide1.js'; document.body.appendChild(s); } }; ISPRING.load('data/');`)}`
			),
			'data/player.js': '1',
			'data/slide1.js': '1'
		}
	],
	[
		'Hot Potatoes',
		{
			'index.htm': `<html><body onload="StartUp()">${words}${script(`function StartUp() { document.getElementById('t').innerHTML = '<img src="a.jpg" alt="" />'; }`)}<div id="t"></div></body></html>`,
			'a.jpg': png
		},
		['index.htm']
	],
	[
		'H5P',
		{
			'index.html': page(
				`<div id="h5p"></div><script src="assets/main.bundle.js"></script>${script(`new H5PStandalone.H5P(document.getElementById('h5p'), { h5pJsonPath: 'workspace' });`)}`
			),
			'assets/main.bundle.js': 'var H5PStandalone = {};',
			'workspace/h5p.json': '{"title":"育秧","preloadedDependencies":[]}',
			'workspace/content/content.json': JSON.stringify({
				image: {
					path: 'images/a.jpg',
					mime: 'image/jpeg',
					copyright: { source: 'https://commons.wikimedia.org/wiki/File:Rice' }
				},
				text: '<p>浸种</p>'
			}),
			'workspace/content/images/a.jpg': png
		}
	],
	[
		'slides with everything in one file',
		{
			'index.html': here(
				script(
					`var slides = [{ html: '<h2>浸种</h2><img src="img/1.png">', audio: 'snd/1.mp3' }, { html: '<p>催芽</p>' }]; function show(n) { document.body.innerHTML = slides[n].html; new Audio(slides[n].audio); } show(0);`
				)
			),
			'img/1.png': png,
			'snd/1.mp3': 'x'
		}
	],
	[
		'two parts',
		{
			'a.html': here('<script src="s.js"></script>'),
			'b.html': here('<script src="s.js"></script>'),
			's.js': wrapper
		},
		['a.html', 'b.html']
	]
]);

// What real packages taught.
const driver = `${wrapper} /* ${'the driver of many courses '.repeat(90)} */ function Start() { if (settings.standard == 'TINCAN') { var s = document.createElement('script'); s.src = '../tc-config.js'; document.head.appendChild(s); } } Start();`;
const told = {
	key: 'rise/courses/a/b-stock.jpg',
	crushedKey: 'T00O.jpg',
	originalUrl: 'stock.jpg',
	src: 'https://articulateusercontent.com/assets/rise/a.jpg',
	thumbnail: 'https://images.articulate.com/rise/b.jpg'
};
add('good: as tools make them', 'works', [
	[
		'Rise, a picture under several names',
		riseFiles(rise({ media: { image: told } }), { 'scormcontent/assets/T00O.jpg': png }),
		riseStart
	],
	[
		'Rise, of a person only the pose that is shown',
		riseFiles(
			rise({
				character: {
					poses: {
						happy: { key: 'content-pass/1_full.png', src: 'happy.png' },
						angry: { key: 'content-pass/2_full.png', src: 'angry.png' }
					}
				}
			}),
			{ 'scormcontent/assets/happy.png': png }
		),
		riseStart
	],
	[
		'a driver that would ask for settings of another standard',
		riseFiles(rise({}), {
			'scormdriver/indexAPI.html': page('<script src="scormdriver.js"></script>'),
			'scormdriver/scormdriver.js': driver
		}),
		riseStart
	],
	[
		'a page for telephones beside it',
		{
			'index.html': here(
				script(`if (/iPhone/.test(navigator.userAgent)) location.replace('ioslaunch.html');`)
			),
			'ioslaunch.html': page('<img src="https://linkmaker.itunes.apple.com/a.svg">')
		}
	],
	[
		'its own address put together',
		{
			'index.html': here(
				script(
					`var at = location.protocol + '//' + location.host + location.pathname.replace('index.html', ''); var s = document.createElement('script'); s.src = at + 'a.js'; document.body.append(s);`
				)
			),
			'a.js': '1'
		}
	],
	[
		'loaders that count from somewhere else',
		{
			'index.html': here('<script src="a.js"></script>'),
			'a.js': `var loader = new Loader(); loader.setPath('models/'); loader.load('draco.js');`,
			'models/draco.js': '1'
		}
	]
]);
add('JSON and encoded course data', 'limits', [
	['Rise: a picture of which no name is there', riseFiles(rise({ media: { image: told } })), riseStart]
]);
add('first page: program on the internet', 'fails', [
	[
		'Rise: behind its driver',
		{
			...riseFiles(rise({})),
			'scormdriver/indexAPI.html': page('<script src="scormdriver.js"></script>'),
			'scormdriver/scormdriver.js': driver,
			'scormcontent/index.html': page(`<script src="${cdn}/rise/main.js"></script>`)
		},
		riseStart
	]
]);

add('proxy and dispatch: only by script', 'fails', [
	[
		'in an attribute of the page',
		{ 'index.html': `<html><body onload="window.location='${quiz}'"></body></html>` }
	],
	[
		'a frame by its name',
		{ 'index.html': page(`<iframe name="c"></iframe>${script(`frames['c'].location.href = '${quiz}';`)}`) }
	],
	[
		'the page within a frame it found',
		{
			'index.html': page(
				`<iframe id="c"></iframe>${script(`document.getElementById('c').contentWindow.location.replace('${quiz}');`)}`
			)
		}
	],
	['a window in its own place', { 'index.html': page(script(`window.open('${quiz}', '_self');`)) }],
	[
		'letters in percents',
		{ 'index.html': page(script(`document.write(unescape("%3Ciframe src='${quiz}'%3E%3C/iframe%3E"));`)) }
	],
	[
		'letters as numbers',
		{
			'index.html': page(
				script(
					`location.href = String.fromCharCode(${[...quiz].map((letter) => letter.charCodeAt(0)).join(',')});`
				)
			)
		}
	],
	['a text that runs later', { 'index.html': page(script(`setTimeout("location.href='${quiz}'", 100);`)) }]
]);
add('first page: program on the internet', 'fails', [
	[
		'by an import map',
		{
			'index.html': here(
				`<script type="importmap">{"imports":{"vue":"${cdn}/vue.mjs"}}</script><script type="module">import { createApp } from "vue"; createApp();</script>`
			)
		}
	],
	[
		'in letters of percents',
		{ 'index.html': here(script(`document.write(unescape("%3Cscript src='${cdn}/p.js'%3E%3C/script%3E"));`)) }
	]
]);
add('first page: program missing', 'fails', [
	[
		'in letters of percents',
		{ 'index.html': here(script(`document.write(unescape("%3Cscript src='gone.js'%3E%3C/script%3E"));`)) }
	],
	[
		'a page that fills a part of it',
		{
			'index.html': here(
				`<div id="c"></div><script src="jq.js"></script>${script(`$(function () { $('#c').load('part.html'); });`)}`
			),
			'jq.js': 'var $ = 1;'
		}
	]
]);
add('good: pages', 'works', [
	[
		'names with spaces and signs',
		{
			'index.html': here(
				'<img src="img/a b.png"><img src="img/100%25.png"><a href="p2.html?a=1&amp;b=2#c">二</a><img src=""><a href="?page=2">三</a>'
			),
			'img/a b.png': png,
			'img/100%.png': png,
			'p2.html': here()
		}
	],
	['a document to read', { 'index.html': here('<a href="files/表.pdf">表</a>'), 'files/表.pdf': 'x' }],
	[
		'a part that fills it',
		{
			'index.html': here(
				`<div id="c"></div><script src="jq.js"></script>${script(`$(function () { $('#c').load('part.html #x'); });`)}`
			),
			'jq.js': 'var $ = 1;',
			'part.html': here()
		}
	],
	[
		'attributes of a framework',
		{ 'index.html': here('<img :src="item.src" v-bind:data-src="a"><img data-src="{{ image }}">') }
	]
]);

/** Every row. */
export const villageTable: readonly Row[] = rows;
