import { UserError } from '$lib/base';
import { rowsOfSheet } from '../sheet';
import { largestTranslation, type TranslationFile } from './translation-file';
import { translationFromSheet } from './translation-sheet';
import { unitsFromXliff } from './xliff';

/**
 * What a translator gave back, an .xlsx file or XLIFF. Throws `UserError('sheet_broken' | 'xliff_broken' |
 * 'translation_no_columns' | 'file_too_large')`.
 */
export async function readTranslation(file: File): Promise<TranslationFile> {
	if (file.size > largestTranslation) throw new UserError('file_too_large', { limit: largestTranslation });
	// Spaces at the ends of a line belong to it.
	if (/\.xlsx$/i.test(file.name)) return translationFromSheet(await rowsOfSheet(file, { trim: false }));
	return unitsFromXliff(await file.arrayBuffer());
}
