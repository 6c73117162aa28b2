import { packageLimits } from '$lib/archive';
import { describe, expect, it } from 'vitest';
import { manifestXml, packageOf, page, rawZip, zipOf, type RawEntry } from '../../../tests/fixtures/packages';
import { importPackage } from '.';

const why = async (zip: Blob, limits = packageLimits) => {
	const outcome = await importPackage(zip, { limits });
	return outcome.state === 'refused' ? outcome.why : 'taken';
};
const withEntry = (...more: RawEntry[]) =>
	zipOf({ 'imsmanifest.xml': manifestXml(), 'index.html': page() }, more);
const cut = async (zip: Blob, share: number) =>
	new Blob([(await zip.arrayBuffer()).slice(0, zip.size * share)]);

describe('a hostile or broken zip is refused by name', () => {
	const zeros = new Uint8Array(30_000_000);
	const cases: [string, string, Blob][] = [
		['no zip', 'not_zip', new Blob(['Rar!\u001a\u0007 and more'])],
		['nothing', 'not_zip', new Blob([])],
		['an empty zip', 'empty', new Blob([rawZip([])])],
		['a way out', 'escapes', withEntry({ name: '../../evil.html' })],
		['a way out with backslashes', 'escapes', withEntry({ name: 'a\\..\\..\\evil.html' })],
		['an absolute path', 'escapes', withEntry({ name: '/etc/passwd' })],
		['a drive letter', 'escapes', withEntry({ name: 'C:\\evil.html' })],
		['a drive letter behind a dot', 'escapes', withEntry({ name: './C:/evil.html' })],
		['a zero byte in a name', 'escapes', withEntry({ name: 'a\0.html' })],
		['a link', 'link', withEntry({ name: 'a', body: '/etc/passwd', link: true })],
		['an encrypted file', 'encrypted', withEntry({ name: 'a', body: 'x', encrypted: true })],
		['one path twice', 'twice', withEntry({ name: 'index.html', body: 'x' })],
		['one path twice, spelt differently', 'twice', withEntry({ name: './/index.html', body: 'x' })],
		[
			'two names for the same bytes',
			'overlap',
			withEntry({ name: 'a', body: 'x' }, { name: 'b', body: 'x', at: 2 })
		],
		[
			'bytes beyond its end',
			'overlap',
			withEntry({ name: 'a', body: 'x', packed: 5_000_000, size: 5_000_000 })
		],
		['a bomb', 'ratio', withEntry({ name: 'a', body: zeros, deflate: true })],
		[
			'a bomb that says it is small',
			'damaged',
			withEntry({ name: 'a', body: zeros, deflate: true, size: 100 })
		],
		['a wrong sum', 'damaged', withEntry({ name: 'a', body: 'x', crc: 1 })],
		['too long a path', 'path_length', withEntry({ name: 'a'.repeat(1001) })],
		['too deep a path', 'depth', withEntry({ name: 'a/'.repeat(33) + 'b' })],
		['a zip in it and nothing else', 'nested', zipOf({ 'course.zip': 'PK' })]
	];
	it.each(cases)('with %s: %s', async (_, wanted, zip) => expect(await why(zip)).toBe(wanted));
	it.each([0.3, 0.6, 0.95])('that ends after %f of it', async (share) => {
		expect(await why(await cut(packageOf({}, { 'a.txt': 'x'.repeat(5000) }), share))).toBe('truncated');
	});
	it('beyond each limit', async () => {
		const zip = packageOf({}, { 'a.txt': 'x'.repeat(5000) });
		expect(await why(zip)).toBe('taken');
		expect(await why(zip, { ...packageLimits, entries: 2 })).toBe('entries');
		expect(await why(zip, { ...packageLimits, fileBytes: 4999 })).toBe('file_bytes');
		expect(await why(zip, { ...packageLimits, totalBytes: 5100 })).toBe('total_bytes');
	});
});

describe('a hostile or broken manifest is refused by name', () => {
	const doctype =
		'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><manifest>&b;</manifest>';
	const cases: [string, string, string][] = [
		['a DOCTYPE', 'manifest_doctype', doctype],
		['another root', 'manifest_not_a_manifest', '<html/>'],
		['nothing', 'manifest_malformed', ''],
		['no end', 'manifest_malformed', '<manifest><resources>'],
		['tags crossed', 'manifest_malformed', '<manifest><a><b></a></b></manifest>'],
		['two roots', 'manifest_malformed', '<manifest/><manifest/>'],
		['letters outside', 'manifest_malformed', '<manifest/>x'],
		['an unquoted attribute', 'manifest_malformed', '<manifest a=1/>'],
		['an open comment', 'manifest_malformed', '<manifest><!-- </manifest>'],
		['too many folders', 'manifest_too_deep', `${'<manifest>'.repeat(200)}${'</manifest>'.repeat(200)}`],
		['too many elements', 'manifest_too_many_elements', `<manifest>${'<a/>'.repeat(200_001)}</manifest>`]
	];
	it.each(cases)('with %s', async (_, wanted, manifest) => {
		expect(await why(zipOf({ 'imsmanifest.xml': manifest, 'index.html': page() }))).toBe(wanted);
	});
	it('too large', async () => {
		const manifest: RawEntry = { name: 'imsmanifest.xml', body: `<manifest>${'x'.repeat(20e6)}</manifest>` };
		expect(await why(zipOf({}, [manifest]))).toBe('manifest_too_large');
	});
});

describe('texts made to be slow are read in time', () => {
	const many = 2_000_000;
	it.each([
		['open tags', 'index.html', '<img '.repeat(many / 5)],
		['one endless tag', 'index.html', `<img ${'a '.repeat(many / 2)}`],
		['endless space', 'index.html', `<img src=${' '.repeat(many)}`],
		['sources without an end', 'index.html', `<img ${' src='.repeat(many / 5)}`],
		['urls', 'a.css', 'url('.repeat(many / 4)],
		['calls', 'a.js', 'fetch('.repeat(many / 6)],
		['hosts', 'a.js', `"https://${'a.'.repeat(many / 2)}`],
		['quoted hosts', 'a.js', '"https://a'.repeat(many / 10)],
		['metas', 'index.html', '<meta name="generator" '.repeat(many / 23)],
		['ispring', 'index.html', 'ispring'.repeat(many / 7)]
	])('%s', async (_, path, text) => {
		const began = performance.now();
		const outcome = await importPackage(packageOf({}, { [path]: text }), {
			limits: { ...packageLimits, ratio: 1e6 }
		});
		expect(outcome.state).toBe('checked');
		expect(performance.now() - began).toBeLessThan(5000);
	});
	it('ampersands and bad tags in a manifest', async () => {
		const limits = { ...packageLimits, ratio: 1e6 };
		for (const text of [
			'&'.repeat(many),
			'&#'.repeat(many / 2),
			'<'.repeat(many),
			`<a ${' b'.repeat(many / 2)}`
		]) {
			const began = performance.now();
			await importPackage(zipOf({ 'imsmanifest.xml': `<manifest>${text}</manifest>` }), { limits });
			expect(performance.now() - began).toBeLessThan(5000);
		}
	});
});
