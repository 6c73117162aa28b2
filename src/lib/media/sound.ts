import { runJob } from './film/run';
import type { PreparedFile } from './renditions';

/**
 * Makes a recording ready: MP3 stays as it is, AAC is put into M4A unchanged, everything else (WAV, FLAC, Ogg) becomes Opus
 * in M4A at a sane level. Throws `media_undecodable`, `media_broken`, or the signal's reason.
 */
export async function prepareSound(
	file: File,
	{ onprogress, signal }: { onprogress?: (part: number) => void; signal: AbortSignal }
): Promise<PreparedFile> {
	const hear = (message: { type: string; part?: number }) => onprogress?.(message.part ?? 0);
	const result = await runJob({ what: 'sound', file }, hear, signal);
	if (result.type !== 'sound') throw new Error(`asked for sound, got ${result.type}`);
	const name = file.name.replace(/\.[^.]+$/, `.${result.extension}`);
	return { file: new File([result.bytes], name, { type: result.bytes.type }), seconds: result.seconds };
}
