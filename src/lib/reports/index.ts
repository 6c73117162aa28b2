export * from './proof';
export * from './judge';
export * from './fold';
export * from './attempts';
export * from './pages';
