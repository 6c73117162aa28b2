/** Characters that a backslash makes plain, kept apart from those that mean something (private use area). */
const escaped = '~=#{}:\\n';
/** A text with what is escaped put out of the way. */
export const hide = (text: string) =>
	text
		.replace(/[\ue000-\ue0ff]/g, '\ufffd')
		.replace(/\\([~=#{}:\\n])/g, (_, sign: string) => String.fromCharCode(0xe000 + escaped.indexOf(sign)));
/** Escaped characters as they are meant. */
export const shown = (text: string): string =>
	text.replace(/[\ue000-\ue007]/g, (sign) =>
		sign === '\ue007' ? '\n' : (escaped[sign.charCodeAt(0) - 0xe000] ?? '')
	);
