import type { Theme } from '$lib/lesson';
import type { Cell } from './sheet';

/** What a film's name, or a list beside the films, says about the lesson it becomes. */
export interface FilmFacts {
	title: string;
	theme: Theme | null;
	minutes: number | null;
	summary: string;
}

const themeWords: [RegExp, Theme][] = [
	[/理论|思想|theory/i, 'theory'],
	[/党|政治|party/i, 'party'],
	[/法律|法治|普法|^法$|law/i, 'law'],
	[/技术|科技|农技|technology/i, 'technology'],
	[/文化|culture/i, 'culture']
];
/** The theme a word names; null when it names none. */
export const themeNamed = (word: string): Theme | null =>
	themeWords.find(([pattern]) => pattern.test(word.trim()))?.[1] ?? null;

const minutesIn = (text: string): number | null => {
	const found = /^\s*(\d{1,3})\s*(?:分钟|分|min(?:utes)?)?\s*$/i.exec(text.normalize('NFKC'));
	const minutes = Number(found?.[1] ?? NaN);
	return minutes >= 1 && minutes <= 600 ? minutes : null;
};

/** Reads `01_水稻育秧_技术_15分钟.mp4`: a number to sort by, a title, a theme, minutes; all but the title may be missing. */
export function filmFromName(name: string): FilmFacts {
	const parts = name
		.replace(/\.[^.]+$/, '')
		.split(/[_＿]+/)
		.map((part) => part.trim())
		.filter(Boolean);
	const withoutNumber = parts.length > 1 && /^\d{1,4}$/.test(parts[0] ?? '') ? parts.slice(1) : parts;
	const facts: FilmFacts = { title: '', theme: null, minutes: null, summary: '' };
	const title: string[] = [];
	withoutNumber.forEach((part, index) => {
		// The first part is the title, whatever it looks like.
		const minutes = index > 0 && /分|min/i.test(part) ? minutesIn(part) : null;
		const theme = index > 0 && part.length <= 6 ? themeNamed(part) : null;
		if (minutes !== null) facts.minutes = minutes;
		else if (theme && !facts.theme) facts.theme = theme;
		else title.push(part);
	});
	facts.title = title.join(' ') || name.replace(/\.[^.]+$/, '');
	return facts;
}

const columns: [RegExp, 'file' | keyof FilmFacts][] = [
	[/^(文件名|文件|file( ?name)?)$/i, 'file'],
	[/^(标题|课名|title)$/i, 'title'],
	[/^(主题|theme)$/i, 'theme'],
	[/^(分钟|时长|minutes?)$/i, 'minutes'],
	[/^(简介|说明|summary)$/i, 'summary']
];

/** A list of films (文件名 | 标题 | 主题 | 分钟 | 简介), by file name without its ending. What a row leaves open is not in its facts. */
export function filmsFromSheet(rows: Cell[][]): Map<string, Partial<FilmFacts>> {
	const texts = rows.map((row) =>
		row.map((cell) => (typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : ''))
	);
	const nameOf = (text: string) => columns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
	const head = texts.findIndex((row) => row.some((text) => nameOf(text) === 'file'));
	const names = (texts[head] ?? []).map(nameOf);
	const films = new Map<string, Partial<FilmFacts>>();
	for (const row of head < 0 ? [] : texts.slice(head + 1)) {
		const cell = (name: 'file' | keyof FilmFacts) => row[names.indexOf(name)] ?? '';
		const [theme, minutes] = [themeNamed(cell('theme')), minutesIn(cell('minutes'))];
		if (!cell('file')) continue;
		films.set(stemOf(cell('file')), {
			...(cell('title') && { title: cell('title') }),
			...(theme && { theme }),
			...(minutes !== null && { minutes }),
			...(cell('summary') && { summary: cell('summary') })
		});
	}
	return films;
}

/** A file's name without its ending, as lists write it. */
export const stemOf = (name: string): string =>
	name
		.normalize('NFKC')
		.replace(/\.(mp4|m4v|mov|mkv|webm|ts|mts|avi)$/i, '')
		.toLowerCase();
