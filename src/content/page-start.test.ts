import { expect, it } from 'vitest';
import { utf16 } from '../../tests/fixtures/packages';
import { withPageStart } from './page-start';

const start = async (text: string | Uint8Array<ArrayBuffer>, type = 'text/html') =>
	(await withPageStart(new Blob([text]), type)).text();
const at = (text: string) => text.indexOf('<script');

it('stands after the doctype and before everything else of a page', async () => {
	for (const before of [
		'<!doctype html>',
		'\ufeff<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">',
		'<?xml version="1.0" encoding="gb2312"?>\n<!-- saved from <head> url -->\r\n<!DOCTYPE html>',
		''
	]) {
		const text = await start(`${before}<html><script>own()</script></html>`);
		expect(text.slice(0, text.indexOf('<script>(function'))).toBe(before.replace('\ufeff', ''));
	}
	expect(at(await start('<p>一</p><!doctype html>'))).toBe(0);
});

it('stands inside the root of a page in XML', async () => {
	const page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head/></html>';
	const text = await start(page, 'application/xhtml+xml');
	expect(text).toContain('xhtml"><script xmlns="http://www.w3.org/1999/xhtml">(function');
	expect(text).not.toMatch(/<script[^>]*>[^<]*[&<][^<]*<\/script>/);
});

it('is written in the letters of the page where those take two bytes', async () => {
	for (const order of ['le', 'be'] as const) {
		const bytes = utf16('<!doctype html><title>课</title>', order);
		const page = await withPageStart(new Blob([new Uint8Array(bytes)]), 'text/html');
		const text = new TextDecoder(`utf-16${order}`).decode(await page.arrayBuffer());
		expect(text).toMatch(/^<!doctype html><script>\(function.*<\/script><title>课<\/title>$/);
	}
});

it('leaves files alone that are no pages', async () => {
	for (const type of ['text/plain', 'text/javascript', 'image/svg+xml', 'application/xml'])
		expect(await start('<html></html>', type)).toBe('<html></html>');
});
