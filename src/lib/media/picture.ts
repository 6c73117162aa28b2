import { UserError } from '$lib/base';
import { cleanGif } from './gif';
import type { PreparedFile } from './renditions';

/** Longest side in pixels: a TV's width. */
const longest = 1920;

/**
 * Makes a picture ready: upright, at most 1920 pixels long, drawn anew so that nothing a camera wrote into it (place, time,
 * serial number) is left. Photos become JPEG, drawings and pictures with transparency PNG or WebP; SVG is drawn, because it
 * can hold programs; an animated GIF keeps its frames and loses its comments. Throws `file_not_image`.
 */
export async function preparePicture(file: File): Promise<PreparedFile> {
	const animated = file.type === 'image/gif' ? cleanGif(new Uint8Array(await file.arrayBuffer())) : null;
	const drawn = await draw(file);
	const { width, height } = drawn;
	const blob = animated ? new Blob([animated], { type: 'image/gif' }) : await encode(drawn, file.type);
	const extension = blob.type.replace('image/', '').replace('jpeg', 'jpg');
	const name = `${file.name.replace(/\.[^.]+$/, '')}.${extension}`;
	return { file: new File([blob], name, { type: blob.type }), width, height };
}

async function draw(file: File): Promise<OffscreenCanvas> {
	const picture = await decode(file).catch((cause: unknown) => {
		throw new UserError('file_not_image', { name: file.name }, { cause });
	});
	const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
	const canvas = new OffscreenCanvas(
		Math.max(1, Math.round(picture.width * scale)),
		Math.max(1, Math.round(picture.height * scale))
	);
	const context = canvas.getContext('2d');
	if (!context) throw new UserError('file_not_image', { name: file.name });
	context.imageSmoothingQuality = 'high';
	context.drawImage(picture.source, 0, 0, canvas.width, canvas.height);
	if (picture.source instanceof ImageBitmap) picture.source.close();
	return canvas;
}

async function decode(file: File): Promise<{ source: CanvasImageSource; width: number; height: number }> {
	if (file.type !== 'image/svg+xml') {
		const source = await createImageBitmap(file, { imageOrientation: 'from-image' });
		return { source, width: source.width, height: source.height };
	}
	// Inside an <img>, SVG runs no script and loads nothing.
	const image = new Image();
	const url = URL.createObjectURL(file);
	try {
		image.src = url;
		await image.decode();
		const { naturalWidth: width, naturalHeight: height } = image;
		if (!width || !height) throw new Error('an SVG without a size');
		// Lines stay sharp at any size: drawn as large as it may be.
		const scale = Math.max(1, longest / Math.max(width, height));
		return { source: image, width: width * scale, height: height * scale };
	} finally {
		URL.revokeObjectURL(url);
	}
}

async function encode(canvas: OffscreenCanvas, type: string): Promise<Blob> {
	const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
	if (type === 'image/jpeg') return jpeg;
	const png = await canvas.convertToBlob({ type: 'image/png' });
	const other = hasTransparency(canvas)
		? await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
		: jpeg;
	// Drawings and screenshots are small as PNG, and their letters stay sharp.
	return png.size <= Math.max(100_000, other.size * 1.5) ? png : other;
}

function hasTransparency(canvas: OffscreenCanvas): boolean {
	const { width, height } = canvas;
	const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
	for (let i = 3; data && i < data.length; i += 4) if (data[i] !== 255) return true;
	return false;
}
