export * from './questions';
export { questionsFromSheet, rowsOfSheet, sheetTemplate } from './sheet';
