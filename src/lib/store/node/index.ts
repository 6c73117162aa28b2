export * from './databases';
export * from './store-failure';
export * from './blobs';
export * from './disk-reserve';
