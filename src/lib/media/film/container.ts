const text = (bytes: Uint8Array, at: number, length: number) =>
	String.fromCharCode(...bytes.subarray(at, at + length));
const begins = (bytes: Uint8Array, ...start: number[]) => start.every((byte, i) => bytes[i] === byte);

/** Names the container of a film that could not be opened, from its first 16 bytes; null when it looks like none. */
export function containerOf(head: Uint8Array): string | null {
	if (text(head, 0, 4) === 'RIFF' && text(head, 8, 3) === 'AVI') return 'AVI';
	if (begins(head, 0x30, 0x26, 0xb2, 0x75)) return 'WMV';
	if (begins(head, 0, 0, 1, 0xba) || begins(head, 0, 0, 1, 0xb3)) return 'MPEG (VOB, MPG)';
	if (text(head, 0, 3) === 'FLV') return 'FLV';
	if (text(head, 0, 4) === '.RMF') return 'RealMedia (RM, RMVB)';
	return null;
}

const names: Record<string, string> = {
	hevc: 'H.265/HEVC',
	prores: 'ProRes',
	avc: 'H.264',
	V_MPEG2: 'MPEG-2',
	V_MPEG1: 'MPEG-1',
	'V_MPEG4/ISO/ASP': 'MPEG-4 ASP (DivX, Xvid)',
	mp4v: 'MPEG-4 ASP (DivX, Xvid)',
	'V_MS/VFW/FOURCC': 'Video for Windows',
	'1': 'MPEG-1',
	'2': 'MPEG-2'
};

/** A codec as people may have met it in a camera's settings. */
export const codecName = (codec: unknown): string => {
	const plain = typeof codec === 'string' || typeof codec === 'number' ? String(codec).trim() : '?';
	return names[plain] ?? plain;
};
