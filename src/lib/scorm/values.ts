import type { ScormVersion } from './version';

const two = (value: number) => String(value).padStart(2, '0');

/** The first `most` characters of a text, never half a character. */
export function clipText(text: string, most: number): string {
	if (text.length <= most) return text;
	let clipped = '';
	for (const point of text) {
		if (clipped.length + point.length > most) break;
		clipped += point;
	}
	return clipped;
}

/** A length of time: `HHHH:MM:SS.SS` (1.2, at most 9999 hours) or `PT#H#M#.##S` (2004), to a hundredth of a second. */
export function timeInterval(ms: number, version: ScormVersion): string {
	const hundredths = Math.max(0, Math.round(ms / 10) || 0);
	const hours = Math.floor(hundredths / 360_000);
	const minutes = Math.floor(hundredths / 6000) % 60;
	const seconds = `${Math.floor(hundredths / 100) % 60}.${two(hundredths % 100)}`;
	if (version === '2004') return `PT${hours}H${minutes}M${seconds}S`;
	return hours > 9999
		? '9999:59:59.99'
		: `${String(hours).padStart(4, '0')}:${two(minutes)}:${seconds.padStart(5, '0')}`;
}

/**
 * A moment in the learner's own time: `HH:MM:SS` (1.2) or `YYYY-MM-DDTHH:MM:SS` (2004). Without a zone: some systems
 * refuse one after whole seconds, others after three decimals.
 */
export function momentOf(at: Date, version: ScormVersion): string {
	const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
	if (version === '1.2') return time;
	return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${time}`;
}

/** A number with at most 7 decimals, never in exponent form. */
export const decimal = (value: number): string => String(Number(value.toFixed(7)) || 0);
