/**
 * Full-width signs as half-width ones, one for one, so that a place in the folded text is the same place in the text.
 * NFKC would not do: it makes more than one of some characters.
 */
export function fold(text: string): string {
	let folded = '';
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code >= 0xff01 && code <= 0xff5e) folded += String.fromCharCode(code - 0xfee0);
		else if (code === 0x3000 || code === 0xa0 || code === 0x2002 || code === 0x2003 || code === 9)
			folded += ' ';
		else if (code === 0x3010 || code === 0x3014) folded += '[';
		else if (code === 0x3011 || code === 0x3015) folded += ']';
		else folded += text[i];
	}
	return folded;
}

/** Parts a text into lines, whatever ends them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\u2028\u2029\v\f]/);
