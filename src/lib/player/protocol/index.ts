export * from './kept';
export * from './messages';
