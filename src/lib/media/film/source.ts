import { UserError } from '$lib/base';
import {
	ADTS,
	BlobSource,
	EncodedPacketSink,
	FLAC,
	Input,
	MATROSKA,
	MP3,
	MP4,
	MPEG_TS,
	OGG,
	QTFF,
	WAVE,
	WEBM,
	type InputAudioTrack,
	type InputVideoTrack
} from 'mediabunny';
import { codecName, containerOf } from './container';

const formats = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS, WAVE, OGG, FLAC, MP3, ADTS];

/** A file that could be opened. */
export interface Opened {
	input: Input;
	container: string;
	video: InputVideoTrack | null;
	audio: InputAudioTrack | null;
	seconds: number;
}

/**
 * Opens a film or a recording. Throws `media_broken`, and `media_undecodable` with `container` and `codec` when this
 * browser cannot decode its picture.
 */
export async function openSource(file: File): Promise<Opened> {
	const input = new Input({ source: new BlobSource(file), formats });
	if (!(await input.canRead())) {
		const container = containerOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
		if (container) throw new UserError('media_undecodable', { container, codec: '?' });
		throw new UserError('media_broken', { name: file.name });
	}
	const container = (await input.getFormat()).name;
	const video = await input.getPrimaryVideoTrack();
	const audio = await input.getPrimaryAudioTrack();
	if (video && !(await video.canDecode())) {
		const codec = codecName((await video.getCodec()) ?? (await video.getInternalCodecId()));
		throw new UserError('media_undecodable', { container, codec });
	}
	const seconds = video || audio ? await input.computeDuration() : 0;
	// An index that promises more than the file holds: a copy that broke off.
	const torn = video && !(await new EncodedPacketSink(video).getPacket(Infinity));
	if (torn || !(seconds > 0)) throw new UserError('media_broken', { name: file.name });
	return { input, container, video, audio: audio && (await audio.canDecode()) ? audio : null, seconds };
}
