export * from './fold';
export * from './views';
