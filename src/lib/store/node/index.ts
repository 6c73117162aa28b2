export * from './databases';
export * from './open-databases';
export * from './couch/couch-place';
export * from './store-failure';
export * from './blobs';
export * from './disk-reserve';
