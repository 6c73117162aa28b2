export * from './accounts';
export * from './drafts';
export * from './stations';
export * from './records';
export * from './gateway';
