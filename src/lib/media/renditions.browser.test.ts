import { UserError } from '$lib/base';
import { ALL_FORMATS, BlobSource, Input, MP4, VideoSampleSink } from 'mediabunny';
import { describe, expect, inject, it } from 'vitest';
import type { FilmFacts } from './film/facts';
import { floats, levelOf } from './film/loudness';
import { AudioSampleSink } from 'mediabunny';
import { hashFile } from './hash-file';
import { renditions, type Preparing } from './renditions';

const { films } = inject('servers');

async function film(name: string, type = 'video/mp4'): Promise<File> {
	return new File([await (await fetch(`${films}/${name}`)).blob()], name, { type });
}

async function prepare(name: string) {
	let facts: FilmFacts | undefined;
	const told: Preparing[] = [];
	const made = await renditions(await film(name), {
		onfacts: (known) => (facts = known),
		onprogress: (progress) => told.push(progress),
		signal: new AbortController().signal
	});
	return { ...made, facts: facts!, told };
}

/** What a file is, read from the file itself. */
async function look(file: File) {
	const input = new Input({ source: new BlobSource(file), formats: [MP4] });
	const video = await input.getPrimaryVideoTrack();
	const audio = await input.getPrimaryAudioTrack();
	const stats = await video!.computePacketStats();
	return {
		video: await video!.getCodec(),
		size: [await video!.getDisplayWidth(), await video!.getDisplayHeight()],
		rotation: await video!.getRotation(),
		audio: audio && (await audio.getCodec()),
		seconds: await input.computeDuration(),
		bitrate: stats.averageBitrate,
		rate: stats.averagePacketRate,
		tags: await input.getMetadataTags(),
		boxes: await boxes(file)
	};
}

/** Names of the outermost boxes of an MP4 in their order. */
async function boxes(file: File): Promise<string[]> {
	const view = new DataView(await file.arrayBuffer());
	const names = [];
	for (let at = 0; at + 8 <= view.byteLength;) {
		names.push(String.fromCharCode(...new Uint8Array(view.buffer, at + 4, 4)));
		const size = view.getUint32(at);
		at += size === 1 ? Number(view.getBigUint64(at + 8)) : size || Infinity;
	}
	return names;
}

/** The picture at two seconds, upright, 16 by 16 points of red, green and blue. */
async function thumbnail(file: File): Promise<Uint8ClampedArray> {
	const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
	const sample = await new VideoSampleSink((await input.getPrimaryVideoTrack())!).getSample(2);
	const canvas = new OffscreenCanvas(16, 16);
	const context = canvas.getContext('2d')!;
	context.imageSmoothingQuality = 'high';
	sample!.drawWithFit(context, { fit: 'fill' });
	sample!.close();
	return context.getImageData(0, 0, 16, 16).data.filter((_, i) => i % 4 < 3);
}

async function light(picture: Blob): Promise<number> {
	const canvas = new OffscreenCanvas(1, 1);
	const context = canvas.getContext('2d')!;
	context.imageSmoothingQuality = 'high';
	context.drawImage(await createImageBitmap(picture), 0, 0, 1, 1);
	const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
	return (r + g + b) / 3;
}

const faults = async (name: string) => {
	const error: unknown = await prepare(name).catch((cause: unknown) => cause);
	if (!(error instanceof UserError)) throw new Error(`${name} gave ${String(error)}`);
	return { code: error.code, ...error.details };
};

