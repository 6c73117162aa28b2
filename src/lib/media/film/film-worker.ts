/// <reference lib="webworker" />
import { UserError } from '$lib/base';
import { convert, mp4, soundOptions } from './convert';
import { rungs } from './facts';
import { gainOf } from './loudness';
import type { FromFilmWorker, ToFilmWorker } from './messages';
import { pictureOf, planOf } from './plan';
import { posterOf } from './poster';
import { openSource } from './source';

declare const self: DedicatedWorkerGlobalScope;
const say = (message: FromFilmWorker) => self.postMessage(message);

/** The page draws itself anew with each word of how far it is: some in a second are enough. */
const between = 200;
let told = 0;
function tell(part: number): void {
	const now = performance.now();
	if (now - told < between) return;
	told = now;
	say({ type: 'progress', part });
}

async function film(file: File): Promise<void> {
	const source = await openSource(file);
	if (!source.video) throw new UserError('file_not_video', { name: file.name });
	const picture = await pictureOf(source.video);
	const { seconds } = source;
	const poster = await posterOf(source.video, picture, seconds);
	const plan = planOf(picture, source);
	const { width, height } = picture;
	say({ type: 'facts', facts: { seconds, width, height, bytes: file.size, poster, ...plan } });
	const gain = source.audio ? await gainOf(source.audio, seconds) : 1;
	// Work grows with the pixels that are encoded; taking over costs next to nothing.
	const work = (p: typeof plan.standard) =>
		p ? (p.copied ? 0.05 : 0.3) * 1e5 + (p.copied ? 0 : p.width * p.height) : 0;
	const share = work(plan.village) / (work(plan.village) + work(plan.standard));
	const village = await convert(source, picture, plan.village, rungs.village, gain, (part) =>
		tell(part * share)
	);
	const standard =
		plan.standard &&
		(await convert(source, picture, plan.standard, rungs.standard, gain, (part) =>
			tell(share + part * (1 - share))
		));
	say({ type: 'film', village, standard });
}

async function sound(file: File): Promise<void> {
	const source = await openSource(file);
	const { audio, container, seconds } = source;
	if (!audio) throw new UserError('media_undecodable', { container, codec: '?' });
	const codec = await audio.getCodec();
	if (codec === 'mp3' && container === 'MP3')
		return say({ type: 'sound', bytes: new Blob([file], { type: 'audio/mpeg' }), extension: 'mp3', seconds });
	const gain = await gainOf(audio, seconds);
	const options = await soundOptions(source, rungs.village, codec === 'aac' ? 1 : gain);
	const made = await mp4(source, { discard: true }, options, tell);
	say({ type: 'sound', bytes: new Blob([made], { type: 'audio/mp4' }), extension: 'm4a', seconds });
}

self.onmessage = async ({ data }: MessageEvent<ToFilmWorker>) => {
	try {
		await (data.what === 'film' ? film(data.file) : sound(data.file));
	} catch (cause) {
		// Whatever the library stumbles over in a file that it could open is damage to the file.
		const error =
			cause instanceof UserError ? cause : new UserError('media_broken', { name: data.file.name }, { cause });
		say({ type: 'failed', code: error.code, details: error.details, cause: String(cause) });
	}
};
