import { UserError } from '$lib/base';
import { describe, expect, it } from 'vitest';
import { preparePicture } from './picture';

/** EXIF (TIFF, big-endian) that says "turned by 90°" and where the picture was taken. */
function exif(): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(90);
	const view = new DataView(bytes.buffer);
	const entry = (at: number, tag: number, type: number, count: number, value: number) => {
		view.setUint16(at, tag);
		view.setUint16(at + 2, type);
		view.setUint32(at + 4, count);
		if (type === 3) view.setUint16(at + 8, value);
		else view.setUint32(at + 8, value);
	};
	bytes.set(new TextEncoder().encode('Exif\0\0MM\0*'));
	view.setUint32(10, 8);
	view.setUint16(14, 2);
	entry(16, 0x0112, 3, 1, 6);
	entry(28, 0x8825, 4, 1, 38);
	view.setUint16(44, 1);
	entry(46, 0x001d, 2, 18, 56);
	bytes.set(new TextEncoder().encode('GPS 30.572815N'), 62);
	return bytes;
}

function canvas(width: number, height: number, clear = false): OffscreenCanvas {
	const made = new OffscreenCanvas(width, height);
	const context = made.getContext('2d')!;
	for (let i = 0; i < 40; i++) {
		context.fillStyle = `hsl(${i * 9} 80% 50%)`;
		context.fillRect((i * width) / 40, clear ? height / 2 : 0, width / 40, height);
	}
	return made;
}

async function photo(width: number, height: number): Promise<File> {
	const jpeg = await canvas(width, height).convertToBlob({ type: 'image/jpeg' });
	const body = exif();
	const head = Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255);
	return new File([head, body, jpeg.slice(2)], '田.jpg', { type: 'image/jpeg' });
}
const text = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());
const file = (parts: BlobPart[], name: string, type: string) => new File(parts, name, { type });

describe('a picture', () => {
	it('is turned upright, made no longer than 1920 pixels, and forgets where it was taken', async () => {
		const taken = await photo(2400, 1200);
		expect(await text(taken)).toContain('GPS 30.57');
		const made = await preparePicture(taken);
		expect([made.width, made.height, made.file.type, made.file.name]).toEqual([
			960,
			1920,
			'image/jpeg',
			'田.jpg'
		]);
		expect(await text(made.file)).not.toMatch(/GPS|Exif/);
		const shown = await createImageBitmap(made.file);
		expect([shown.width, shown.height]).toEqual([960, 1920]);
	});

	it('that is small enough forgets it as well', async () => {
		const made = await preparePicture(await photo(40, 20));
		expect([made.width, made.height]).toEqual([20, 40]);
		expect(await text(made.file)).not.toMatch(/GPS|Exif/);
	});

	it('keeps its transparency', async () => {
		const png = await canvas(300, 200, true).convertToBlob({ type: 'image/png' });
		const made = await preparePicture(file([png], 'leaf.png', 'image/png'));
		expect(made.file.type).toMatch(/png|webp/);
		const seen = new OffscreenCanvas(300, 200).getContext('2d')!;
		seen.drawImage(await createImageBitmap(made.file), 0, 0);
		expect(seen.getImageData(5, 5, 1, 1).data[3]).toBe(0);
	});

	it('drawn as SVG becomes pixels, whatever programs it holds', async () => {
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>parent.ran = 1</script><rect width="40" height="20" fill="green" onclick="x()"/></svg>`;
		const made = await preparePicture(file([svg], '图.svg', 'image/svg+xml'));
		expect([made.width, made.height, made.file.type]).toEqual([1920, 960, 'image/png']);
		expect(made.file.name).toBe('图.png');
		expect(await text(made.file)).not.toContain('script');
		expect('ran' in window).toBe(false);
	});

	it('that moves goes on moving, without its comments', async () => {
		const head = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
		const frame = [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
		const loop = [0x21, 0xff, 11, ...new TextEncoder().encode('NETSCAPE2.0'), 3, 1, 0, 0, 0];
		const comment = [0x21, 0xfe, 4, ...new TextEncoder().encode('here'), 0];
		const bytes = Uint8Array.from([...head, ...loop, ...comment, ...frame, ...frame, 0x3b]);
		const made = await preparePicture(file([bytes], 'a.gif', 'image/gif'));
		const clean = Uint8Array.from([...head, ...loop, ...frame, ...frame, 0x3b]);
		expect(new Uint8Array(await made.file.arrayBuffer())).toEqual(clean);
		const still = file([Uint8Array.from([...head, ...comment, ...frame, 0x3b])], 'b.gif', 'image/gif');
		expect((await preparePicture(still)).file.type).toBe('image/png');
	});

	it('that is none is refused', async () => {
		const error: unknown = await preparePicture(file(['no'], 'x.png', 'image/png')).catch((e: unknown) => e);
		expect(error).toEqual(new UserError('file_not_image', { name: 'x.png' }));
	});
});
