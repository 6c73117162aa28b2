import { readArchive } from '$lib/archive';
import { expect, it } from 'vitest';
import { legacy, utf16, zipOf } from '../../../tests/fixtures/packages';
import { typeOfFile } from './file-type';

const bare = '<html><body>水稻育秧</body></html>';

it.each([
	['a.html', bare, 'text/html; charset=utf-8'],
	['a.HTM', legacy(bare, 'gbk'), 'text/html; charset=gb18030'],
	['a.html', legacy('<html><body>水稻育秧的時間和溫度</body></html>', 'big5'), 'text/html; charset=big5'],
	[
		'a.html',
		legacy('<html><body>苗代の水を管理する</body></html>', 'shift_jis'),
		'text/html; charset=shift_jis'
	],
	[
		'a.html',
		legacy(`<meta http-equiv="Content-Type" content="text/html; charset=gb2312">${bare}`, 'gbk'),
		'text/html'
	],
	['a.html', `<meta charset="utf-8">${bare}`, 'text/html'],
	['a.html', utf16(bare, 'le'), 'text/html'],
	['a.html', Uint8Array.of(0x3c, 0xff, 0xff), 'text/html'],
	['a.js', 'x', 'text/javascript'],
	['a.mp4', 'x', 'video/mp4'],
	['a.woff2', 'x', 'font/woff2'],
	['a.pdf', 'x', 'application/pdf'],
	['没有后缀', 'x', 'application/octet-stream']
])('%s is told as what it is', async (path, body, type) => {
	const file = (await readArchive(zipOf({ [path]: body }))).get(path);
	expect(file && (await typeOfFile(file))).toBe(type);
});
