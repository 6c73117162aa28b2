export * from './roster';
export * from './own-path';
