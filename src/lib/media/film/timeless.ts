const containers = ['moov', 'trak', 'mdia'];
const dated = ['mvhd', 'tkhd', 'mdhd'];

/**
 * Sets the times of making in an MP4's index (`moov`, ISO 14496-12 §8.2.2, 8.3.2, 8.4.2) to zero, in place: the same film
 * prepared again has the same bytes, and what the hub has is not sent a second time.
 */
export function withoutTimes(bytes: Uint8Array): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const walk = (start: number, end: number) => {
		for (let at = start; at + 8 <= end; at += Math.max(8, view.getUint32(at))) {
			const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
			if (containers.includes(name)) walk(at + 8, Math.min(end, at + view.getUint32(at)));
			// Two times of 4 bytes, or of 8 in version 1.
			else if (dated.includes(name)) bytes.fill(0, at + 12, at + 12 + (bytes[at + 8] === 1 ? 16 : 8));
		}
	};
	walk(0, bytes.length);
}
