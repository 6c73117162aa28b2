// Eight tables let eight bytes be taken at a time ("slicing by 8"): about five times as fast as one by one.
const tables = Array.from({ length: 8 }, () => new Uint32Array(256));
for (let n = 0; n < 256; n++) {
	let value = n;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	tables[0]![n] = value;
}
for (let n = 0; n < 256; n++)
	for (let k = 1; k < 8; k++) {
		const before = tables[k - 1]![n]!;
		tables[k]![n] = tables[0]![before & 255]! ^ (before >>> 8);
	}
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
	Uint32Array,
	Uint32Array,
	Uint32Array,
	Uint32Array,
	Uint32Array,
	Uint32Array,
	Uint32Array,
	Uint32Array
];

/** CRC-32 as zip files use it (PKWARE APPNOTE 4.4.7), unsigned; `before` is the sum of the bytes that came earlier. */
export function crc32(data: Uint8Array, before = 0): number {
	let crc = ~before;
	let i = 0;
	for (const end = data.length - 7; i < end; i += 8) {
		crc ^= data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24);
		crc =
			t7[crc & 255]! ^
			t6[(crc >>> 8) & 255]! ^
			t5[(crc >>> 16) & 255]! ^
			t4[crc >>> 24]! ^
			t3[data[i + 4]!]! ^
			t2[data[i + 5]!]! ^
			t1[data[i + 6]!]! ^
			t0[data[i + 7]!]!;
	}
	for (; i < data.length; i++) crc = t0[(crc ^ data[i]!) & 255]! ^ (crc >>> 8);
	return ~crc >>> 0;
}
