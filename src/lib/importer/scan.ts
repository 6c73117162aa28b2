/** What a text file of a package does that a station cannot give it. */
export interface Scan {
	/**
	 * Addresses it certainly asks for when it is shown: programs, films and pages inside it, and the rest. Then those that merely stand
	 * in its scripts.
	 */
	programs: string[];
	media: string[];
	calls: string[];
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
const address = String.raw`((?:(?:https?|wss?):)?//[\w\-.]{1,255}\.[a-z]{2,24}(?::\d{1,5})?(?:[/?][^"'\s<>)\x60\\]{0,300})?)`;
const inTag = (tags: string) =>
	new RegExp(
		String.raw`<(?:${tags})\b[^<>]{0,2000}?\s(?:src|href|data|poster)\s{0,9}=\s{0,9}["']?${address}`,
		'gi'
	);
const programTag = inTag('script');
const mediaTag = inTag('iframe|frame|audio|video|source|embed|object');
const otherTag = inTag('img|link|track|input');
const inStyle = new RegExp(String.raw`(?:url\(\s{0,9}["']?|@import\s{1,9}["'])${address}`, 'gi');
const inCall = (names: string) =>
	new RegExp(String.raw`\b(?:${names})\s{0,9}\(\s{0,9}["'\x60]${address}`, 'gi');
const programCall = inCall('importScripts|getScript');
const otherCall = inCall('fetch|WebSocket|EventSource|sendBeacon|getJSON|ajax');
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

/** Programs that only count visits. */
const onlyCounts =
	/^(?:https?:)?\/\/(?:[\w-]+\.)*(?:google-analytics\.com|googletagmanager\.com|doubleclick\.net|hm\.baidu\.com|cnzz\.com|clarity\.ms|hotjar\.com|metrics\.articulate\.com|cloudflareinsights\.com)(?:[/?:]|$)/i;

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

/** Reads a page, style sheet or script for what needs the internet, a second window or a plug-in. */
export function scanText(path: string, text: string): Scan {
	const style = /\.css$/i.test(path);
	const script = /\.m?js$/i.test(path);
	const page = /\.(x?html?|svg)$/i.test(path);
	const found = (form: RegExp, inside = text) =>
		[...inside.matchAll(form)].map(([, at = '']) => at).filter((at) => !onlyNames.test(at));
	const asked = [...(page ? found(programTag) : []), ...(style ? [] : found(programCall))];
	const media = [
		...(page ? found(mediaTag) : []),
		...(style ? [] : found(film, text.replace(/<a\s[^<>]{0,4000}>/gi, ''))),
		...(style ? [] : found(mediaFile, unescaped(text)))
	];
	const calls = [
		...asked.filter((at) => onlyCounts.test(at)),
		...(script ? [] : found(inStyle)),
		...(page ? found(otherTag) : []),
		...(style ? [] : found(otherCall))
	];
	const known = [...asked, ...media, ...calls];
	// What a tag says is a link or was counted already.
	const words = style ? '' : page ? text.replace(/<[a-z][^<>]{0,4000}>/gi, '') : text;
	return {
		programs: asked.filter((at) => !onlyCounts.test(at)),
		media,
		calls,
		addresses: found(inText, words).filter((at) => !known.some((one) => one.startsWith(at))),
		popups: !style && /\b(?:window|top|parent|self|opener)\.open\s{0,9}\(/.test(text),
		worker: !style && /serviceWorker\s{0,9}\.\s{0,9}register/.test(text),
		direct: !style && direct.test(text),
		plugin: page && /<applet\b|application\/x-(?:java-applet|silverlight)/i.test(text),
		flash: page && /<(?:object|embed|param)\b[^<>]{0,2000}?(?:\.swf\b|x-shockwave-flash)/i.test(text),
		expires: script ? expiryIn(text) : null
	};
}

const inPage =
	/<(?:script|img|iframe|frame|link|audio|video|source|embed|track)\b[^<>]{0,2000}?\s(?:src|href)\s{0,9}=\s{0,9}(?:"([^"<>]{1,500})"|'([^'<>]{1,500})')/gi;

/** What a page shows or runs besides itself, as written; nothing when a `<base>` or a template makes that unknowable. */
export function partsOfPage(text: string): string[] {
	if (/<base\b/i.test(text)) return [];
	return [...text.matchAll(inPage)]
		.map(([, double, single]) => (double ?? single ?? '').replaceAll('&amp;', '&'))
		.filter((href) => !/^[#?]|[{}$+]|^about:/.test(href));
}

/** What a page calls itself; empty when it does not. */
export const titleOfPage = (text: string): string =>
	(/<title\b[^<>]{0,500}>([^<]{0,500})</i.exec(text)?.[1] ?? '').replace(/\s+/g, ' ').trim();

/** The language a page says it is in. */
export const languageOfPage = (text: string): string | null =>
	/<html\b[^<>]{0,500}?\slang\s{0,9}=\s{0,9}["']?([a-z]{2,3}(?:-[a-z\d]{2,8})*)/i.exec(text)?.[1] ?? null;
