import { expect, test, type Download, type Page } from '@playwright/test';
import { onBench, type OnBench } from './on-bench';
import { inside, launchPage } from './probes';

let page: OnBench['page'];
onBench((at) => ({ page } = at));

/** Every way to a file that a script has. */
const drop = `
	window.drop = () => {
		const quiet = (f) => { try { f(); } catch {} };
		const blob = URL.createObjectURL(new Blob(['x'], { type: 'application/octet-stream' }));
		const addresses = [blob, 'data:application/octet-stream,x', '资料.docx', '/p/' + location.pathname.split('/')[2] + '/资料.docx'];
		for (const href of addresses) {
			const link = Object.assign(document.createElement('a'), { href, download: '发票.docm' });
			quiet(() => HTMLElement.prototype.click.call(link));
			quiet(() => EventTarget.prototype.dispatchEvent.call(link, new MouseEvent('click')));
			document.body.append(link);
			quiet(() => link.click());
			quiet(() => parent.HTMLElement.prototype.click.call(link));
			const plain = Object.assign(document.createElement('a'), { href, target: '_blank' });
			document.body.append(plain);
			quiet(() => HTMLElement.prototype.click.call(plain));
			quiet(() => open(href));
			quiet(() => open(href, 'other'));
			quiet(() => document.body.append(Object.assign(document.createElement('iframe'), { src: href })));
			quiet(() => { const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.location.href = href; });
			quiet(() => { const f = document.createElement('iframe'); document.body.append(f);
				f.contentWindow.open(href); const l = f.contentDocument.createElement('a'); l.href = new URL(href, location.href).href; l.download = 'y.exe'; f.contentDocument.body.append(l); l.click(); });
			quiet(() => { const form = Object.assign(document.createElement('form'), { action: href, target: 'gone' }); document.body.append(form); form.submit(); });
			quiet(() => { const l = parent.document.createElement('a'); l.href = new URL(href, location.href).href; l.download = 'z.exe'; parent.document.body.append(l); l.click(); });
		}
		// The frame page says it: nobody can tell that from its own words.
		quiet(() => parent.document.body.append(Object.assign(parent.document.createElement('script'), { src: new URL('forge.js', location.href).href })));
		quiet(() => { location.href = '资料.docx'; });
	};
`;
const files = {
	'资料.docx': 'docx',
	'说明.pdf': '%PDF-1.4',
	'forge.js': `{
		const launch = document.querySelector('[title=lesson]').contentWindow.location.pathname.split('/')[2];
		const say = (message) => parent.postMessage({ launch, ...message }, '*');
		for (const path of ['资料.docx', '说明.pdf', 'index.html']) {
			say({ type: 'document', path });
			say({ type: 'file', name: path, from: { path } });
			say({ type: 'file', name: path, from: { file: new Blob(['x']) } });
		}
	}`
};

function downloadsOf(page: Page): Download[] {
	const downloads: Download[] = [];
	page.context().on('page', (other) => other.on('download', (one) => downloads.push(one)));
	page.on('download', (one) => downloads.push(one));
	return downloads;
}

/** How many forged messages reached the app. */
const forged = () =>
	page.evaluate(
		() => window.bench.messages.filter((one) => (one as { type?: string }).type === 'file').length
	);

test.describe('a package saves nothing', () => {
	test('by a script alone, whatever way it tries', async () => {
		const downloads = downloadsOf(page);
		await launchPage(page, `${drop} setTimeout(drop, 6000);`, files);
		// Asking the page something counts as a press in it, for five seconds.
		await page.waitForTimeout(10_000);
		expect(await forged()).toBeGreaterThan(0);
		expect(downloads.map((one) => one.suggestedFilename())).toEqual([]);
		// Nor is anybody asked: there was no press.
		expect(await page.evaluate(() => window.bench.offered)).toEqual([]);
	});

	test('when the learner presses something in it', async () => {
		const downloads = downloadsOf(page);
		await launchPage(
			page,
			`${drop} addEventListener('click', ({ isTrusted }) => isTrusted && drop());`,
			files
		);
		await (await inside(page)).getByText('你好').click();
		await expect.poll(() => page.evaluate(() => window.bench.offered.length)).toBeGreaterThan(0);
		await page.waitForTimeout(3000);
		expect(downloads.map((one) => one.suggestedFilename())).toEqual([]);
		expect(await page.evaluate(() => window.bench.offered.length)).toBeLessThanOrEqual(6);
	});
});
