import type { InputVideoTrack } from 'mediabunny';
import { fit, rungs, type Planned, type Rung } from './facts';
import type { Opened } from './source';

/** How far above a rendition's bit rate a source may lie and still be taken over as it is: re-encoding would cost more than it saves. */
const slack = 1.25;

/** What a film's picture is. */
export interface Picture {
	track: InputVideoTrack;
	width: number;
	height: number;
	/** Bits per second. */
	bitrate: number;
	/** Frames per second. */
	rate: number;
	h264: boolean;
	upright: boolean;
}

export async function pictureOf(track: InputVideoTrack): Promise<Picture> {
	const { averageBitrate, averagePacketRate } = await track.computePacketStats(500);
	return {
		track,
		width: await track.getDisplayWidth(),
		height: await track.getDisplayHeight(),
		bitrate: averageBitrate,
		rate: averagePacketRate,
		h264: (await track.getCodec()) === 'avc',
		upright: (await track.getRotation()) === 0 && !(await track.getFlip())
	};
}

/** Bits per second a picture is encoded with: H.264 needs no more than the source has, and more than a newer codec. */
export const bitrateFor = (picture: Pick<Picture, 'bitrate' | 'h264'>, rung: Rung): number =>
	Math.round(Math.min(rung.video, Math.max(100_000, picture.bitrate * (picture.h264 ? 1 : 1.6))));

/** What each rendition will be. A film no larger than the village rendition has no other. */
export function planOf(picture: Picture, { audio, seconds }: Pick<Opened, 'audio' | 'seconds'>) {
	const planned = (rung: Rung): Planned => {
		const size = fit(picture, rung);
		const same = picture.width <= rung.width && picture.height <= rung.height;
		const copied = picture.h264 && picture.upright && same && picture.bitrate <= rung.video * slack;
		const bits = (copied ? picture.bitrate : bitrateFor(picture, rung)) + (audio ? rung.audio : 0);
		return {
			...(copied ? { width: picture.width, height: picture.height } : size),
			bytes: Math.round((bits * seconds) / 8),
			copied
		};
	};
	const village = planned(rungs.village);
	const larger = picture.width > rungs.village.width || picture.height > rungs.village.height;
	return { village, standard: larger ? planned(rungs.standard) : null };
}