describe('a film for villages', () => {
	it.each([
		['heavy.mp4', [640, 360], 'aac'],
		['web.webm', [640, 360], 'opus'],
		['film.mkv', [854, 480], 'opus'],
		['hd.mp4', [854, 480], 'aac'],
		['turned.mov', [270, 480], 'aac']
	])(
		'is upright H.264 in MP4 that starts with its index: %s',
		async (name, size, audio) => {
			const { village, told, facts } = await prepare(name);
			const made = await look(village.file);
			expect(made).toMatchObject({ video: 'avc', size, rotation: 0, audio });
			expect(made.seconds).toBeCloseTo(4, 0.7);
			expect(Math.abs(made.seconds - 4)).toBeLessThan(0.2);
			expect(made.bitrate).toBeLessThan(800_000);
			expect(made.boxes.indexOf('moov')).toBeLessThan(made.boxes.indexOf('mdat'));
			expect([village.width, village.height]).toEqual(size);
			expect(facts.village.copied).toBe(false);
			expect(told.length).toBeGreaterThan(1);
		},
		60_000
	);

	it.each(['heavy.mp4', 'hd.mp4', 'turned.mov', 'web.webm'])(
		'looks as it was filmed: %s',
		async (name) => {
			const { village, standard } = await prepare(name);
			const was = await thumbnail(await film(name));
			for (const made of [village, standard]) {
				if (!made) continue;
				const is = await thumbnail(made.file);
				const off = is.reduce((sum, value, i) => sum + Math.abs(value - was[i]!), 0) / is.length;
				expect(off).toBeLessThan(8);
			}
		},
		60_000
	);

	it('is taken over as it is when small enough, without what the phone wrote about the place', async () => {
		const { village, standard, facts } = await prepare('small.mp4');
		const made = await look(village.file);
		expect([facts.village.copied, standard]).toEqual([true, null]);
		expect(made).toMatchObject({ video: 'avc', size: [640, 360], audio: 'aac', tags: {} });
		expect(made.boxes.indexOf('moov')).toBeLessThan(made.boxes.indexOf('mdat'));
		expect(new TextDecoder('latin1').decode(await village.file.arrayBuffer())).not.toContain('+30.57');
	});

	it('is the same, byte for byte, when it is prepared again', async () => {
		const first = await prepare('heavy.mp4');
		await new Promise((done) => setTimeout(done, 1100));
		const second = await prepare('heavy.mp4');
		const hash = (file: File) => hashFile(file, new AbortController().signal);
		expect(await hash(second.village.file)).toBe(await hash(first.village.file));
	});

	it('has a better picture beside it only when the source is larger', async () => {
		const { standard, facts } = await prepare('hd.mp4');
		expect(await look(standard!.file)).toMatchObject({ video: 'avc', size: [1280, 720], audio: 'aac' });
		expect(facts).toMatchObject({ width: 1920, height: 1080 });
		expect((await prepare('web.webm')).standard).toBeNull();
	}, 60_000);

	it('shows at most 30 pictures a second', async () => {
		expect((await look((await prepare('fast.mp4')).village.file)).rate).toBeLessThan(31);
	});

	it('may have no sound', async () => {
		expect(await look((await prepare('silent.mp4')).village.file)).toMatchObject({ audio: null });
	});

	it('that is far too quiet is brought near the usual level', async () => {
		const { village } = await prepare('quiet.mp4');
		expect((await look(village.file)).audio).toBe('opus');
		const input = new Input({ source: new BlobSource(village.file), formats: [MP4] });
		const blocks = [];
		for await (const sample of new AudioSampleSink((await input.getPrimaryAudioTrack())!).samples()) {
			const values = floats(sample);
			const power = values.reduce((sum, value) => sum + value * value, 0) / values.length;
			blocks.push({ power, peak: values.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0) });
			sample.close();
		}
		const { rms, peak } = levelOf(blocks);
		expect(rms).toBeGreaterThan(-22);
		expect(rms).toBeLessThan(-15);
		expect(peak).toBeLessThanOrEqual(0);
	});

	it('has a still that is not black, even when it begins in the dark', async () => {
		for (const name of ['small.mp4', 'dark.mp4']) {
			const { poster } = await prepare(name);
			expect(poster!.file.type).toBe('image/jpeg');
			expect(await light(poster!.file)).toBeGreaterThan(40);
		}
	});

	it('is estimated before it is made', async () => {
		const { facts, village } = await prepare('film.mkv');
		expect(facts.village.bytes / village.file.size).toBeGreaterThan(0.4);
		expect(facts.village.bytes / village.file.size).toBeLessThan(2.5);
	});
});

describe('what cannot be used is said with its name', () => {
	it.each([
		['hevc.mp4', 'MP4', 'H.265/HEVC'],
		['dvd.mkv', 'Matroska', 'MPEG-2'],
		['dvd.mpg', 'MPEG (VOB, MPG)', '?'],
		['old.avi', 'AVI', '?'],
		['old.wmv', 'WMV', '?']
	])('%s', async (name, container, codec) => {
		expect(await faults(name)).toEqual({ code: 'media_undecodable', container, codec });
	});

	it.each(['empty.mp4', 'cut.mp4', 'torn.mp4'])('damaged: %s', async (name) => {
		expect(await faults(name)).toEqual({ code: 'media_broken', name });
	});

	it('sound without a picture is no film', async () => {
		expect(await faults('sound.m4a')).toEqual({ code: 'file_not_video', name: 'sound.m4a' });
	});
});

it('a cancelled film ends at once', async () => {
	const stop = new AbortController();
	const begun = renditions(await film('hd.mp4'), {
		onfacts: () => stop.abort(new Error('enough')),
		signal: stop.signal
	});
	await expect(begun).rejects.toThrow('enough');
});
