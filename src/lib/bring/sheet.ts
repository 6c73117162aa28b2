import { UserError } from '$lib/base';
import { readSheet } from 'read-excel-file/universal';
import writeXlsxFile from 'write-excel-file/universal';
import type { Found, LineFate, NotUnderstood, Reason } from './questions';
import { kindNamed } from './questions/marks';
import { questionFrom, type AskedKind, type Sketch } from './questions/sketch';

/** What stands in a cell of a sheet. */
export type Cell = string | number | boolean | Date | null | undefined | object;

type Column = 'kind' | 'stem' | 'answer' | 'explanation' | 'points' | number;

const headers: [RegExp, Exclude<Column, number>][] = [
	[/^(题型|类型|试题类型|题目类型|kind|type)$/i, 'kind'],
	[/^(题目|题干|试题|问题|题目内容|试题内容|question|stem)$/i, 'stem'],
	[/^(正确|参考|标准)?答案$|^(right )?answers?$/i, 'answer'],
	[/^(答案|试题)?解析$|^解释$|^explanation$/i, 'explanation'],
	[/^(分值|分数|得分|points?|score|marks?)$/i, 'points']
];

function columnOf(header: string): Column | null {
	const plain = header
		.normalize('NFKC')
		.trim()
		.replace(/[*:：]$/, '');
	const option = /^(?:选项|option)?\s*([A-Z])$/i.exec(plain)?.[1];
	if (option) return option.toUpperCase().charCodeAt(0) - 65;
	return headers.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

const english: [RegExp, AskedKind][] = [
	[/single/i, 'single'],
	[/multi/i, 'multiple'],
	[/true|judge/i, 'trueFalse'],
	[/fill|blank/i, 'fillIn'],
	[/short|essay|open/i, 'short']
];

/**
 * Questions from the rows of a sheet: 题型 题目 A B C D … 答案 解析 分值, in any order, found by the first row that names
 * 题目. Lines are rows, counted from 1.
 */
export function questionsFromSheet(rows: Cell[][]): Found {
	const texts = rows.map((row) => row.map(cellText));
	const head = texts.findIndex((row) => row.some((cell) => columnOf(cell) === 'stem'));
	const columns = (texts[head] ?? []).map(columnOf);
	const notUnderstood: NotUnderstood[] = [];
	const found: Found = { questions: [], starts: [], notUnderstood, lines: [] };
	texts.forEach((row, index) => {
		const empty = row.every((cell) => !cell.trim());
		const line = index + 1;
		const say = (why: Reason) => {
			if (!notUnderstood.some((one) => one.line === line && one.why === why))
				notUnderstood.push({ line, text: row.filter(Boolean).join(' | '), why });
		};
		const fate: LineFate = empty
			? 'empty'
			: index === head
				? 'mark'
				: index < head || head < 0
					? 'notUnderstood'
					: 'question';
		found.lines.push(fate);
		if (fate === 'notUnderstood') say('outside');
		if (fate !== 'question') return;
		found.questions.push(questionFrom(sketchOf(row, columns, line, say), say));
		found.starts.push(line);
	});
	return found;
}

function sketchOf(
	row: string[],
	columns: (Column | null)[],
	line: number,
	say: (why: Reason) => void
): Sketch {
	const cell = (column: Column) => {
		const at = columns.indexOf(column);
		return at < 0 ? '' : (row[at] ?? '').trim();
	};
	if (row.some((text, i) => text.trim() && (columns[i] ?? null) === null)) say('not_brought');
	const word = cell('kind');
	const kind = kindNamed(word) ?? english.find(([pattern]) => pattern.test(word))?.[1] ?? null;
	if (word && !kind) say('kind_unknown');
	const letters = columns.flatMap((column) => (typeof column === 'number' ? [column] : []));
	const options = Array.from({ length: letters.length ? Math.max(...letters) + 1 : 0 }, (_, i) => cell(i));
	while (options.length && !options.at(-1)) options.pop();
	const points = cell('points').replace(/分$/, '');
	const weight = points === '' ? null : Number(points);
	const fits = weight !== null && weight >= 0 && weight <= 100;
	if (weight !== null && !fits) say('points_unreadable');
	return {
		line,
		kind,
		stem: cell('stem').split('\n'),
		options,
		answer: cell('answer') || null,
		explanation: cell('explanation') ? cell('explanation').split('\n') : [],
		weight: fits ? weight : null
	};
}

/** What a cell says. */
export const cellText = (cell: Cell): string =>
	cell instanceof Date
		? cell.toISOString().slice(0, 10)
		: typeof cell === 'string'
			? cell
			: typeof cell === 'number' || typeof cell === 'boolean'
				? String(cell)
				: '';

/** The rows of an .xlsx file's first sheet, texts without spaces around them unless told otherwise. Throws `sheet_broken`. */
export async function rowsOfSheet(
	file: Blob,
	options: { trim: boolean } = { trim: true }
): Promise<Cell[][]> {
	try {
		return await readSheet(file, options);
	} catch (cause) {
		throw new UserError('sheet_broken', {}, { cause });
	}
}

/** An .xlsx file to fill in, with one example of each kind. */
export function sheetTemplate(): Promise<Blob> {
	const head = ['题型', '题目', 'A', 'B', 'C', 'D', '答案', '解析', '分值'];
	const rows = [
		['单选题', '水稻育秧的适宜温度是（ ）', '10℃', '25℃', '40℃', null, 'B', '25℃ 出苗最快。', 2],
		['多选题', '防治稻瘟病的办法有（ ）', '选用抗病品种', '合理施肥', '多施氮肥', null, 'AB', null, 4],
		['判断题', '移栽前要炼苗。', null, null, null, null, '√', null, 1],
		['填空题', '水稻一生分为____期和____期。', null, null, null, null, '营养生长；生殖生长', null, 2],
		['简答题', '简述育秧步骤。', null, null, null, null, '选种、浸种、催芽、播种', null, null]
	];
	return writeSheet(head, rows, [8, 40, 14, 14, 14, 14, 18, 30, 6]);
}

/** An .xlsx file with a row of headings; `widths` in characters. */
export function writeSheet(
	head: string[],
	rows: (string | number | null)[][],
	widths: number[]
): Promise<Blob> {
	return writeXlsxFile([head.map((value) => ({ value, fontWeight: 'bold' as const })), ...rows], {
		columns: widths.map((width) => ({ width })),
		stickyRowsCount: 1
	}).toBlob();
}
