/** What is loaded: what a page cannot do without comes first. */
export type LoadKind = 'program' | 'page' | 'film' | 'picture' | 'style' | 'font' | 'data' | 'form' | 'link';

/** One thing that a file of a package asks for. */
export interface Load {
	kind: LoadKind;
	/** As written; `\0` for what only the running script knows. */
	address: string;
	/** When the page opens, or perhaps never. */
	when: 'start' | 'later';
	/** Whether the page goes there itself instead of showing it within. */
	leaves?: boolean;
	/** Others that do as well, the first that is there being taken. */
	instead?: string[];
	/** Only asked for when something else was not there. */
	spare?: boolean;
	/** Only under a condition. */
	guarded?: boolean;
	/** By a script, not a tag. */
	byScript?: boolean;
}

const endings: [LoadKind, RegExp][] = [
	['program', /\.m?js$/i],
	['page', /\.(x?html?|pdf|php|aspx?|jsp)$/i],
	['film', /\.(mp4|webm|m4v|mov|ogv|m3u8|mpd|mp3|m4a|ogg|oga|wav|aac|flac|avi|wmv|flv)$/i],
	['picture', /\.(png|jpe?g|gif|webp|avif|bmp|svg|ico)$/i],
	['style', /\.css$/i],
	['font', /\.(woff2?|ttf|otf|eot)$/i],
	['data', /\.(json|xml|txt|csv|vtt|srt|xsl|dtd)$/i]
];

/** What an address leads to, by the ending of its name; null when that says nothing. */
export function kindByName(address: string): LoadKind | null {
	const path = address.replace(/[?#].*$/s, '');
	return endings.find(([, ending]) => ending.test(path))?.[0] ?? null;
}
