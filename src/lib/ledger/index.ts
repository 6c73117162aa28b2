export * from './entry';
export * from './page';
export * from './chain';
