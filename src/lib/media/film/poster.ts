import { CanvasSink, type InputVideoTrack } from 'mediabunny';
import { fit, rungs } from './facts';

/** Where a still is looked for, as parts of the film; the first that is not dark is taken. */
const moments = [0.1, 0.2, 0.35, 0.5, 0.7, 0.02];

/** A still of a film as JPEG, from about a tenth into it; when all is dark, the lightest one. Null when nothing can be drawn. */
export async function posterOf(
	track: InputVideoTrack,
	size: { width: number; height: number },
	seconds: number
): Promise<Blob | null> {
	const { width, height } = fit(size, rungs.standard);
	const sink = new CanvasSink(track, { width, height, fit: 'fill' });
	let best: { light: number; at: number } | null = null;
	for (const at of moments) {
		const drawn = await sink.getCanvas(at * seconds);
		if (!drawn) continue;
		const light = lightness(drawn.canvas as OffscreenCanvas);
		if (!best || light > best.light) best = { light, at };
		if (light > 24) break;
	}
	const chosen = best && (await sink.getCanvas(best.at * seconds));
	return chosen
		? (chosen.canvas as OffscreenCanvas).convertToBlob({ type: 'image/jpeg', quality: 0.82 })
		: null;
}

/** Mean lightness, 0 to 255. */
function lightness(canvas: OffscreenCanvas): number {
	const small = new OffscreenCanvas(32, 18);
	const context = small.getContext('2d', { willReadFrequently: true });
	if (!context) return 0;
	context.drawImage(canvas, 0, 0, 32, 18);
	const { data } = context.getImageData(0, 0, 32, 18);
	let sum = 0;
	for (let i = 0; i < data.length; i += 4)
		sum += 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0);
	return sum / (data.length / 4);
}
