/** How many of a text's first bytes are weighed. */
const weighed = 1 << 18;

/** Letters of two bytes: between which their first lies and, from the third number on, their second. */
type Block = [from: number, to: number, second: number, last?: number];

/** Where the letters of a running text lie in an encoding: the usual ones, and the rest of its standard. */
interface Table {
	encoding: string;
	usual: Block[];
	rest: Block[];
}

const chinese: Table = {
	encoding: 'gb18030',
	usual: [
		[0xa1, 0xa1, 0xa1],
		[0xa3, 0xa3, 0xa1],
		[0xb0, 0xd7, 0xa1]
	],
	// Without kana: Chinese has none, and in EUC-JP they stand in the same place.
	rest: [
		[0x81, 0xa0, 0x40],
		[0xaa, 0xfe, 0x80, 0xa0],
		[0xa2, 0xa2, 0xa1],
		[0xd8, 0xf7, 0xa1]
	]
};

const others: Table[] = [
	{
		encoding: 'big5',
		usual: [
			[0xa1, 0xa1, 0x40],
			[0xa4, 0xc6, 0x40]
		],
		rest: [
			[0xa2, 0xa3, 0x40],
			[0xc9, 0xf9, 0x40]
		]
	},
	{
		encoding: 'shift_jis',
		usual: [
			[0x81, 0x83, 0x40],
			[0x88, 0x97, 0x40]
		],
		rest: [
			[0x98, 0x9f, 0x40],
			[0xe0, 0xea, 0x40]
		]
	},
	{
		encoding: 'euc-jp',
		usual: [
			[0xa1, 0xa1, 0xa1],
			[0xa3, 0xa5, 0xa1],
			[0xb0, 0xcf, 0xa1]
		],
		rest: [
			[0xa2, 0xa2, 0xa1],
			[0xd0, 0xf4, 0xa1]
		]
	}
];

/** What another encoding must weigh, and by how much more than GB 18030, in which nearly all texts here are. */
const least = 0.3;
const ahead = 0.5;

/**
 * The encoding a Chinese or Japanese text that does not say its own is likely to be in: UTF-8 where the bytes are, else GB 18030,
 * Big5, Shift JIS or EUC-JP, told by where in the tables its letters lie. Null where it can be none of them.
 */
export function encodingOf(bytes: Uint8Array): string | null {
	if (reads(bytes, 'utf-8')) return 'utf-8';
	const start = bytes.subarray(0, weighed);
	let best: string | null = null;
	let most = least;
	if (reads(bytes, chinese.encoding)) {
		best = chinese.encoding;
		most = Math.max(least, weightOf(start, chinese) + ahead);
	}
	for (const table of others) {
		const weight = weightOf(start, table);
		if (weight <= most || !reads(bytes, table.encoding)) continue;
		best = table.encoding;
		most = weight;
	}
	return best;
}

/** 1 where every letter is a usual one of this encoding, down to -1 where none is of its standard. */
function weightOf(bytes: Uint8Array, { encoding, usual, rest }: Table): number {
	let letters = 0;
	let weight = 0;
	for (let i = 0; i < bytes.length; i++) {
		const one = bytes[i]!;
		if (one < 0x80) continue;
		letters++;
		// Katakana of half the width take one byte.
		if (encoding === 'shift_jis' && one > 0xa0 && one < 0xe0) weight--;
		else {
			const two = bytes[++i] ?? 0;
			const within = ([from, to, second, last = 0xfe]: Block) =>
				one >= from && one <= to && two >= second && two <= last;
			weight += usual.some(within) ? 1 : rest.some(within) ? 0 : -1;
		}
	}
	return weight / Math.max(1, letters);
}

function reads(bytes: Uint8Array, encoding: string): boolean {
	try {
		new TextDecoder(encoding, { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}
