/** What a text file of a package does that a station cannot give it, besides what it loads. */
export interface Scan {
	/** Films and sounds on the internet that a script or its data names. */
	media: string[];
	/** Addresses that merely stand in a script. */
	addresses: string[];
	popups: boolean;
	worker: boolean;
	direct: boolean;
	plugin: boolean;
	flash: boolean;
	/** The day from which it no longer opens, as its maker set it (`2026-12-31`); null without one. */
	expires: string | null;
}

// Every form is bounded and stops at the next `<`: a file made to be slow is read as fast as any other.
/** One film at a film site, as pages and scripts show it. */
const film =
	/((?:https?:)?\/\/(?:player\.vimeo\.com\/video\/\d{4,15}|(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/[\w-]{11}|player\.youku\.com\/embed\/\w{4,40}|player\.bilibili\.com\/player\.html\?[^"'\s<>)\x60\\]{1,300}|v\.qq\.com\/(?:txp\/)?iframe\/player\.html\?[^"'\s<>)\x60\\]{1,300}))/gi;
/** A film or sound by its address, as scripts name what they show. */
const mediaFile =
	/["'`]((?:https?:)?\/\/[\w\-.]{1,255}\.[a-z]{2,24}(?::\d{1,5})?\/[^"'\s<>)`\\]{1,300}\.(?:mp4|webm|m4v|ogv|m3u8|mp3|m4a|ogg))(?=["'`?#\\])/gi;
const inText = new RegExp(
	String.raw`["'\x60]((?:https?|wss?)://[\w\-.]{1,255}\.[a-z]{2,24})(?=[/?:"'\x60])`,
	'gi'
);

/** Names of formats and of manuals, not places anything is fetched from. */
const onlyNames =
	/^(?:https?:)?\/\/(?:[\w-]+\.)*(?:w3\.org|adobe\.com|purl\.org|imsglobal\.org|imsproject\.org|adlnet\.(?:org|gov)|ieee\.org|schemas\.(?:microsoft|openxmlformats)\.(?:com|org)|xmlsoap\.org|github\.com|jquery\.com|reactjs\.org|mozilla\.org|fb\.me|example\.(?:com|org)|opensource\.org|tc39\.es|feross\.org)(?:[/?:]|$)/i;

/**
 * What opens a connection, or asks for an address by name, without a request that anybody could stop: WebRTC, WebTransport, and
 * hints that a browser should get ready for another host, in a page or set by a script.
 */
const direct =
	/\b(?:(?:webkit|moz)?RTCPeerConnection|WebTransport)\b|<link\b[^<>]{0,500}?\srel\s{0,9}=\s{0,9}["']?[a-z\- ]{0,50}\b(?:dns-prefetch|preconnect)\b|\brel["']?\s{0,9}[=:,]\s{0,9}["'`](?:dns-prefetch|preconnect)["'`]|\bx-dns-prefetch-control\b/i;

/** How Captivate writes the last day of a project: on, what it says then, year, month and day. */
const expiry = /\bpeon:true,pems:'(?:[^'\\]|\\.){0,500}',pey:(\d{4}),pem:(\d{1,2}),ped:(\d{1,2})\b/;

function expiryIn(script: string): string | null {
	const [, year, month, day] = expiry.exec(script) ?? [];
	return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

/** JSON in a script may write `\/` for `/` and `\"` for `"`. */
const unescaped = (text: string) =>
	text
		.replace(/<[a-z][^<>]{0,4000}>/gi, '')
		.replaceAll('\\/', '/')
		.replaceAll('\\"', '"');

/** Reads a page, style sheet or script for what needs a second window, a plug-in, or talks to others by itself. */
export function scanText(path: string, text: string): Scan {
	const style = /\.css$/i.test(path);
	const script = /\.m?js$/i.test(path);
	const page = /\.(x?html?|svg)$/i.test(path);
	const found = (form: RegExp, inside = text) =>
		[...inside.matchAll(form)].map(([, at = '']) => at).filter((at) => !onlyNames.test(at));
	const media = style
		? []
		: [...found(film, text.replace(/<a\s[^<>]{0,4000}>/gi, '')), ...found(mediaFile, unescaped(text))];
	// What a tag says is a link or was counted already.
	const words = style ? '' : page ? text.replace(/<[a-z][^<>]{0,4000}>/gi, '') : text;
	return {
		media,
		addresses: found(inText, words).filter((at) => !media.some((one) => one.startsWith(at))),
		popups: !style && /\b(?:window|top|parent|self|opener)\.open\s{0,9}\(/.test(text),
		worker: !style && /serviceWorker\s{0,9}\.\s{0,9}register/.test(text),
		direct: !style && direct.test(text),
		plugin: page && /<applet\b|application\/x-(?:java-applet|silverlight)/i.test(text),
		flash: page && /<(?:object|embed|param)\b[^<>]{0,2000}?(?:\.swf\b|x-shockwave-flash)/i.test(text),
		expires: script ? expiryIn(text) : null
	};
}

/** A page without what stands in comments; what a script says in one is not for the page to leave out. */
export const withoutComments = (page: string): string =>
	page.replace(/(<script\b[^]*?<\/script\b)|<!--[^]*?(?:-->|$)/gi, (_, script?: string) => script ?? '');

/** What a page calls itself; empty when it does not. */
export const titleOfPage = (text: string): string =>
	(/<title\b[^<>]{0,500}>([^<]{0,500})</i.exec(text)?.[1] ?? '').replace(/\s+/g, ' ').trim();

/** The language a page says it is in. */
export const languageOfPage = (text: string): string | null =>
	/<html\b[^<>]{0,500}?\slang\s{0,9}=\s{0,9}["']?([a-z]{2,3}(?:-[a-z\d]{2,8})*)/i.exec(text)?.[1] ?? null;
