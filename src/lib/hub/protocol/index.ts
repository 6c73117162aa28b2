export * from './drafts';
export * from './bank';
export * from './library';
export * from './runtime';
