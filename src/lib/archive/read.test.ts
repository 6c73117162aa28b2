import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageLimits, readArchive, zipStream } from '.';

const made = (python: string) => {
	const path = join(mkdtempSync(join(tmpdir(), 'zip-')), 'a.zip');
	execFileSync('python3', [
		'-W',
		'ignore',
		'-c',
		`import zipfile,sys\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)\n${python}\nz.close()`,
		path
	]);
	return new Blob([Uint8Array.from(readFileSync(path))]);
};
const code = (blob: Blob, limits = packageLimits) =>
	readArchive(blob, limits).then(
		() => 'taken',
		(error: { code: string }) => error.code
	);

describe('a zip from elsewhere', () => {
	it('gives its files', async () => {
		const entry = { path: 'a/水.txt', store: false, open: () => new Blob(['一课一得']).stream() };
		const files = await readArchive(await new Response(zipStream([entry])).blob());
		expect([...files.keys()]).toEqual(['a/水.txt']);
		expect(await files.get('a/水.txt')!.text()).toBe('一课一得');
	});
	it.each([
		['no zip', new Blob(['hello']), 'archive_broken'],
		['a way out', made("z.writestr('../x','1')"), 'archive_broken'],
		[
			'a way out with backslashes',
			made("i=zipfile.ZipInfo('a'); i.filename='..\\\\\\\\x'; z.writestr(i,'1')"),
			'archive_broken'
		],
		['an absolute path', made("z.writestr('/etc/x','1')"), 'archive_broken'],
		['one path twice', made("z.writestr('x','1'); z.writestr('x','2')"), 'archive_broken'],
		['a bomb', made("z.writestr('x',b'0'*30000000)"), 'archive_too_large']
	])('with %s is refused', async (_, blob, wanted) => expect(await code(blob)).toBe(wanted));
	it('that unpacks to far more than it holds is refused, however small each of its files', async () => {
		const many = (times: number) => made(`for i in range(${times}): z.writestr(str(i),b'0'*900000)`);
		expect(await code(many(1))).toBe('taken');
		expect(await code(many(40))).toBe('archive_too_large');
	});
	it('with too many or too large files is refused', async () => {
		const blob = made("z.writestr('x','123'); z.writestr('y','456')");
		expect(await code(blob)).toBe('taken');
		expect(await code(blob, { ...packageLimits, entries: 1 })).toBe('archive_too_large');
		expect(await code(blob, { ...packageLimits, fileBytes: 2 })).toBe('archive_too_large');
		expect(await code(blob, { ...packageLimits, totalBytes: 5 })).toBe('archive_too_large');
	});
	it('that lies about a size is refused when the file is read', async () => {
		const blob = made("z.writestr('x',b'0'*5000)");
		const bytes = new Uint8Array(await blob.arrayBuffer());
		const view = new DataView(bytes.buffer);
		for (let i = 0; i < bytes.length - 4; i++) {
			if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 100, true);
			if (view.getUint32(i, true) === 0x04034b50) view.setUint32(i + 22, 100, true);
		}
		const files = await readArchive(new Blob([bytes]));
		await expect(files.get('x')!.text()).rejects.toMatchObject({ name: 'UserError' });
	});
});
