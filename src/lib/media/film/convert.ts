import { UserError } from '$lib/base';
import {
	AudioSample,
	canEncodeVideo,
	Conversion,
	Mp4OutputFormat,
	Output,
	Quality,
	StreamTarget,
	type ConversionAudioOptions,
	type ConversionVideoOptions,
	type InputVideoTrack,
	type StreamTargetChunk
} from 'mediabunny';
import type { Planned, Rung } from './facts';
import { floats } from './loudness';
import { bitrateFor, type Picture } from './plan';
import type { Made } from './messages';
import type { Turn } from './shrink';
import { smaller } from './smaller';
import type { Opened } from './source';
import { withoutTimes } from './timeless';

/** Frames per second at most: phones film 60, and half the bits would go into what nobody sees. */
const fastest = 30;

/** Makes one rendition. `report` gets parts from 0 to 1. */
export async function convert(
	source: Opened,
	picture: Picture,
	planned: Planned,
	rung: Rung,
	gain: number,
	report: (part: number) => void
): Promise<Made> {
	const bitrate = bitrateFor(picture, rung);
	const { width, height } = planned;
	if (!planned.copied && !(await canEncodeVideo('avc', { width, height, quality: new Quality({ bitrate }) })))
		throw new UserError('media_no_encoder');
	const video: ConversionVideoOptions = planned.copied
		? {}
		: {
				codec: 'avc',
				...(await sized(picture.track, width, height)),
				forceTranscode: true,
				quality: new Quality({ bitrate }),
				...(picture.rate > fastest + 1 ? { frameRate: fastest } : {})
			};
	const bytes = await mp4(source, video, await soundOptions(source, rung, gain), report);
	return { bytes, width, height, seconds: source.seconds };
}

/** How a picture gets its size and stands upright. */
async function sized(track: InputVideoTrack, width: number, height: number): Promise<ConversionVideoOptions> {
	if (await track.getFlip()) return { width, height, fit: 'fill', allowTransformationMetadata: false };
	const turn = await track.getRotation();
	return {
		// Turned back, so that the conversion leaves the turning to us.
		rotate: ((360 - turn) % 360) as Turn,
		process: smaller(width, height, turn),
		processedWidth: width,
		processedHeight: height
	};
}

/**
 * Runs a conversion into an MP4 whose index stands before its data, so that playing starts with the first bytes. Titles,
 * places and other tags of the source are left behind: phones write where they were.
 */
export async function mp4(
	source: Opened,
	video: ConversionVideoOptions,
	audio: ConversionAudioOptions,
	report: (part: number) => void
): Promise<Blob> {
	const pieces: Blob[] = [];
	let end = 0;
	let index: { bytes: Uint8Array<ArrayBuffer>; position: number } | undefined;
	// Pieces as blobs: the browser may keep them on its disk, and the whole is never twice in memory.
	const writable = new WritableStream<StreamTargetChunk>({
		write({ data, position }) {
			if (position !== end) throw new Error(`piece at ${position}, expected at ${end}`);
			pieces.push(new Blob([data]));
			end += data.byteLength;
		}
	});
	const output = new Output({
		format: new Mp4OutputFormat({
			fastStart: 'in-memory',
			onMoov: (data, position) => (index = { bytes: Uint8Array.from(data), position })
		}),
		target: new StreamTarget(writable, { chunked: true })
	});
	const conversion = await Conversion.init({
		input: source.input,
		output,
		tracks: 'primary',
		video,
		audio,
		// Sound from a camera often starts some milliseconds before its picture; that is no reason to encode it again.
		copy: { shiftTolerance: 0.1 },
		tags: {},
		showWarnings: false
	});
	if (!conversion.isValid) throw new UserError('media_no_encoder');
	conversion.onProgress = report;
	await conversion.execute();
	const whole = new Blob(pieces);
	const { bytes, position } = index as unknown as NonNullable<typeof index>;
	withoutTimes(bytes);
	const parts = [whole.slice(0, position), bytes, whole.slice(position + bytes.length)];
	return new Blob(parts, { type: 'video/mp4' });
}

/**
 * AAC of a sane level is copied. Everything else becomes Opus: Chromium on Linux has no AAC encoder, every station plays
 * Opus in MP4, it is the better of the two at 64 kbit/s, and the same film comes out alike on every author's computer.
 */
export async function soundOptions(
	{ audio }: Pick<Opened, 'audio'>,
	rung: Rung,
	gain: number
): Promise<ConversionAudioOptions> {
	if (!audio) return { discard: true };
	if (gain === 1 && (await audio.getCodec()) === 'aac') return {};
	return {
		codec: 'opus',
		quality: new Quality({ bitrate: rung.audio }),
		numberOfChannels: Math.min(2, await audio.getNumberOfChannels()),
		sampleRate: 48_000,
		forceTranscode: true,
		...(gain === 1 ? {} : { process: (sample: AudioSample) => louder(sample, gain) })
	};
}

function louder(sample: AudioSample, gain: number): AudioSample {
	const { numberOfChannels, sampleRate, timestamp } = sample;
	const data = floats(sample);
	// The peak was measured at places only; what passes full scale elsewhere is cut here and not wrapped by an encoder.
	for (let i = 0; i < data.length; i++) data[i] = Math.max(-0.98, Math.min(0.98, (data[i] ?? 0) * gain));
	return new AudioSample({ data, format: 'f32', numberOfChannels, sampleRate, timestamp });
}
