export * from './docs/org';
export * from './docs/accounts';
export * from './docs/drafts';
export * from './docs/versions';
export * from './docs/comments';
export * from './docs/bank';
export * from './docs/signed';
export * from './docs/figures';
export type * from './blobs';
