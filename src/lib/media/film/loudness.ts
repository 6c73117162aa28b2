import { AudioSampleSink, type AudioSample, type InputAudioTrack } from 'mediabunny';

/** Where speech should lie on average, and how far off is still left alone, in dB. */
const target = -18;
const tolerance = 6;
/** Quieter blocks are pauses and do not count, in dBFS. */
const gate = -50;
/** Two seconds at up to this many places are listened to: enough for a judgement, and an hour takes no longer than a minute. */
const places = 30;
const window = 2;

const db = (amplitude: number) => 20 * Math.log10(amplitude);

/** The factor that brings a level (both in dBFS) near −18 without the peak passing full scale; 1 when it is near enough. */
export function gainFor(rms: number, peak: number): number {
	if (!Number.isFinite(rms) || Math.abs(target - rms) <= tolerance) return 1;
	const room = -0.3 - peak;
	const change = Math.min(target - rms, room);
	// A film whose loudest moment leaves no room is left as it was.
	return Math.abs(change) < 1 ? 1 : 10 ** (change / 20);
}

/** Mean level of what is not a pause and the highest peak, both in dBFS; −∞ for silence. */
export function levelOf(blocks: Iterable<{ power: number; peak: number }>): { rms: number; peak: number } {
	let sum = 0;
	let heard = 0;
	let peak = 0;
	for (const block of blocks) {
		peak = Math.max(peak, block.peak);
		if (db(Math.sqrt(block.power)) < gate) continue;
		sum += block.power;
		heard++;
	}
	return { rms: heard ? db(Math.sqrt(sum / heard)) : -Infinity, peak: db(peak) };
}

/** The factor for a track, see {@link gainFor}. */
export async function gainOf(track: InputAudioTrack, seconds: number): Promise<number> {
	const sink = new AudioSampleSink(track);
	const blocks: { power: number; peak: number }[] = [];
	const count = Math.max(1, Math.min(places, Math.ceil(seconds / window)));
	for (let i = 0; i < count; i++) {
		const start = (i * seconds) / count;
		for await (const sample of sink.samples(start, Math.min(start + window, (i + 1) * (seconds / count)))) {
			blocks.push(measure(sample));
			sample.close();
		}
	}
	const { rms, peak } = levelOf(blocks);
	return gainFor(rms, peak);
}

function measure(sample: AudioSample): { power: number; peak: number } {
	const values = floats(sample);
	let sum = 0;
	let peak = 0;
	for (const value of values) {
		sum += value * value;
		peak = Math.max(peak, Math.abs(value));
	}
	return { power: values.length ? sum / values.length : 0, peak };
}

/** All channels, interleaved. */
export function floats(sample: AudioSample): Float32Array<ArrayBuffer> {
	const options = { planeIndex: 0, format: 'f32' } as const;
	const values = new Float32Array(sample.allocationSize(options) / 4);
	sample.copyTo(values, options);
	return values;
}
