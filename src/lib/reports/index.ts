export * from './proof';
export * from './fold';
export * from './attempts';
export * from './pages';
