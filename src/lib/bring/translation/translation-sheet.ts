import type { Lesson } from '$lib/lesson';
import { languageTag, unitsOf } from '$lib/lesson/translate';
import { UserError } from '$lib/base';
import { cellText, writeSheet, type Cell } from '../sheet';
import type { PlaceText, TranslationFile } from './translation-file';

/** A lesson's words as an .xlsx file: 编号 | 位置 | 原文 | 译文. Codes stand in the text as `{1}…{/1}` and `{2/}`. */
export function translationSheet(lesson: Lesson, lang: string, place: PlaceText): Promise<Blob> {
	const head = ['编号', '位置', '原文', `译文 ${lang}`];
	const rows = unitsOf(lesson).map((unit) => [unit.id, place(unit), unit.source, '']);
	return writeSheet(head, rows, [16, 26, 60, 60]);
}

/** The translated lines of such a sheet's rows. Throws `UserError('translation_no_columns')` where 编号 or 译文 is missing. */
export function translationFromSheet(rows: Cell[][]): TranslationFile {
	const texts = rows.map((row) => row.map(cellText));
	const head = texts.findIndex((row) => row.some((cell) => cell.trim() === '编号'));
	const columns = (texts[head] ?? []).map((cell) => cell.trim());
	const id = columns.indexOf('编号');
	const target = columns.findIndex((name) => name.startsWith('译文'));
	if (id < 0 || target < 0) throw new UserError('translation_no_columns');
	const source = columns.indexOf('原文');
	return {
		lang: languageTag((columns[target] ?? '').slice('译文'.length)),
		lines: texts.slice(head + 1).flatMap((row) => {
			const name = (row[id] ?? '').trim();
			return name ? [{ id: name, source: row[source] ?? '', target: row[target] ?? '' }] : [];
		})
	};
}
