export * from './news';
export * from './snapshot';
