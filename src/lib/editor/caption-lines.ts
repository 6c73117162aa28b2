import { UserError } from '$lib/base';

/** One caption: seconds from the film's beginning, its text (line breaks kept), and how it is set, as WebVTT says it. */
export interface CaptionLine {
	start: number;
	end: number;
	text: string;
	settings: string;
	/** Its name in a WebVTT file, by which styles find it. */
	name: string;
	/** Notes that stand above it in the file. */
	notes: readonly string[];
}

/** A caption file: its captions, and what is not shown but is somebody's work, kept as it stands. */
export interface Captions {
	/** The file's first line and what comes before the first caption: styles, regions, notes. */
	head: string;
	lines: CaptionLine[];
	/** Notes after the last caption. */
	tail: readonly string[];
}

/** A file still to be written. */
export const noCaptions: Captions = { head: 'WEBVTT', lines: [], tail: [] };

const time = String.raw`(?:(\d+):)?([0-5]?\d):([0-5]\d)[.,](\d{3})`;
const timing = new RegExp(String.raw`^\s*${time}\s+-->\s+${time}(?:\s+(.*\S))?\s*$`);

/**
 * Reads WebVTT or SubRip. Throws `captions_malformed` with the file's name and the number of the line that cannot be read.
 */
export function readCaptions(text: string, name: string): Captions {
	const rows = text
		.replace(/^\uFEFF/, '')
		.replace(/\r\n?/g, '\n')
		.split('\n');
	const malformed = (row: number) => new UserError('captions_malformed', { name, line: row + 1 });
	const isVtt = rows[0]?.startsWith('WEBVTT') ?? false;
	const [head, lines]: [string[], CaptionLine[]] = [isVtt ? [] : [noCaptions.head], []];
	let notes: string[] = [];
	for (let row = 0; row < rows.length;) {
		if (!rows[row]?.trim()) {
			row++;
			continue;
		}
		let end = row;
		while (end < rows.length && rows[end]?.trim()) end++;
		const above = rows[row] ?? '';
		if ((isVtt && row === 0) || /^(NOTE|STYLE|REGION)\b/.test(above))
			(lines.length ? notes : head).push(rows.slice(row, end).join('\n'));
		else {
			// A number or a name may stand above the times.
			const at = above.includes('-->') ? row : row + 1;
			const line = lineOf(rows[at] ?? '', rows.slice(at + 1, end).join('\n'));
			if (!line || at >= end) throw malformed(Math.min(at, end - 1));
			// SubRip only counts.
			lines.push({ ...line, name: isVtt && at > row ? above : '', notes });
			notes = [];
		}
		row = end;
	}
	return { head: head.join('\n\n'), lines, tail: notes };
}

function lineOf(row: string, text: string): Omit<CaptionLine, 'name' | 'notes'> | null {
	const found = timing.exec(row);
	if (!found) return null;
	const seconds = (h = '0', m = '0', s = '0', ms = '0') =>
		// Added up in whole milliseconds: as fractions they would not come out as they went in.
		((Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000 + Number(ms)) / 1000;
	const [start, end] = [seconds(...found.slice(1, 5)), seconds(...found.slice(5, 9))];
	return end > start ? { start, end, text, settings: found[9] ?? '' } : null;
}

/** Captions as WebVTT, by time. */
export const writeCaptions = ({ head, lines, tail }: Captions): string =>
	[head, ...inOrder(lines).flatMap((line) => [...line.notes, written(line)]), ...tail].join('\n\n') + '\n';

function written({ start, end, text, settings, name }: CaptionLine): string {
	// An empty row would end the caption, an arrow begin another.
	const safe = text.replace(/\n\s*(?=\n|$)/g, '').replaceAll('-->', '→');
	const above = name && `${name}\n`;
	return `${above}${clock(start)} --> ${clock(end)}${settings ? ` ${settings}` : ''}\n${safe.trim() || ' '}`;
}

/** `00:01:05.300`, as WebVTT writes a moment. */
export function clock(seconds: number): string {
	const ms = Math.max(0, Math.round(seconds * 1000));
	const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
	return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** Captions by time. */
export const inOrder = (lines: readonly CaptionLine[]): CaptionLine[] =>
	[...lines].sort((a, b) => a.start - b.start);

const tenth = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** All captions earlier (negative) or later; none begins before the film, and each stays as long as it was. */
export function shifted(lines: readonly CaptionLine[], by: number): CaptionLine[] {
	const least = Math.max(by, -Math.min(...lines.map(({ start }) => start), Infinity));
	return lines.map((line) => ({ ...line, start: tenth(line.start + least), end: tenth(line.end + least) }));
}

/** The caption at an index and the one after it as one. */
export function merged(lines: readonly CaptionLine[], index: number): CaptionLine[] {
	const [one, two] = [lines[index], lines[index + 1]];
	if (!one || !two) return [...lines];
	const both = {
		...one,
		end: Math.max(one.end, two.end),
		text: `${one.text}\n${two.text}`,
		notes: [...one.notes, ...two.notes]
	};
	return [...lines.slice(0, index), both, ...lines.slice(index + 2)];
}

/** Without one caption; notes that stand above it stay where they are. */
export function without({ head, lines, tail }: Captions, index: number): Captions {
	const notes = lines[index]?.notes ?? [];
	const others = lines.filter((_, i) => i !== index);
	return {
		head,
		lines: others.map((line, i) => (i === index ? { ...line, notes: [...notes, ...line.notes] } : line)),
		tail: index === others.length ? [...notes, ...tail] : tail
	};
}

/** With an empty caption of two seconds at a moment, shortened where the next one begins. */
export function added(lines: readonly CaptionLine[], at: number): CaptionLine[] {
	const start = tenth(at);
	const next = Math.min(...lines.filter((line) => line.start > start).map((line) => line.start), Infinity);
	const end = tenth(Math.max(start + 0.2, Math.min(start + 2, next)));
	return inOrder([...lines, { start, end, text: '', settings: '', name: '', notes: [] }]);
}

/** The index of the first caption that ends before it begins; -1 when there is none. */
export const wrongLine = (lines: readonly CaptionLine[]): number =>
	lines.findIndex(({ start, end }) => !(end > start));
