import { encodingOf } from '$lib/base';

/** The letters of an XML file and the encoding they were in. `wrong` when the file said another one. */
export interface DecodedXml {
	text: string;
	encoding: string;
	wrong: boolean;
}

const marks: [number[], string][] = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
	[[0x3c, 0, 0x3f, 0], 'utf-16le'],
	[[0, 0x3c, 0, 0x3f], 'utf-16be']
];

/**
 * Decodes an XML file by its byte order mark, then by its declaration (XML 1.0 appendix F). What is called UTF-8, or
 *X */
export function decodeXml(bytes: Uint8Array): DecodedXml {
	const marked = marks.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1];
	if (marked) return { text: decoderFor(marked).decode(bytes), encoding: marked, wrong: false };
	const start = String.fromCharCode(...bytes.subarray(0, 200));
	const said =
		/^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1]?.toLowerCase() ?? 'utf-8';
	const decoder = decoderFor(said.startsWith('utf-16') ? 'utf-8' : said);
	try {
		return { text: decoder.decode(bytes), encoding: decoder.encoding, wrong: false };
	} catch {
		const likely = encodingOf(bytes) ?? 'gb18030';
		return { text: new TextDecoder(likely).decode(bytes), encoding: likely, wrong: true };
	}
}

function decoderFor(label: string): TextDecoder {
	try {
		const decoder = new TextDecoder(label);
		return decoder.encoding === 'utf-8' ? new TextDecoder('utf-8', { fatal: true }) : decoder;
	} catch {
		return new TextDecoder('utf-8', { fatal: true });
	}
}
