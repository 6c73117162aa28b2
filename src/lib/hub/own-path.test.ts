import { expect, test } from 'vitest';
import { ownPath } from './own-path';

const origin = 'https://yuanke.example.cn';

test.each(['/lessons', '/lessons/abc?x=1#y', '/%E6%9D%91', '/'])('%s is ours', (next) => {
	expect(ownPath(next, origin)).toBe(next);
});

test.each([
	null,
	'',
	'lessons',
	'//evil.example',
	'///evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	' //evil.example',
	'/.//evil.example',
	'/a/..//evil.example',
	'/%0d/../\r\n/evil.example',
	'https://evil.example',
	'https://yuanke.example.cn.evil.example/',
	'javascript:alert(1)',
	`/${'a'.repeat(3000)}`
])('%j leads to the front door, never elsewhere', (next) => {
	expect(ownPath(next, origin)).toBe('/');
});
