export * from './questions';
export { questionsFromSheet, rowsOfSheet, sheetTemplate } from './sheet';
export { lessonFromDocx, type DocxNotice, type FromDocx } from './docx';
export { lessonFromPackage, type FromPackage } from './package';
export { filmFromName, filmsFromSheet, stemOf, type FilmFacts } from './films';
export * from './translation';
