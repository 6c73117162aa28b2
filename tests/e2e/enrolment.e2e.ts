import { expect, test, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { makeStation, official, signIn } from './steps';

const { startHub, browser } = computers();

/** What a camera reads off the slip. */
async function scanned(page: Page): Promise<string> {
	const { pixels, size } = await page.getByTestId('qr').evaluate(async (svg) => {
		const size = 500;
		const image = new Image(size, size);
		image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
		await image.decode();
		const canvas = new OffscreenCanvas(size, size).getContext('2d')!;
		canvas.fillStyle = '#fff';
		canvas.fillRect(0, 0, size, size);
		canvas.drawImage(image, 0, 0, size, size);
		return { pixels: [...canvas.getImageData(0, 0, size, size).data], size };
	});
	return jsQR(new Uint8ClampedArray(pixels), size, size)?.data ?? '';
}

test('a slip is printed; its QR code fills the code in, and the code leaves neither the address nor the browser', async () => {
	test.setTimeout(180_000);
	const hub = await startHub();
	const office = await browser().open();
	await signIn(office, hub, official);
	const code = (await makeStation(office, hub, '北山村', '陈玉珍')).trim();
	expect(code).toMatch(/^(\w{4}-){4}\w{4}$/);
	await expect(office.getByText(`${hub.origin}/station`)).toBeVisible();
	await expect(office.getByText(/以前有效/)).toBeVisible();
	await expectAccessible(office, 'slip');
	const address = await scanned(office);
	expect(address).toBe(`${hub.origin}/station/enrol#code=${code}`);

	// On paper: the slip and nothing else, on one page.
	await office.emulateMedia({ media: 'print' });
	await expect(office.getByTestId('code')).toBeVisible();
	await expect(office.getByRole('table')).toBeHidden();
	await expect(office.getByRole('navigation')).toBeHidden();
	await expect(office.getByRole('button', { name: '打印这张纸条' })).toBeHidden();
	for (const format of ['A4', 'A5']) {
		const pdf = (await office.pdf({ format })).toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	}
	await office.emulateMedia({ media: 'screen' });

	// Another computer types it with a slip of the pen: nothing is used up.
	const other = await browser().open();
	await other.goto(`${hub.origin}/station`);
	const last = code.endsWith('x') ? 'y' : 'x';
	await other.getByLabel('一次性码').fill(`${code.slice(0, -1)}${last}`);
	await other.getByRole('button', { name: '登记' }).click();
	await expect(other.getByText('还没有用掉')).toBeVisible();
	await expectAccessible(other, 'enrol-mistyped');

	const station = await browser().open(hub.origin);
	const asked: string[] = [];
	station.on('request', (request) => asked.push(request.url(), request.headers().referer ?? ''));
	await station.goto(address);
	await expect(station.getByLabel('一次性码')).toHaveValue(code);
	await expect(station).toHaveURL(`${hub.origin}/station/enrol`);
	await expectAccessible(station, 'enrol-filled');
	await station.getByRole('button', { name: '登记' }).click();
	await expect(station.getByTestId('ready')).toBeVisible({ timeout: 60_000 });
	await expect(station.getByText('北山村').first()).toBeVisible();
	expect(asked.filter((url) => url.includes(code.slice(0, 9)))).toEqual([]);
	await station.goBack();
	expect(station.url()).not.toContain('code');
});

test('who typed a PIN wrong is told the true wait, and when it is over', async () => {
	test.setTimeout(120_000);
	const hub = await startHub();
	const office = await browser().open();
	await signIn(office, hub, official);
	const code = await makeStation(office, hub, '北山村', '陈玉珍');
	const station = await browser().open(hub.origin);
	await station.goto(`${hub.origin}/station/enrol#code=${code.trim()}`);
	await station.getByRole('button', { name: '登记' }).click();
	await expect(station.getByTestId('ready')).toBeVisible({ timeout: 60_000 });
	await station.goto(`${hub.origin}/station/keeper`);
	const tryPin = async (pin: string) => {
		await station.getByLabel('口令').fill(pin);
		await station.getByRole('button', { name: '打开' }).click();
	};
	for (let i = 0; i < 3; i++) {
		await tryPin('0000');
		await expect(station.getByText('口令不对')).toBeVisible();
		await expect(station.getByLabel('口令')).toHaveValue('');
	}
	await tryPin('1357');
	await expect(station.getByText('请等 10 秒再试。')).toBeVisible();
	await expect(station.getByText('现在可以再试了。')).toBeVisible({ timeout: 12_000 });
	await tryPin('1357');
	await expect(station.getByText('学习记录')).toBeVisible();
});
