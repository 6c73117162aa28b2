import {
	preparePicture,
	prepareSound,
	renditions,
	type FilmFacts,
	type PreparedFile,
	type Preparing
} from '$lib/media';
import type { Wanted } from './wanted';

/** Keys of what belongs to a film besides itself. */
export const posterKey = (key: string) => `${key}:poster`;
export const standardKey = (key: string) => `${key}:standard`;

interface Heard {
	facts: (facts: FilmFacts) => void;
	progress: (progress: Preparing) => void;
}

/** Makes a chosen file ready to be sent; a film becomes several, in the order they are wanted at the other end. */
export async function prepare(
	key: string,
	file: File,
	wanted: Wanted,
	heard: Heard,
	signal: AbortSignal
): Promise<[key: string, prepared: PreparedFile][]> {
	if (wanted === 'captions' || wanted === 'file') return [[key, { file }]];
	if (wanted === 'image') return [[key, await preparePicture(file)]];
	if (wanted === 'audio') {
		const onprogress = (part: number) => heard.progress({ part, secondsLeft: null });
		return [[key, await prepareSound(file, { onprogress, signal })]];
	}
	const { village, standard, poster } = await renditions(file, {
		onfacts: heard.facts,
		onprogress: heard.progress,
		signal
	});
	return [
		...(poster ? ([[posterKey(key), poster]] as const) : []),
		[key, village],
		...(standard ? ([[standardKey(key), standard]] as const) : [])
	] as [string, PreparedFile][];
}
