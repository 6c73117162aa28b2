export { xliffOf, unitsFromXliff } from './xliff';
export { translationSheet } from './translation-sheet';
export { readTranslation } from './read-translation';
export type { TranslationFile, TranslatedLine, PlaceText } from './translation-file';
