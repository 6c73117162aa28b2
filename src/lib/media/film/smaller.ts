import { VideoSample } from 'mediabunny';
import { shrink, type Plane, type Turn } from './shrink';

/**
 * Makes a film's pictures smaller and upright as they lie in memory. A canvas would turn each into red, green and blue, draw it
 * several times and back: on a computer without a graphics card that takes four times as long.
 */
export function smaller(
	width: number,
	height: number,
	turn: Turn
): (sample: VideoSample) => Promise<VideoSample> {
	let bytes = new Uint8Array();
	return async (sample) => {
		const { timestamp, duration, colorSpace } = sample;
		const size = sample.allocationSize();
		if (bytes.length < size) bytes = new Uint8Array(size);
		const planes = planesOf(sample, bytes, await sample.copyTo(bytes));
		if (!planes) return drawn(sample, width, height, turn);
		const half = [Math.ceil(width / 2), Math.ceil(height / 2)] as const;
		const parts = planes.map((plane, i) =>
			shrink(plane, ...(i === 0 ? ([width, height] as const) : half), turn)
		);
		const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
		let at = 0;
		for (const part of parts) {
			data.set(part, at);
			at += part.length;
		}
		return new VideoSample(data, {
			format: 'I420',
			codedWidth: width,
			codedHeight: height,
			timestamp,
			duration,
			colorSpace: colorSpace.toJSON()
		});
	};
}

/** Light and the two colours of a picture; null for a kind of picture that decoders seldom give. */
function planesOf(
	sample: VideoSample,
	bytes: Uint8Array,
	layout: { offset: number; stride: number }[]
): Plane[] | null {
	const { width, height } = sample.visibleRect;
	const colours = { bytes, width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
	const [light, first, second] = layout;
	if (!light || !first) return null;
	const whole = { bytes, ...light, step: 1, width, height };
	if (sample.format === 'I420' && second)
		return [whole, { ...colours, ...first, step: 1 }, { ...colours, ...second, step: 1 }];
	if (sample.format === 'NV12')
		return [
			whole,
			{ ...colours, ...first, step: 2 },
			{ ...colours, ...first, offset: first.offset + 1, step: 2 }
		];
	return null;
}

function drawn(sample: VideoSample, width: number, height: number, turn: Turn): VideoSample {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas');
	sample.setRotation(turn);
	sample.drawWithFit(context, { fit: 'fill' });
	return new VideoSample(canvas, { timestamp: sample.timestamp, duration: sample.duration });
}
