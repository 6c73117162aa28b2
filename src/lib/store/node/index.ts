export * from './databases';
export * from './store-failure';
export * from './blobs';
